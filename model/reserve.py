"""The twin of Reserve: the cash and bills behind the Par Dollar.

Who may bid and who may distribute is not told here: the access manager of the chain decides that.
"""



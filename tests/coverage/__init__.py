"""Coverage: which lines and branches of the contracts the tests without a node reach.    make coverage

A copy of the contracts is compiled with a call before every statement and around every condition
(`counters`). Each call touches an address of its own, and the virtual machine remembers every address that
was touched, whatever is reverted: those it knows in the end tell what was reached (`recorder`).
"""

"""Bids from a file, placed, opened, settled and withdrawn: each run does what is due, and says what waits."""

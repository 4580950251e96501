"""The story that `make demo` tells: an auction week of the Treasury, and a dollar on it."""

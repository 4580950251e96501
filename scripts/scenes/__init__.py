"""Three stories of the dollar, which `make demo` tells by name: a quiet month, a run, and a loss."""

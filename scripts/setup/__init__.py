"""Set the project up on a bare machine: `python3 -m scripts.setup`, standard library only."""

"""Where every contract keeps what, and by which selectors it is called."""

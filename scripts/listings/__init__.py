"""Where every contract keeps what and for what, and by which selectors it is called."""

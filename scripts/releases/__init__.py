"""An auction as the Treasury publishes it, from the chain's own data."""

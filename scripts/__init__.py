"""What a person runs: set-up, nodes, deployment, demos."""

"""Par's rules in plain Python integers, without a chain: each under the name it has in Solidity."""

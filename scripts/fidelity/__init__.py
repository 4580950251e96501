"""Whether every figure that the Treasury published is what the Solidity libraries come to, digit by digit."""

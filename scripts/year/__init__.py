"""The auctions of a whole year, held again on a chain in their order: `make year`."""

"""Real Treasury auctions: what was announced, what resulted, and bids that lead from one to the other."""

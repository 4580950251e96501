"""What an auction costs as bids become many."""

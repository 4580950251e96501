"""Whether the coin is backed, from nothing but a node and the reserve's address.    make verify"""

"""A bug hunt: known bugs, put into a copy of the contracts one at a time, and who finds them.    make hunt"""

"""Mutation testing: every small change of a contract, and whether its tests notice.    make mutants"""

"""A chain inside this process: compiled contracts on a virtual machine (revm), with no node and no network.

For what takes very many steps. It offers what tests and `scripts.deploy` use of Brownie, and no more:
whatever concerns gas, fees, blocks or wallets is tested on a node (`pytest.mark.node`).
"""

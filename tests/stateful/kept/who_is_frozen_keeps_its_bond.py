"""A bidder that is frozen while bids are revealed cannot reveal: random steps seldom freeze one just then."""

state = SystemMachine()
state.announce_bill(term=28, offering=10_000, ladders=[[(20, 3_500)], [(10, 3_000)]])
state.freeze(account=0)
state.finish_auctions()
state.forfeit_bond(bid=0)
state.contract_and_model_agree()
state.teardown()

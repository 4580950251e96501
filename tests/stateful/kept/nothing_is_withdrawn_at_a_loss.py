"""Zero dollars may be withdrawn at a loss: an invariant asked for a surplus whenever capital is withdrawn."""

state = SystemMachine()
state.mint(payer=0, to=0, dollars=100_000_000_000)
state.announce_bill(term=91, offering=10_000, ladders=[[(20, 3_500)], [(10, 3_000)]])
state.reserve_bids_noncompetitive(opening=0, percent=100)
state.finish_auctions()
state.set_policy(haircut=0, buffer=0, share=0)
state.withdraw_capital(percent=100, given=None)
state.wait(seconds=86_400, attentive=True, silent=None)
state.publish_yields(percent=600)
state.withdraw_capital(percent=0, given=None)
state.contract_and_model_agree()
state.teardown()

"""A distribution in the midst of a payment is no step: savers were compared with the one before it."""

state = SystemMachine()
state.announce_note(half_years=18, ladders=[[(12, 2450), (15, 1), (0, 1)], [(0, 1), (1, 1)]], offering=100)
state.save(dollars=1000000, holder=0)
state.take_by_order(action=OrderAction.BURN, holder=0, percent=100, slip=None, to=0)
state.turn_cash_when_payments_are_due(
    change=("set_refusing", True), days=0, due="reveal", pick=0, sent=[("mint", 0, 1), ("mint", 0, 1)]
)
state.set_policy(buffer=0, haircut=0, share=5264)
state.announce_restricted_bill(ladders=[[(0, 1)], [(0, 1)]], term=28, units=28, whose=[])
state.mint_in_kind(holding=93, is_careful=False, percent=80)
state.intrude_often(attempts=[("withdraw", "distribute", 1)])
state.no_dollar_earns_more_than_was_added_on_one()
state.teardown()

"""What a role does only after notice: announced to the access manager, carried out once notice has passed."""

from typing import Any

from scripts.batch import Order, order


def announcement(manager: Any, planned: Order) -> Order:
    """The transaction that gives notice of a planned one."""
    function = planned.function
    call = function.encode_input(*planned.arguments)
    return order(manager.schedule, function._address, call, 0, by=planned.sender)


def ends_at(manager: Any, planned: Order) -> int:
    """When the notice of a planned transaction ends [unix time]; zero if none is running."""
    call = planned.function.encode_input(*planned.arguments)
    operation = manager.hashOperation(planned.sender, planned.function._address, call)
    return manager.getSchedule(operation)

"""What a role does only after notice: announced to the access manager, carried out once notice has passed."""

from typing import Any

from scripts.batch import Order, order


def announcement(manager: Any, planned: Order) -> Order:
    """The transaction that gives notice of a planned one."""
    function = planned.function
    call = function.encode_input(*planned.arguments)
    return order(manager.schedule, function._address, call, 0, by=planned.sender)


def is_announced(manager: Any, planned: Order) -> bool:
    """Whether notice was given, and what was planned is not done yet."""
    call = planned.function.encode_input(*planned.arguments)
    operation = manager.hashOperation(planned.sender, planned.function._address, call)
    return manager.getSchedule(operation) != 0

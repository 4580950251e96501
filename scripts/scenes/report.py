"""The figures of a month as bytes that hash the same for everybody: JSON, sorted, without spaces."""

import json
from datetime import UTC, datetime

from scripts.scenes.standing import Standing


def canonical_report(month: int, standing: Standing) -> bytes:
    """What the GENIUS Act asks for, section 4(a)(1)(C): coins, and the reserve by its components."""
    figures = {
        "month": month,
        "as_of": datetime.fromtimestamp(standing.time, UTC).isoformat(),
        "coins_outstanding": standing.supply,
        "redemptions_waiting": standing.owed,
        "cash": standing.cash,
        "bills": [
            {
                "cusip": bill.cusip,
                "par": bill.units * 100,
                "amortised_cost": bill.amortised_cost,
                "maturity_date": bill.maturity_date.isoformat(),
            }
            for bill in standing.bills
        ],
        "backing": standing.backing,
        "market_value": standing.market_value,
        "capital": standing.capital,
        "weighted_average_maturity": standing.weighted_average_maturity,
    }
    return json.dumps(figures, sort_keys=True, separators=(",", ":")).encode()

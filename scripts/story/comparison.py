"""What the Treasury published beside what the chain says, figure by figure."""

from scripts.auctions import accrued_interest
from scripts.story.bidding import find
from scripts.story.figures import Figure, side_by_side
from scripts.story.plan import Sale
from scripts.story.words import hundredths, index_ratio, par, percent, price
from scripts.story.world import World

BIDDERS = ("primary_dealer", "direct", "indirect", "noncompetitive", "fima", "soma")  # as in `Amounts`
NAMES = {
    "primary_dealer": "primary dealers",
    "direct": "direct bidders",
    "indirect": "indirect bidders",
    "noncompetitive": "noncompetitive",
    "fima": "foreign officials (FIMA)",
    "soma": "Federal Reserve (SOMA)",
}
ALWAYS_SHOWN = {"high rate", "interest rate", "price", "accrued interest", "allotted at high", "bid-to-cover"}
ALWAYS_SHOWN |= {"spread", "index ratio", "unadjusted price", "tendered in all", "accepted in all"}


def compare(world: World, sale: Sale) -> list[Figure]:
    """Every published figure of an auction that has been settled."""
    return figures(sale, world.system.auction_results.resultOf(find(world, sale)))


def figures(sale: Sale, on_chain: tuple) -> list[Figure]:
    published = sale.auction.result
    stated = [
        Figure("CUSIP", sale.announcement.cusip, bytes(on_chain["cusip"]).decode()),
        Figure("high rate", published.high_rate, on_chain["highRate"], percent),
        Figure("median rate", published.median_rate, on_chain["medianRate"], percent),
        Figure("low rate", published.low_rate, on_chain["lowRate"], percent),
        Figure("interest rate", published.interest_rate, on_chain["interestRate"], percent),
        Figure("spread", published.spread, on_chain["spread"], percent),
        Figure("investment rate", published.investment_rate, on_chain["investmentRate"], percent),
        Figure("index ratio", sale.announcement.index_ratio, on_chain["index"], index_ratio),
        Figure("price", published.price, on_chain["price"], price),
        Figure("accrued interest", accrued_interest(sale.auction), on_chain["accruedInterest"], price),
        Figure("unadjusted price", published.unadjusted_price, on_chain["unadjustedPrice"], price),
        Figure(
            "unadjusted accrued interest",
            published.unadjusted_accrued_interest,
            on_chain["unadjustedAccruedInterest"],
            price,
        ),
        Figure("allotted at high", published.allotted_at_high, on_chain["allottedAtHigh"], hundredths),
        Figure("bid-to-cover", published.bid_to_cover, on_chain["bidToCover"], hundredths),
    ]
    for side in ("tendered", "accepted"):
        amounts = on_chain[side]
        for bidders, units in zip(BIDDERS, amounts, strict=True):
            name = f"{side}, {NAMES[bidders]}"
            stated.append(Figure(name, getattr(published, f"{bidders}_{side}"), units, par))
        stated.append(Figure(f"{side} in all", getattr(published, f"total_{side}"), sum(amounts), par))
    return [figure for figure in stated if figure.published is not None]


def tell(world: World, sale: Sale, is_full: bool) -> bool:
    """Show an auction side by side; whether all figures are equal."""
    compared = compare(world, sale)
    shown = [each for each in compared if is_full or each.name in ALWAYS_SHOWN or not each.is_equal]
    world.tell(side_by_side(sale.name, shown))
    equal = sum(figure.is_equal for figure in compared)
    world.tell(f"{equal} of {len(compared)} published figures equal.\n")
    return equal == len(compared)

"""2. Dollars are created: people are registered, have cash, and change some of it into Par Dollars."""

from collections import Counter

from model.calendar import unix_day
from scripts.batch import order, read
from scripts.story import indices
from scripts.story.people import CAPITAL, treasury_cash
from scripts.story.plan import at
from scripts.story.words import count, dollars
from scripts.story.world import World

FOREVER = 2**256 - 1
NOBODY = "0x" + 40 * "0"  # from whom what is created comes, and to whom what is destroyed goes
ONE_DOLLAR = 1_000_000  # [micro-dollars]


def prepare(world: World) -> None:
    """Register everybody, give everybody cash on the mock token, announce the holidays, publish indices."""
    begins = world.plan.begins_at
    world.do("the compliance officer registers the bidders", registrations(world), begins)
    world.do("everybody receives cash", endowments(world), begins)
    world.do("bidders allow the auction house to take payment", approvals(world), begins)
    world.do("the Treasury announces the Federal Reserve's holidays", holidays(world), begins)
    indices.publish(world, None, begins)
    indices.tell_published(world)


def create_dollars(world: World) -> None:
    """Mint Par Dollars for cash, one for one, and give the reserve its loss buffer."""
    morning = at(min(sale.announcement.announcement_date for sale in world.plan.sales), 9)
    world.do("the issuer contributes capital", capital(world), morning)
    world.do("the rate publisher prices cash", cash_price(world, morning), morning)
    world.do("people change cash into Par Dollars", mints(world), morning)
    tell(world)


def registrations(world: World) -> list:
    compliance, officer = world.system.compliance, world.settings.compliance_officer
    everybody = list(world.people.values())
    known = read([(compliance.holderOf, each.account) for each in everybody])
    return [
        order(compliance.setHolder, each.account, each.holder_class, b"US", each.bids_directly, by=officer)
        for each, holder in zip(everybody, known, strict=True)
        if (holder[0], holder[2]) != (each.holder_class, each.bids_directly)
    ]


def endowments(world: World) -> list:
    """What nobody was given yet, counted by what was minted: it may have been spent since."""
    cash, given = world.system.cash, created(world)
    due = {str(each.account): each.cash for each in world.people.values()}
    due[str(world.settings.treasury)] = treasury_cash(world.plan)
    due[str(world.settings.issuer)] = CAPITAL
    return [
        order(cash.mint, account, dollars_ - given[account], by=world.settings.treasury)
        for account, dollars_ in due.items()
        if dollars_ > given[account]
    ]


def created(world: World) -> Counter[str]:
    """Cash that there was not before, by who received it."""
    given = Counter()
    for event in world.events(world.system.cash, "Transfer"):
        if event["from"] == NOBODY:
            given[event["to"]] += event["amount"]
    return given


def approvals(world: World) -> list:
    cash, house, reserve = world.system.cash, world.system.auction_house, world.system.reserve
    wanted = [(each.account, house) for each in world.people.values() if each.cash > each.mints]
    wanted += [(each.account, reserve) for each in world.people.values() if each.mints]
    wanted.append((world.settings.issuer, reserve))
    allowed = read([(cash.allowance, owner, spender) for owner, spender in wanted])
    return [
        order(cash.approve, spender, FOREVER, by=owner)
        for (owner, spender), allowance in zip(wanted, allowed, strict=True)
        if allowance < FOREVER
    ]


def holidays(world: World) -> list:
    registry, treasury = world.system.registry, world.settings.treasury
    announced = {event["date"] for event in world.events(registry, "HolidayAnnounced")}
    missing = [unix_day(day) for day in world.plan.holidays if unix_day(day) not in announced]
    return [order(registry.announceHolidays, missing, by=treasury)] if missing else []


def capital(world: World) -> list:
    reserve, issuer = world.system.reserve, world.settings.issuer
    contributed = sum(event["dollars"] for event in world.events(reserve, "CapitalContributed"))
    missing = CAPITAL - contributed
    return [order(reserve.contributeCapital, missing, by=issuer)] if missing > 0 else []


def cash_price(world: World, morning: int) -> list:
    """That a dollar of cash is worth a dollar, if nobody has said so on the day."""
    reserve, publisher = world.system.reserve, world.settings.rate_publisher
    is_fresh = reserve.standing()["cashPricedAt"] >= morning
    return [] if is_fresh else [order(reserve.publishCashPrice, ONE_DOLLAR, by=publisher)]


def mints(world: World) -> list:
    reserve = world.system.reserve
    done = {
        event["to"] for event in world.events(world.system.par_dollar, "Transfer") if event["from"] == NOBODY
    }
    return [
        order(reserve.mint, each.account, each.mints, by=each.account)
        for each in world.people.values()
        if each.mints and str(each.account) not in done
    ]


def tell(world: World) -> None:
    minters = [each for each in world.people.values() if each.mints]
    for each in minters:
        world.tell(f"{each.name} pays {dollars(each.mints)} of cash and receives as many Par Dollars.")
    total = sum(each.mints for each in minters)
    world.tell(f"The issuer adds {dollars(CAPITAL)} of capital, which bears losses first.")
    world.tell(
        f"{count(len(minters), 'holder')} have {dollars(total)} Par Dollars; behind them stand "
        f"{dollars(total + CAPITAL)} of cash."
    )

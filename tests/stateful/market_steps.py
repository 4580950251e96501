"""The steps of the market, by what they are about. Most of them are drawn so that they succeed."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from model.auction import NO_LADDER, Announcement, AuctionStatus, BidStatus, Ladder, Rung
from model.auction_house import PENDING, UNDECIDED
from model.calendar import (
    MONTHS_IN_HALF_YEAR,
    MONTHS_IN_QUARTER,
    calendar_date,
    coupon_date,
    next_coupon_date,
    unix_day,
)
from model.clock import SECONDS_IN_DAY
from model.compliance import HolderClass, OrderAction
from model.cusip import check_digit
from model.index_board import month_of, week_of
from model.reserve import FLOOR_PRICE, MAXIMUM_PRICE_AGE, PAR_CASH
from model.security import SecurityType
from scripts.batch import order, send
from tests.helpers import now
from tests.stateful.market import MONEY, MarketMachine

DOLLAR = 1_000_000  # [micro-dollars]
HOUR = 3_600  # [seconds]
PAPERS = (b"court".ljust(32), b"document".ljust(32))  # of a lawful order
BOND = 1_000 * DOLLAR
MOST_OPEN = 3  # auctions at a time
AWARDED = (BidStatus.NONCOMPETITIVE, BidStatus.REVEALED)
EVERY_RATE = 1_000  # more than is ever bid
TERM = 91  # of the bill of the index [days]
WEEKS_BEFORE = 3  # a dated date, more than enough for the first index rate
BANDS = {  # the lowest rate that may be bid, the lowest that is, the highest that may be [0.001 %]
    SecurityType.BILL: (3_500, 3_900, 4_500),
    SecurityType.NOTE: (3_500, 3_900, 4_500),
    SecurityType.TIPS: (-500, -50, 500),
    SecurityType.FRN: (-500, -50, 500),
}


class CoinSteps(MarketMachine):
    """Savers mint, redeem and pay each other."""

    dollars = st.integers(0, 10**11)  # up to a hundred thousand dollars [micro-dollars]

    @rule(payer=MarketMachine.pick, to=MarketMachine.pick, dollars=dollars)
    def mint(self, payer, to, dollars):
        self.keep_cash_priced()
        self.step(self.saver(payer), "reserve", "mint", self.saver(to), dollars)

    @rule(holder=MarketMachine.pick, to=MarketMachine.pick, percent=MarketMachine.percent)
    def redeem(self, holder, to, percent):
        holder = self.saver(holder)
        payable = min(self.coins_of(holder), self.model.reserve.free_cash())
        self.step(holder, "reserve", "redeem", self.saver(to), payable * percent // 100)

    @rule(
        price=st.sampled_from([1_000_000, 1_000_000, 999_500, 998_999, 1_002_000]), saver=MarketMachine.pick
    )
    def price_cash(self, price, saver):
        """Whatever it is, somebody asks for coins at it."""
        self.publish_cash_price(price)
        self.step(self.saver(saver), "reserve", "mint", self.saver(saver), DOLLAR)

    def publish_cash_price(self, price: int) -> None:
        self.step(self.market.parts.rate_publisher.address, "reserve", "publish_cash_price", price)

    def have_coins(self, holder: str, dollars: int) -> None:
        """Coins made for it, or that are there already."""
        if self.coins_of(holder) < dollars:
            self.keep_cash_priced()
            self.step(holder, "reserve", "mint", holder, dollars)

    def keep_cash_priced(self) -> None:
        """Most of the time a price is published before it is too old."""
        standing = self.model.reserve.standing
        is_stale = self.model.clock.now > standing.cash_priced_at + MAXIMUM_PRICE_AGE
        if is_stale or standing.cash_price < FLOOR_PRICE:
            self.publish_cash_price(PAR_CASH)

    @rule(holder=MarketMachine.pick, to=MarketMachine.pick, percent=MarketMachine.percent)
    def pay(self, holder, to, percent):
        holder = self.saver(holder)
        self.step(holder, "par_dollar", "transfer", self.saver(to), self.coins_of(holder) * percent // 100)

    def saver(self, pick: int) -> str:
        return self.market.savers[pick % len(self.market.savers)]

    def coins_of(self, holder: str) -> int:
        return self.model.par_dollar.balance_of[holder]


class AuctionSteps(MarketMachine):
    """The Treasury sells bills: each auction is bid on and taken on, stage by stage.

    Whatever an indexed security follows is published as soon as it is known.
    """

    bids = st.lists(  # of a ladder: steps above the lowest rate, and units
        st.tuples(st.integers(0, 20), st.integers(1, 4_000)),
        min_size=1,
        max_size=3,
        unique_by=lambda bid: bid[0],
    )
    of_dealers = st.lists(bids, min_size=2, max_size=4) | st.lists(bids, max_size=1)
    silent = st.sampled_from([None, None, 0, 1, 2])  # who does not reveal

    def __init__(self, market, tally):
        self.ladders = {}  # (auction id, bidder) -> what it committed
        self.opened = set()  # auctions in which everybody has revealed who will
        self.indexed = []  # what was announced and is published for: (type, dated date, maturity date)
        super().__init__(market, tally)

    @precondition(lambda self: len(self.auctions(*UNDECIDED)) < MOST_OPEN)
    @rule(term=st.integers(28, 95), offering=st.integers(100, 20_000), ladders=of_dealers)
    def announce_bill(self, term, offering, ladders):
        self.announce(SecurityType.BILL, ladders, term=term, offering=offering)

    @rule(opening=MarketMachine.pick, units=st.integers(1, 3_000))
    def bid_noncompetitive(self, opening, units):
        auction, bidder = self.opening(opening, self.market.holders)
        self.step(bidder, "auction_house", "bid_noncompetitive", auction, units)

    @rule(opening=MarketMachine.pick, bids=bids)
    def commit_bid(self, opening, bids):
        auction, bidder = self.opening(opening, self.market.holders)
        self.commit(auction, bidder, self.ladder(auction, bids))

    @precondition(lambda self: self.unfinished())
    @rule(auction=MarketMachine.pick, silent=silent, stages=st.integers(1, 3))
    def take_on(self, auction, silent, stages):
        """Take an auction on by some stages; `silent` keeps one bidder from revealing."""
        auction = self.one_of(auction, self.unfinished())
        for _ in range(stages):
            if auction in self.unfinished():
                self.take_to_next_stage(auction, silent)

    @precondition(lambda self: self.auctions(*UNDECIDED))
    @rule(auction=MarketMachine.pick)
    def clear_a_part(self, auction):
        self.clear(self.auction(auction, *UNDECIDED), 1)

    @precondition(lambda self: len(self.auctions(*UNDECIDED)) == MOST_OPEN)
    @rule(auction=MarketMachine.pick)
    def cancel(self, auction):
        self.step(self.market.treasury, "auction_house", "cancel", self.auction(auction, *UNDECIDED))

    @precondition(lambda self: self.unrevealed())
    @rule(bid=MarketMachine.pick)
    def forfeit_bond(self, bid):
        auction, bidder = self.one_of(bid, self.unrevealed())
        self.step(self.market.treasury, "auction_house", "forfeit_bond", auction, bidder)
        if bidder == self.reserve:
            self.step(self.market.treasury, "reserve", "close_bid", auction)

    @precondition(lambda self: self.model.auction_house.auctions)
    @rule(
        auction=MarketMachine.pick,
        bidder=MarketMachine.pick,
        step=st.sampled_from(["bid", "settle", "refund", "clear"]),
    )
    def take_out_of_turn(self, auction, bidder, step):
        auction = self.one_of(auction, list(self.model.auction_house.auctions))
        bidder = self.one_of(bidder, [*self.market.holders, self.reserve])
        if step == "clear":
            self.step(self.market.treasury, "auction_house", "clear", auction, 1)
        else:
            getattr(self, step)(auction, bidder)

    @rule(revealed=bids, kept_secret=bids)
    def keep_bid_secret(self, revealed, kept_secret):
        """Who bids and does not reveal loses the bond once the auction clears."""
        self.announce(SecurityType.BILL, [kept_secret, revealed], term=28)
        self.finish_auctions(silent=0)
        if self.unrevealed():
            self.forfeit_bond(0)

    @precondition(lambda self: self.creditors())
    @rule(account=MarketMachine.pick, percent=MarketMachine.percent)
    def withdraw(self, account, percent):
        account = self.one_of(account, self.creditors())
        kept = self.model.auction_house.cash_of[account]
        self.step(account, "auction_house", "withdraw", kept * percent // 100)

    @rule(payer=MarketMachine.pick, to=MarketMachine.pick, dollars=st.integers(0, 10**12))
    def deposit(self, payer, to, dollars):
        payer, to = (self.one_of(each, self.market.holders) for each in (payer, to))
        self.step(payer, "auction_house", "deposit", to, dollars)

    def creditors(self) -> list[str]:
        """For whom the auction house keeps money, the reserve apart, which withdraws by itself."""
        kept = self.model.auction_house.cash_of
        return [account for account, dollars in kept.items() if dollars and account != self.reserve]

    # What a bidder does; the reserve does it through its own contract

    def bid(self, auction: int, bidder: str) -> None:
        """For one unit, noncompetitively."""
        by, contract = self.acting_for(bidder)
        self.step(by, contract, "bid_noncompetitive", auction, 1)

    def commit(self, auction: int, bidder: str, bids: Ladder) -> None:
        by, contract = self.acting_for(bidder)
        if self.step(by, contract, "commit_bid", auction, (auction, bidder, bids)):
            self.ladders[auction, bidder] = bids

    def reveal(self, auction: int, bidder: str) -> None:
        by, contract = self.acting_for(bidder)
        self.step(by, contract, "reveal_bid", auction, self.ladders[auction, bidder])

    def acting_for(self, bidder: str) -> tuple[str, str]:
        """Who takes a bidder's steps, on which contract."""
        return (self.manager, "reserve") if bidder == self.reserve else (bidder, "auction_house")

    def settle(self, auction: int, bidder: str) -> None:
        self.step(*self.settlement(auction, bidder))

    def settlement(self, auction: int, bidder: str) -> tuple:
        """Who, the contract, the function, its arguments."""
        bids = self.ladders.get((auction, bidder), NO_LADDER)
        if bidder == self.reserve:
            return (self.market.treasury, "reserve", "settle_bid", auction, bids)
        return (bidder, "auction_house", "settle", auction, bids)

    def refund(self, auction: int, bidder: str) -> None:
        if bidder == self.reserve:
            self.step(self.market.treasury, "reserve", "close_bid", auction)
        else:
            self.step(self.market.treasury, "auction_house", "refund", auction, bidder)

    # Stages of an auction

    def finish_auctions(self, silent: int | None = None) -> None:
        while self.unfinished():
            self.take_to_next_stage(min(self.unfinished(), key=self.next_stage_begins), silent)

    def take_to_next_stage(self, auction: int, silent: int | None = None) -> None:
        status = self.model.auction_house.status_of(auction)
        if status == AuctionStatus.CANCELLED:
            self.refund_all(auction)
        elif status == AuctionStatus.CLEARED:
            self.settle_all(auction)
        elif self.is_sealed(auction):
            self.reveal_all(auction, silent)
        else:
            self.clear(auction, EVERY_RATE)

    def next_stage_begins(self, auction: int) -> int:
        """When an auction can be taken on [unix time]."""
        status, terms = self.model.auction_house.status_of(auction), self.terms(auction)
        if status in UNDECIDED:
            return terms.competitive_close if self.is_sealed(auction) else terms.reveal_close
        return terms.issue_date * SECONDS_IN_DAY if status == AuctionStatus.CLEARED else 0

    def is_sealed(self, auction: int) -> bool:
        """Whether bids wait to be revealed, and still can be."""
        is_in_time = self.model.clock.now < self.terms(auction).reveal_close
        return is_in_time and auction not in self.opened and bool(self.committed(auction))

    def announce(self, security_type, ladders, *, term=None, offering=10_000, **terms) -> None:
        """Announce an auction in which the first holders, who are dealers, commit to these bids."""
        now, today = self.model.clock.now, self.model.clock.today
        lowest, _, highest = BANDS[security_type]
        issue_date = today + 3
        announcement = {
            "cusip": new_cusip(len(self.model.auction_house.auctions)),
            "is_reopening": False,
            "interest_rate": 0,
            "spread": 0,
            "dated_date": issue_date,
            "first_interest_payment_date": 0,
            "issue_date": issue_date,
            "maturity_date": issue_date + (term or 0),
            "noncompetitive_close": now + 24 * HOUR,
            "competitive_close": now + 25 * HOUR,
            "reveal_close": now + 26 * HOUR,
            "minimum_rate": lowest,
            "maximum_rate": highest,
            "offering": offering,
            "maximum_noncompetitive_award": 2_900,
            "bond": BOND,
        } | terms
        auction = Announcement(security_type=security_type, **announcement)
        if self.step(self.market.treasury, "auction_house", "announce", auction):
            number = len(self.model.auction_house.auctions)
            for dealer, bids in zip(self.market.holders, ladders, strict=False):
                self.commit(number, dealer, self.ladder(number, bids))

    def reveal_all(self, auction: int, silent: int | None = None) -> None:
        self.travel(self.terms(auction).competitive_close)
        self.opened.add(auction)
        for position, bidder in enumerate(self.committed(auction)):
            if position != silent:
                self.reveal(auction, bidder)

    def clear(self, auction: int, maximum_ticks: int) -> None:
        self.travel(self.terms(auction).reveal_close)
        self.step(self.market.treasury, "auction_house", "clear", auction, maximum_ticks)

    def settle_all(self, auction: int) -> None:
        self.travel(self.terms(auction).issue_date * SECONDS_IN_DAY)
        for bidder in self.bidders(auction, *AWARDED):
            self.settle(auction, bidder)

    def refund_all(self, auction: int) -> None:
        for bidder in self.bidders(auction, *PENDING):
            self.refund(auction, bidder)

    # Figures that indexed securities follow

    def travel(self, time: int) -> None:
        super().travel(time)
        self.publish()

    def publish(self) -> None:
        """What has come out by now, on both sides at once: no step, for nobody can refuse it."""
        system, board, by = self.market.system, self.model.index_board, self.market.parts.rate_publisher
        orders = []
        for month in sorted(self.months() - board.cpi_of.keys()):
            board.publish_cpi(month, cpi_of(month))
            orders.append(order(system.index_board.publishCpi, month, cpi_of(month), by=by))
        for week in sorted(self.weeks() - board.index_rate_of.keys()):
            board.publish_bill_auction(*bill_of(week))
            orders.append(order(system.index_board.publishBillAuction, *bill_of(week), by=by))
        if orders:
            send(orders)
            self.pass_time(now())

    def months(self) -> set[int]:
        """From the third before the dated date to the second before today or the maturity date."""
        this_month = month_of(self.model.clock.today)
        return {
            month
            for kind, dated_date, maturity_date in self.indexed
            if kind == SecurityType.TIPS
            for month in range(month_of(dated_date) - 3, min(this_month, month_of(maturity_date) - 1))
        }

    def weeks(self) -> set[int]:
        this_week = week_of(self.model.clock.today)
        return {
            week
            for kind, dated_date, maturity_date in self.indexed
            if kind == SecurityType.FRN
            for week in range(week_of(dated_date) - WEEKS_BEFORE, min(this_week, week_of(maturity_date)) + 1)
        }

    # What there is

    def ladder(self, auction: int, bids: list[tuple[int, int]]) -> Ladder:
        _, lowest, _ = BANDS[self.terms(auction).security_type]
        return Ladder(tuple(Rung(lowest + 5 * step, units) for step, units in sorted(bids)))

    def auctions(self, *statuses: AuctionStatus) -> list[int]:
        return [
            number
            for number, auction in self.model.auction_house.auctions.items()
            if auction.status in statuses
        ]

    def auction(self, pick: int, *statuses: AuctionStatus) -> int:
        return self.one_of(pick, self.auctions(*statuses))

    def opening(self, pick: int, bidders: list[str]) -> tuple[int, str]:
        """An auction and who can bid in it; of bills, if the reserve is to bid."""
        if not self.openings(bidders):
            self.announce(SecurityType.BILL, [], term=28)
        return self.one_of(pick, self.openings(bidders))

    def openings(self, bidders: list[str]) -> list[tuple[int, str]]:
        house, compliance = self.model.auction_house, self.model.compliance
        return [
            (auction, bidder)
            for auction in self.auctions(AuctionStatus.ANNOUNCED)
            for bidder in bidders
            if self.model.clock.now + 1 < self.terms(auction).noncompetitive_close
            and house.bid_of(auction, bidder).status == BidStatus.NONE
            and not compliance.is_frozen(bidder)
            and (bidder != self.reserve or self.is_for_the_reserve(auction))
        ]

    def is_for_the_reserve(self, auction: int) -> bool:
        terms, longest = self.terms(auction), self.model.rule_book.rules().longest_maturity
        days = terms.maturity_date - terms.issue_date
        return terms.security_type == SecurityType.BILL and (longest == 0 or days <= longest)

    def unfinished(self) -> list[int]:
        """Auctions that go on, or in which somebody has money."""
        done = self.auctions(AuctionStatus.CLEARED, AuctionStatus.CANCELLED)
        return [*self.auctions(*UNDECIDED), *(auction for auction in done if self.claimants(auction))]

    def claimants(self, auction: int) -> list[str]:
        """Who can still be delivered, or paid back; frozen bidders must wait."""
        is_cleared = self.model.auction_house.status_of(auction) == AuctionStatus.CLEARED
        waiting = self.bidders(auction, *(AWARDED if is_cleared else PENDING))
        return [bidder for bidder in waiting if not self.model.compliance.is_frozen(bidder)]

    def committed(self, auction: int) -> list[str]:
        return self.bidders(auction, BidStatus.COMMITTED)

    def unrevealed(self) -> list[tuple[int, str]]:
        return [
            (auction, bidder)
            for auction in self.auctions(AuctionStatus.CLEARED)
            for bidder in self.committed(auction)
        ]

    def bidders(self, auction: int, *statuses: BidStatus) -> list[str]:
        bids = self.model.auction_house.bids
        return [
            bidder for (number, bidder), bid in bids.items() if number == auction and bid.status in statuses
        ]

    @property
    def manager(self) -> str:
        return self.market.parts.portfolio_manager.address

    def terms(self, auction: int) -> Announcement:
        return self.model.auction_house.announcement_of(auction)

    def holder(self, pick: int) -> str:
        return self.market.holders[pick % len(self.market.holders)]


class NoteSteps(AuctionSteps):
    """The Treasury sells notes too, TIPS, floating rate notes, and more of what is outstanding."""

    @precondition(lambda self: len(self.auctions(*UNDECIDED)) < MOST_OPEN)
    @rule(half_years=st.integers(2, 20), offering=st.integers(100, 20_000), ladders=AuctionSteps.of_dealers)
    def announce_note(self, half_years, offering, ladders):
        dates = self.dates(half_years, MONTHS_IN_HALF_YEAR)
        self.announce(SecurityType.NOTE, ladders, offering=offering, **dates)

    @precondition(lambda self: len(self.auctions(*UNDECIDED)) < MOST_OPEN)
    @rule(half_years=st.integers(1, 6), offering=st.integers(100, 20_000), ladders=AuctionSteps.of_dealers)
    def announce_tips(self, half_years, offering, ladders):
        dates = self.dates(half_years, MONTHS_IN_HALF_YEAR)
        self.announce_indexed(SecurityType.TIPS, ladders, offering, dates)

    @precondition(lambda self: len(self.auctions(*UNDECIDED)) < MOST_OPEN)
    @rule(quarters=st.integers(1, 5), offering=st.integers(100, 20_000), ladders=AuctionSteps.of_dealers)
    def announce_frn(self, quarters, offering, ladders):
        dates = self.dates(quarters, MONTHS_IN_QUARTER)
        self.announce_indexed(SecurityType.FRN, ladders, offering, dates)

    @precondition(lambda self: len(self.auctions(*UNDECIDED)) < MOST_OPEN and self.model.registry.securities)
    @rule(security=MarketMachine.pick, offering=st.integers(100, 20_000), ladders=AuctionSteps.of_dealers)
    def reopen(self, security, offering, ladders):
        cusip, terms = self.one_of(security, list(self.model.registry.securities.items()))
        coupon_dates = self.model.registry.coupon_dates[cusip]
        reopened = {
            "cusip": cusip,
            "is_reopening": True,
            "interest_rate": terms.interest_rate,
            "spread": terms.spread,
            "dated_date": terms.dated_date,
            "first_interest_payment_date": coupon_dates[0] if coupon_dates else 0,
            "maturity_date": terms.maturity_date,
        }
        self.announce(terms.security_type, ladders, offering=offering, **reopened)

    def announce_indexed(self, security_type, ladders, offering, dates) -> None:
        """First what its price follows is published."""
        self.indexed.append((security_type, dates["dated_date"], dates["maturity_date"]))
        self.publish()
        self.announce(security_type, ladders, offering=offering, **dates)

    def dates(self, payments: int, months: int) -> dict[str, int]:
        """Dated on the first of this month, so that interest has accrued when it is issued."""
        dated_date = unix_day(calendar_date(self.model.clock.today).replace(day=1))
        maturity_date = coupon_date(dated_date, -payments, months)
        return {
            "dated_date": dated_date,
            "first_interest_payment_date": next_coupon_date(dated_date, maturity_date, months),
            "maturity_date": maturity_date,
        }


class HoldingSteps(AuctionSteps):
    """Holders trade securities, and are paid interest and par."""

    @precondition(lambda self: self.tradable())
    @rule(holding=MarketMachine.pick, to=MarketMachine.pick, percent=MarketMachine.percent)
    def trade(self, holding, to, percent):
        self.sell(*self.one_of(holding, self.tradable()), to, percent)

    @precondition(lambda self: self.earners() or self.earning())
    @rule(holding=MarketMachine.pick, days=st.sampled_from([None, None, 0, 1]))
    def claim(self, holding, days):
        """When interest is paid, or some days after it was earned."""
        if not self.earners():
            self.travel_to_coupon_date(self.one_of(holding, self.earning())[0])
        cusip, holder = self.one_of(holding, self.earners())
        self.wait_for_payment(cusip, days)
        self.step(holder, "registry", "claim", cusip, holder)

    @precondition(lambda self: self.earners())
    @rule(holding=MarketMachine.pick)
    def claim_from_an_empty_account(self, holding):
        """In vain at first, then again when there is money."""
        cusip, holder = self.one_of(holding, self.earners())
        self.wait_for_payment(cusip)
        self.step(self.market.treasury, "cash", "transfer", self.market.holders[0], self.treasury_money())
        self.step(holder, "registry", "claim", cusip, holder)
        self.step(self.market.treasury, "cash", "mint", self.market.treasury, MONEY)
        self.step(holder, "registry", "claim", cusip, holder)

    @precondition(lambda self: self.earning())
    @rule(
        holding=MarketMachine.pick,
        to=MarketMachine.pick,
        percent=MarketMachine.percent,
        silent=AuctionSteps.silent,
    )
    def wait_for_coupon(self, holding, to, percent, silent):
        """Some is sold before the day, and some of the rest on it."""
        self.finish_auctions(silent)
        cusip, holder = self.one_of(holding, self.earning())
        self.sell(cusip, holder, to, percent)
        self.travel_to_coupon_date(cusip)
        self.sell(cusip, holder, to, percent)

    @precondition(lambda self: self.holdings())
    @rule(holding=MarketMachine.pick, wait=st.sampled_from([True, True, False]))
    def redeem_security(self, holding, wait):
        """Of what matures first, so that the rest can still be traded."""
        first = min(self.maturity_date(cusip) for cusip, _ in self.holdings())
        due = [each for each in self.holdings() if self.maturity_date(each[0]) == first]
        cusip, holder = self.one_of(holding, due)
        if wait:
            self.finish_auctions()
            self.travel_to_payment_of(first)
        self.step(holder, "registry", "redeem", cusip, holder)

    @precondition(lambda self: self.model.registry.securities)
    @rule(security=MarketMachine.pick, days=st.lists(st.integers(0, 3), min_size=1, max_size=3))
    def announce_holidays(self, security, days):
        """Around the next payment of a security."""
        date = self.next_payment(self.one_of(security, list(self.model.registry.securities)))
        dates = [max(date, self.model.clock.today) + day for day in days]
        self.step(self.market.treasury, "registry", "announce_holidays", dates)

    # Trades and time

    def sell(self, cusip: str, holder: str, to: int, percent: int) -> None:
        units = self.model.registry.holding_of(cusip, holder).units * percent // 100
        self.step(holder, "registry", "transfer", self.holder(to), cusip, units)

    def travel_to_coupon_date(self, cusip: str) -> None:
        self.finish_auctions()
        self.travel(self.next_payment(cusip) * SECONDS_IN_DAY)

    def wait_for_payment(self, cusip: str, days: int | None = None) -> None:
        """Until the latest coupon is paid, or for some days."""
        if days is None:
            dates, today = self.model.registry.coupon_dates[cusip], self.model.clock.today
            self.travel_to_payment_of(max(date for date in dates if date <= today))
        else:
            self.travel(self.model.clock.now + days * SECONDS_IN_DAY)

    def travel_to_payment_of(self, date: int) -> None:
        self.travel(self.model.registry.payment_date(date) * SECONDS_IN_DAY)

    def next_payment(self, cusip: str) -> int:
        """The next coupon date, or the maturity date."""
        dates, today = self.model.registry.coupon_dates[cusip], self.model.clock.today
        return min((date for date in dates if date > today), default=self.maturity_date(cusip))

    # What there is

    def holdings(self) -> list[tuple[str, str]]:
        """What holders have who are not stopped; what the reserve has is the reserve's."""
        return [
            (cusip, holder)
            for (cusip, holder), holding in self.model.registry.holdings.items()
            if holder != self.reserve
            and not self.model.compliance.is_frozen(holder)
            and (holding.units or self.model.registry.interest_owed(cusip, holder))
        ]

    def earners(self) -> list[tuple[str, str]]:
        """Holdings on which interest is owed."""
        return [holding for holding in self.holdings() if self.model.registry.interest_owed(*holding)]

    def earning(self) -> list[tuple[str, str]]:
        """Holdings on which interest will be owed."""
        securities = self.model.registry.securities
        return [(cusip, holder) for cusip, holder in self.tradable() if securities[cusip].coupon_count]

    def tradable(self) -> list[tuple[str, str]]:
        return [
            holding
            for holding in self.holdings()
            if self.model.registry.holding_of(*holding).units and not self.has_matured(holding[0])
        ]

    def has_matured(self, cusip: str) -> bool:
        return self.model.clock.today >= self.maturity_date(cusip)

    def maturity_date(self, cusip: str) -> int:
        return self.model.registry.security_of(cusip).maturity_date

    def treasury_money(self) -> int:
        return self.model.cash.balance_of[self.market.treasury]


class ExclusionSteps(HoldingSteps):
    """The regulator says which classes may not take a security up; holders become of another class."""

    holder_class = st.sampled_from([each for each in HolderClass if each != HolderClass.NONE])
    whose = st.lists(MarketMachine.pick, max_size=2)  # classes: those of these

    @rule(security=MarketMachine.pick, whose=whose, is_restricted=st.sampled_from([True, True, False]))
    def exclude_classes(self, security, whose, is_restricted):
        """Of a security that has excluded some before, or of any."""
        known = [*self.model.registry.securities]
        candidates = list(self.model.registry.excluded) if is_restricted else known
        self.exclude(self.one_of(security, candidates or known), self.classes_of(whose))

    @precondition(lambda self: len(self.auctions(*UNDECIDED)) < MOST_OPEN)
    @rule(whose=whose, term=st.integers(28, 95), ladders=AuctionSteps.of_dealers, units=st.integers(1, 3_000))
    def announce_restricted_bill(self, whose, term, ladders, units):
        """For which everybody bids."""
        self.exclude(self.next_cusip, self.classes_of(whose))
        self.announce(SecurityType.BILL, ladders, term=term)
        auction = len(self.model.auction_house.auctions)
        for bidder in self.market.holders[len(ladders) :]:
            self.step(bidder, "auction_house", "bid_noncompetitive", auction, units)

    @precondition(lambda self: self.restricted())
    @rule(holding=MarketMachine.pick, to=MarketMachine.pick, percent=st.integers(1, 100))
    def exclude_who_holds(self, holding, to, percent):
        """It gets no more of it, and is not kept from parting with what it has."""
        cusip, holder = self.one_of(holding, self.restricted())
        self.exclude(cusip, [self.class_of(holder)])
        others = [each for each in self.market.holders if self.may_take_up(cusip, each)]
        if others:
            units = self.model.registry.holding_of(cusip, holder).units * percent // 100
            buyer = self.one_of(to, others)
            if not self.step(holder, "registry", "transfer", buyer, cusip, units):
                return  # figures of an index are missing, say: contract and model agree why
            is_returned = self.step(buyer, "registry", "transfer", holder, cusip, units)
            self.tally.observe("kept out of a security", not is_returned)
            assert not (units and is_returned)

    @rule(holder=MarketMachine.pick, holder_class=holder_class, bids_directly=st.booleans())
    def register(self, holder, holder_class, bids_directly):
        """As of another class, which what it holds may exclude."""
        officer, holder = self.market.parts.compliance_officer.address, self.holder(holder)
        self.step(officer, "compliance", "set_holder", holder, holder_class, b"US", bids_directly)

    def exclude(self, cusip: str, classes: list[HolderClass]) -> None:
        regulator = self.market.parts.regulator.address
        self.step(regulator, "registry", "exclude_classes", cusip, classes)

    # What there is

    @property
    def next_cusip(self) -> str:
        """Of the security that will be announced next."""
        return new_cusip(len(self.model.auction_house.auctions))

    def restricted(self) -> list[tuple[str, str]]:
        """Holdings of securities that exclude some classes, or may do so."""
        return [held for held in self.tradable() if self.model.registry.excluded_classes(held[0])]

    def classes_of(self, picks: list[int]) -> list[HolderClass]:
        return [self.class_of(self.one_of(pick, [*self.market.holders, self.reserve])) for pick in picks]

    def class_of(self, account: str) -> HolderClass:
        return self.model.compliance.holder_of(account).holder_class

    def may_take_up(self, cusip: str, account: str) -> bool:
        is_excluded = self.model.registry.excluded_classes(cusip) & 1 << self.class_of(account)
        return not is_excluded and not self.model.compliance.is_frozen(account)


class Orders(MarketMachine):
    """What a court orders, and that it is done."""

    def order(self, action: OrderAction, account: str) -> None:
        parts, expiry = self.market.parts, self.model.clock.now + SECONDS_IN_DAY
        self.step(parts.regulator.address, "compliance", "record_order", *PAPERS, action, account, expiry)
        self.execute_latest_order()

    def execute_latest_order(self) -> bool:
        officer = self.market.parts.compliance_officer.address
        return self.step(officer, "compliance", "execute_order", len(self.model.compliance.orders))

    def revoke_latest_order(self) -> bool:
        regulator = self.market.parts.regulator.address
        return self.step(regulator, "compliance", "revoke_order", len(self.model.compliance.orders))

    def set_everybody_free(self) -> None:
        for account in self.frozen():
            self.order(OrderAction.UNFREEZE, account)

    def frozen(self) -> list[str]:
        return sorted(self.model.par_dollar.frozen)


class OrderSteps(Orders):
    """A court stops an account, and lets it go."""

    @precondition(lambda self: not self.frozen())
    @rule(account=MarketMachine.pick)
    def freeze(self, account):
        self.order(OrderAction.FREEZE, self.one_of(account, [*self.market.holders, *self.market.savers]))

    @precondition(lambda self: self.frozen())
    @rule()
    def release(self):
        self.set_everybody_free()

    @precondition(lambda self: self.frozen())
    @rule()
    def revoke(self):
        """Lets go whom the latest order has stopped, if that was what it did."""
        self.revoke_latest_order()


class TimeSteps(AuctionSteps):
    """Time passes, and the Treasury runs out of money and finds some again."""

    @rule(
        seconds=st.integers(0, 10 * SECONDS_IN_DAY),
        attentive=st.sampled_from([True, True, False]),
        silent=AuctionSteps.silent,
    )
    def wait(self, seconds, attentive, silent):
        """While nobody is attentive, bidding may close; who is silent loses the bond."""
        if attentive:
            self.finish_auctions(silent)
        self.travel(self.model.clock.now + seconds)

    @rule(seconds=st.sampled_from([0, SECONDS_IN_DAY - 1]))
    def wait_for_the_end_of_february(self, seconds):
        """The machines begin in a leap year."""
        self.finish_auctions()
        date = calendar_date(self.model.clock.today + 1)
        march = date.replace(year=date.year + (date.month > 2), month=3, day=1)
        self.travel((unix_day(march) - 1) * SECONDS_IN_DAY + seconds)

    @rule(is_short=st.booleans())
    def change_treasury_account(self, is_short):
        """All its money goes elsewhere, or more comes in."""
        treasury = self.market.treasury
        if is_short:
            balance = self.model.cash.balance_of[treasury]
            self.step(treasury, "cash", "transfer", self.market.holders[0], balance)
        else:
            self.step(treasury, "cash", "mint", treasury, MONEY)


def cpi_of(month: int) -> int:
    """Prices rise and fall by up to a tenth [0.001]."""
    return 200_000 + month * 7_919 % 20_000


def bill_of(week: int) -> tuple[int, int, int]:
    """Auctioned on the Monday, at up to 1 %: day, high rate [0.001 %], days to maturity."""
    return 7 * week - 3, week * 541 % 1_000, TERM


def new_cusip(number: int) -> str:
    first_eight = f"9127{number:04d}"
    return f"{first_eight}{check_digit(first_eight)}"

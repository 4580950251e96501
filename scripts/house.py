"""The deployed auction house, and its auctions as the chain has them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from brownie import web3

from market.announcement import day_at
from market.terms import bill_term, is_cash_management_bill, note_term
from model.auction import Announcement, AuctionStatus
from model.calendar import MONTHS_IN_HALF_YEAR, MONTHS_IN_QUARTER, calendar_date, previous_coupon_date
from model.clock import SECONDS_IN_DAY
from model.security import SecurityType
from scripts import records
from scripts.batch import read
from scripts.network import load

KINDS = {  # as the Treasury writes them
    SecurityType.BILL: "Bill",
    SecurityType.NOTE: "Note",
    SecurityType.BOND: "Bond",
    SecurityType.TIPS: "TIPS",
    SecurityType.FRN: "FRN",
}


class HouseError(Exception):
    """Why there is no such house or auction, in one sentence."""


@dataclass(frozen=True)
class House:
    """The auction house and the contracts it works with."""

    contract: Any
    results: Any
    registry: Any
    pricing: Any
    index_board: Any
    compliance: Any
    cash: Any


@dataclass(frozen=True)
class Held:
    """One auction on the chain."""

    number: int
    status: AuctionStatus
    announcement: Announcement  # with the CUSIP under which the units are issued
    announced_cusip: str
    announced_in: int  # the block

    @property
    def kind(self) -> str:
        return KINDS[self.announcement.security_type]

    @property
    def term(self) -> str:
        if self.kind == "Bill":
            return bill_term(self.auction_date, self.issue_date, self.maturity_date)
        return note_term(self.dated_date, self.auction_date, self.maturity_date)

    @property
    def name(self) -> str:
        """Such as "13-Week Bill 912796TQ2"."""
        return f"{self.term} {self.kind} {self.announcement.cusip}"

    @property
    def is_cash_management_bill(self) -> bool:
        dates = self.auction_date, self.issue_date, self.maturity_date
        return self.kind == "Bill" and is_cash_management_bill(*dates)

    @property
    def is_merged(self) -> bool:
        """Whether the new note turned out equal to an older one (31 CFR 356.5)."""
        return self.announced_cusip != self.announcement.cusip

    @property
    def auction_date(self) -> date:
        """The day of the competitive close in New York."""
        return day_at(self.announcement.competitive_close)

    @property
    def issue_date(self) -> date:
        return calendar_date(self.announcement.issue_date)

    @property
    def maturity_date(self) -> date:
        return calendar_date(self.announcement.maturity_date)

    @property
    def dated_date(self) -> date:
        """From where the price counts interest: of a reopening, the last coupon date up to its issue."""
        terms = self.announcement
        months = MONTHS_IN_QUARTER if self.kind == "FRN" else MONTHS_IN_HALF_YEAR
        coupon = previous_coupon_date(terms.issue_date, terms.maturity_date, months)
        return calendar_date(max(terms.dated_date, coupon) if terms.is_reopening else terms.dated_date)

    @property
    def delivers_at(self) -> int:
        """From when on awards are settled [unix time]."""
        return self.announcement.issue_date * SECONDS_IN_DAY


def find() -> House:
    """The auction house that is written down for the connected chain."""
    record = records.find()
    if not record.has("AuctionResults"):
        raise HouseError("No auction house is written down for this node: deploy one with `make deploy`.")
    return at(load().AuctionResults.at(record.contracts["AuctionResults"]))


def at(results: Any) -> House:
    contracts = load()
    contract = contracts.AuctionHouse.at(results.auctionHouse())
    registry = contracts.TreasuryRegistry.at(contract.registry())
    return House(
        contract,
        results,
        registry,
        contracts.AuctionPricing.at(contract.pricing()),
        contracts.IndexBoard.at(registry.indexBoard()),
        contracts.Compliance.at(contract.compliance()),
        contracts.CashToken.at(contract.cash()),
    )


def auctions(house: House) -> list[Held]:
    """Every auction, by its number."""
    events = logs(house.contract, "Announced")
    numbers = [event["args"]["auctionId"] for event in events]
    announcements = read([(house.contract.announcementOf, number) for number in numbers])
    statuses = read([(house.contract.statusOf, number) for number in numbers])
    return [
        Held(
            number,
            AuctionStatus(status),
            as_announcement(announcement),
            event["args"]["announcement"]["cusip"].decode(),
            event["blockNumber"],
        )
        for number, status, announcement, event in zip(numbers, statuses, announcements, events, strict=True)
    ]


def as_announcement(given: Any) -> Announcement:
    cusip, security_type, *others = given
    return Announcement(bytes(cusip).decode(), SecurityType(security_type), *others)


def called(every: list[Held], named: str) -> list[Held]:
    """The auctions of a CUSIP, as announced or as issued, or the one of a number."""
    return [
        held for held in every if named in (str(held.number), held.announced_cusip, held.announcement.cusip)
    ]


def logs(contract: Any, name: str, **indexed: Any) -> list[Any]:
    """Every event of that name that the contract has emitted, in their order."""
    known = web3.eth.contract(address=contract.address, abi=contract.abi)
    return list(getattr(known.events, name).get_logs(from_block=0, argument_filters=indexed or None))


def block_time(number: int) -> int:
    return web3.eth.get_block(number)["timestamp"]


def present() -> int:
    """The time of the next block: on a node whose clock runs, it may be long since the latest [unix time]."""
    return max(web3.eth.get_block(block)["timestamp"] for block in ("latest", "pending"))

"""The twin of RedemptionQueue: redemptions that wait for cash, in order; or by ratio, in an insolvency."""

from dataclasses import dataclass, field

from model.cash import Cash
from model.clock import Clock
from model.par_dollar import ParDollar
from model.rejected import require
from model.rule_book import RuleBook


@dataclass
class Standing:
    """What every step in coins looks at."""

    requested: int = 0  # in redemptions, ever [micro-dollars]
    paid: int = 0  # of these [micro-dollars]
    is_insolvent: bool = False
    is_minting_stopped: bool = False  # by the regulator
    has_shortfall: bool = False  # the market value was below liabilities when it was last assessed
    cash_priced_at: int = 0  # [unix time]
    cash_price: int = 0  # of one dollar of the cash token [micro-dollars]
    is_entered: bool = False  # only in the midst of a step

    def owed(self) -> int:
        return self.requested - self.paid


@dataclass
class Redemption:
    """A redemption that is paid as cash comes in. The claim is the owner's; its coins are destroyed."""

    owner: str
    dollars: int  # asked for [micro-dollars]
    redemption_days: int  # within which the law then in force wants it paid [business days]
    start: int  # asked for before, by everybody [micro-dollars]
    paid: int  # [micro-dollars]
    requested_at: int  # [unix time]
    insolvency: int = 0  # in which it was last paid a share
    paid_before: int = 0  # that insolvency [micro-dollars]


@dataclass(frozen=True)
class Insolvency:
    """An insolvency: who has asked and who has not share alike in all cash."""

    number: int = 0  # counted from 1
    claims: int = 0  # coins and unpaid redemptions when it was declared [micro-dollars]
    paid_before: int = 0  # in redemptions, ever, until then [micro-dollars]
    declared_at: int = 0  # [unix time]


@dataclass
class RedemptionQueue:
    address: str
    clock: Clock
    cash: Cash
    par_dollar: ParDollar
    rule_book: RuleBook
    standing: Standing = field(default_factory=Standing, kw_only=True)
    insolvency: Insolvency = field(default_factory=Insolvency, kw_only=True)
    redemptions: list[Redemption] = field(default_factory=list, kw_only=True)  # the first has number 1

    # Redemptions

    def request_redemption(self, caller: str, dollars: int) -> int:
        require(dollars != 0, "NothingToRedeem")
        self.par_dollar.burn(self.address, caller, dollars)

        start, days = self.standing.requested, self.rule_book.rules().redemption_days
        self.redemptions.append(Redemption(caller, dollars, days, start, 0, self.clock.now))
        self.standing.requested += dollars
        return len(self.redemptions)

    def claim_redemption(self, caller: str, number: int, to: str) -> int:
        redemption = self.redemption_of(number)
        require(redemption.owner in (to, caller), "NotOwner")
        self._require_not_frozen(redemption.owner)
        if to != redemption.owner:
            self._require_not_frozen(to)
        dollars = self.claimable(number)
        require(dollars != 0, "NothingClaimable")

        if self.standing.is_insolvent and redemption.insolvency != self.insolvency.number:
            redemption.insolvency, redemption.paid_before = self.insolvency.number, redemption.paid
        redemption.paid += dollars
        self.standing.paid += dollars
        self.cash.transfer(self.address, to, dollars)
        return dollars

    def reassign_redemption(self, caller: str, number: int, to: str) -> None:
        require(caller == self.par_dollar.compliance, "NotCompliance")
        self.redemption_of(number).owner = to

    def redemption_of(self, number: int) -> Redemption:
        require(1 <= number <= len(self.redemptions), "UnknownRedemption")
        return self.redemptions[number - 1]

    def claimable(self, number: int) -> int:
        redemption = self.redemption_of(number)
        return self._share(redemption) if self.standing.is_insolvent else self._covered(redemption)

    def owed(self) -> int:
        return self.standing.owed()

    def free_cash(self) -> int:
        """Cash that is not owed to those who wait; none in an insolvency."""
        return 0 if self.standing.is_insolvent else max(0, self._cash_held() - self.owed())

    def _covered(self, redemption: Redemption) -> int:
        covered = self.standing.paid + min(self._cash_held(), self.owed())
        reached = min(max(0, covered - redemption.start), redemption.dollars)
        return max(0, reached - redemption.paid)

    def _share(self, redemption: Redemption) -> int:
        insolvency = self.insolvency
        since = self.standing.paid - insolvency.paid_before
        recovered = min(self._cash_held() + since, insolvency.claims)
        is_paid_share = redemption.insolvency == insolvency.number
        paid_before = redemption.paid_before if is_paid_share else redemption.paid
        unpaid = redemption.dollars - paid_before
        return max(0, unpaid * recovered // insolvency.claims - (redemption.paid - paid_before))

    def _cash_held(self) -> int:
        return self.cash.balance_of[self.address]

    def _pay(self, to: str, dollars: int) -> None:
        require(self.free_cash() >= dollars, "InsufficientCash")

        self.cash.transfer(self.address, to, dollars)

    def _require_not_frozen(self, account: str) -> None:
        require(not self.par_dollar.is_frozen(account), "AccountFrozen")

    # Insolvency

    def _require_solvent(self) -> None:
        require(not self.standing.is_insolvent, "IsInsolvent")

    def _declare_insolvency(self, claims: int) -> None:
        require(claims != 0, "NothingOwed")

        number = self.insolvency.number + 1
        self.insolvency = Insolvency(number, claims, self.standing.paid, self.clock.now)
        self.standing.is_insolvent = True

    def _end_insolvency(self) -> None:
        require(self.standing.is_insolvent, "NotInsolvent")
        require(self._cash_held() >= self.owed(), "NotCovered")

        self.standing.is_insolvent = False

"""The twin of SavingsDollar: shares in coins that the Reserve adds its earnings to."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from model.clock import SECONDS_IN_DAY, Clock
from model.par_dollar import INFINITE, Authorization, ParDollar, Permit
from model.rejected import Rejected, require

EARNINGS_PERIOD = 7 * SECONDS_IN_DAY
FIRST_SHARES = 10**12  # thought to be there from the start, with one micro-dollar
MOST_DOLLARS = 2**72 - 1  # they share a word with the earnings, their basis and their date


@dataclass
class SavingsDollar:
    address: str
    clock: Clock
    coin: ParDollar
    dollars: int = 0  # all that is here for savers, vested or not [micro-dollars]
    earnings: int = 0  # the latest [micro-dollars]
    basis: int = 0  # the dollars that these are earned on [micro-dollars]
    vested_at: int = 0  # the latest [unix time]
    total_supply: int = 0  # [shares]
    balance_of: Counter = field(default_factory=Counter)  # holder -> [shares]
    allowance: Counter = field(default_factory=Counter)  # (owner, spender) -> [shares]

    # The price of a share

    @property
    def unvested(self) -> int:
        """Rounded up."""
        remaining = max(0, self.vested_at - self.clock.now)
        return -(-self.earnings * remaining // EARNINGS_PERIOD)

    @property
    def total_assets(self) -> int:
        return self.dollars - self.unvested

    @property
    def price(self) -> tuple[int, int]:
        """So many micro-dollars for so many shares."""
        return self.total_assets + 1, self.total_supply + FIRST_SHARES

    def convert_to_shares(self, dollars: int) -> int:
        assets, shares = self.price
        return dollars * shares // assets

    def convert_to_assets(self, shares: int) -> int:
        assets, all_shares = self.price
        return shares * assets // all_shares

    def preview_mint(self, shares: int) -> int:
        assets, all_shares = self.price
        return -(-shares * assets // all_shares)

    def preview_withdraw(self, dollars: int) -> int:
        assets, shares = self.price
        return -(-dollars * shares // assets)

    # Saving

    def deposit(self, caller: str, dollars: int, to: str) -> int:
        shares = self.convert_to_shares(dollars)
        self._deposit(caller, dollars, shares, to)
        return shares

    def mint(self, caller: str, shares: int, to: str) -> int:
        dollars = self.preview_mint(shares)
        self._deposit(caller, dollars, shares, to)
        return dollars

    def deposit_with_authorization(self, submitted: Authorization, signed: Authorization) -> int:
        shares = self.convert_to_shares(submitted.dollars)
        self._require_countable(submitted.dollars)
        self.coin.send_authorization(self.address, submitted, signed, self.clock.now)

        self._credit(submitted.holder, submitted.dollars, shares)
        return shares

    def deposit_with_permit(self, caller: str, permit: Permit, signed: Permit, to: str) -> int:
        """A permit that is refused stops nothing; a deposit that is refused leaves the permit unused."""
        before = self.coin.allowance[caller, self.address], self.coin.nonces[caller]
        with suppress(Rejected):
            self.coin.permit(permit, signed, self.clock.now)
        try:
            return self.deposit(caller, permit.dollars, to)
        except Rejected:
            self.coin.allowance[caller, self.address], self.coin.nonces[caller] = before
            raise

    def withdraw(self, caller: str, dollars: int, to: str, owner: str) -> int:
        shares = self.preview_withdraw(dollars)
        self._withdraw(caller, dollars, shares, to, owner)
        return shares

    def redeem(self, caller: str, shares: int, to: str, owner: str) -> int:
        dollars = self.convert_to_assets(shares)
        self._withdraw(caller, dollars, shares, to, owner)
        return dollars

    def _deposit(self, caller: str, dollars: int, shares: int, to: str) -> None:
        if to != caller:
            self._require_not_frozen(to)
        self._require_countable(dollars)
        self.coin.transfer_from(self.address, caller, self.address, dollars)

        self._credit(to, dollars, shares)

    def _credit(self, to: str, dollars: int, shares: int) -> None:
        self.dollars += dollars
        self.total_supply += shares
        self.balance_of[to] += shares

    def _withdraw(self, caller: str, dollars: int, shares: int, to: str, owner: str) -> None:
        if owner != to:
            self._require_not_frozen(owner)
        if caller not in (owner, to):
            self._require_not_frozen(caller)
        if caller != owner:
            require(self.allowance[owner, caller] >= shares, "InsufficientAllowance")
        require(self.balance_of[owner] >= shares, "InsufficientBalance")
        self.coin.transfer(self.address, to, dollars)

        if caller != owner:
            self._spend_allowance(owner, caller, shares)
        self.uncount(dollars)
        self.total_supply -= shares
        self.balance_of[owner] -= shares

    def uncount(self, dollars: int) -> None:
        """Where fewer are left than earned what vests, the part of those that left counts for nobody."""
        left = self.total_assets - dollars
        if self.unvested and left < self.basis:
            self.earnings, self.basis = self.earnings * left // self.basis, left
        self.dollars = left + self.unvested

    def _require_countable(self, dollars: int) -> None:
        require(self.dollars + dollars <= MOST_DOLLARS, "SavingsTooLarge")

    def _require_not_frozen(self, account: str) -> None:
        require(not self.coin.is_frozen(account), "AccountFrozen")

    # Limits

    def max_deposit(self, to: str) -> int:
        return 0 if self.coin.is_frozen(to) else MOST_DOLLARS - self.dollars

    def max_mint(self, to: str) -> int:
        return self.convert_to_shares(self.max_deposit(to))

    def max_withdraw(self, owner: str) -> int:
        return self.convert_to_assets(self.max_redeem(owner))

    def max_redeem(self, owner: str) -> int:
        return 0 if self.coin.is_frozen(owner) else self.balance_of[owner]

    # Earnings

    @property
    def uncounted(self) -> int:
        """Coins that lie here and belong to no share [micro-dollars]."""
        return self.coin.balance_of[self.address] - self.dollars

    def add_earnings(self, caller: str, dollars: int, saved: int) -> None:
        require(caller == self.coin.reserve, "NotReserve")
        require(self.total_supply != 0, "NoSavers")
        require(self.clock.now >= self.vested_at, "StillVesting")
        self._require_countable(dollars)
        require(self.coin.balance_of[self.address] >= self.dollars + dollars, "NotReceived")

        self.dollars += dollars
        self.earnings, self.basis = dollars, min(saved, MOST_DOLLARS)
        self.vested_at = self.clock.now + EARNINGS_PERIOD

    # Holding

    def approve(self, caller: str, spender: str, shares: int) -> None:
        self.allowance[caller, spender] = shares

    def transfer(self, caller: str, to: str, shares: int) -> None:
        self._require_not_frozen(caller)
        self._require_not_frozen(to)

        self._move(caller, to, shares)

    def transfer_from(self, caller: str, holder: str, to: str, shares: int) -> None:
        for account in (caller, holder, to):
            self._require_not_frozen(account)
        require(self.allowance[holder, caller] >= shares, "InsufficientAllowance")

        self._move(holder, to, shares)
        self._spend_allowance(holder, caller, shares)

    def _move(self, holder: str, to: str, shares: int) -> None:
        require(self.balance_of[holder] >= shares, "InsufficientBalance")

        self.balance_of[holder] -= shares
        self.balance_of[to] += shares

    def _spend_allowance(self, owner: str, spender: str, shares: int) -> None:
        if self.allowance[owner, spender] != INFINITE:
            self.allowance[owner, spender] -= shares

    # Lawful orders

    def seize(self, caller: str, holder: str, to: str, shares: int) -> None:
        require(caller == self.coin.compliance, "NotCompliance")
        require(self.coin.is_frozen(holder), "AccountNotFrozen")
        self._require_not_frozen(to)

        self._move(holder, to, shares)

"""The measured steps. Each transaction is real; its gas is the receipt's.

No actor's address contains a zero byte, the dollars moved are 1e9 (1,000 dollars), "holder" has a balance
before, "fresh" has none, "everything" empties the sender.
"""

from datetime import date

from brownie import accounts, web3
from eth_account import Account
from eth_account.messages import encode_typed_data

from scripts.deploy import System, deploy
from scripts.network import load, now, travel_to
from scripts.settings import local_settings

START = 1_767_225_600  # 2026-01-01 00:00 UTC
DAY = 86_400
DOLLARS = 10**9  # 1,000 dollars
ETHER = 10**18
LATER = 2**40
AUTHORIZATION = "address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce"
BY_PARTS = "address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32"
BANK, RETAIL = 4, 8  # HolderClass
BILL, NOTE = 1, 2  # SecurityType
BILL_CUSIP, OTHER_BILL_CUSIP, NOTE_CUSIP = b"912796B65", b"912796B73", b"91282CBB6"


def unix_day(year: int, month: int, day: int) -> int:
    return (date(year, month, day) - date(1970, 1, 1)).days


def measure() -> dict[str, int]:
    """Gas by step, in the order of the table."""
    system = deploy(local_settings(accounts))
    people = [admitted(system, account) for account in without_zero_bytes(24)]
    return {
        **measure_coin(system, people),
        **measure_reserve(system, people),
        **measure_savings(system, people),
        **measure_strips(system, people),
        **measure_securities(system, people),
        **measure_pricing(system.pricing),
        **measure_rates(system.rate_board),
    }


def without_zero_bytes(count: int) -> list:
    """Accounts whose addresses contain no zero byte, always the same."""
    found, key = [], 0
    while len(found) < count:
        key += 1
        if 0 not in bytes.fromhex(Account.from_key(private_key(key)).address[2:]):
            found.append(accounts.add(private_key(key)))
    return found


def private_key(number: int) -> str:
    return web3.keccak(text=f"gas {number}").hex()


def admitted(system: System, account):
    """An account that can pay for gas, may hold securities, and has cash that the contracts may take."""
    accounts[30].transfer(account, ETHER)
    system.compliance.setHolder(account, BANK, b"US", True, {"from": accounts[4]})
    system.cash.mint(account, 10**15, {"from": account})
    for spender in (system.reserve, system.auction_house):
        system.cash.approve(spender, 2**256 - 1, {"from": account})
    return account


def measure_coin(system: System, people: list) -> dict[str, int]:
    coin = system.par_dollar
    alice, bob, carol, dave, *fresh = people
    for account in (alice, bob, carol, dave):
        system.reserve.mint(account, 20 * DOLLARS, {"from": account})

    return {
        "coin: transfer to a holder": coin.transfer(bob, DOLLARS, {"from": alice}).gas_used,
        "coin: transfer to a fresh account": coin.transfer(fresh[0], DOLLARS, {"from": alice}).gas_used,
        "coin: transfer of everything to a holder": coin.transfer(bob, DOLLARS, {"from": fresh[0]}).gas_used,
        "coin: approve": coin.approve(dave, 2 * DOLLARS, {"from": alice}).gas_used,
        "coin: transferFrom, finite allowance": coin.transferFrom(
            alice, bob, DOLLARS, {"from": dave}
        ).gas_used,
        "coin: transferFrom, infinite allowance": transfer_from_without_limit(coin, alice, bob, carol),
        "coin: permit, first of its owner": permit(coin, carol, dave),
        **authorizations(coin, carol, bob),
    }


def transfer_from_without_limit(coin, owner, to, spender) -> int:
    coin.approve(spender, 2**256 - 1, {"from": owner})
    return coin.transferFrom(owner, to, DOLLARS, {"from": spender}).gas_used


def permit(coin, owner, spender) -> int:
    fields = "address owner,address spender,uint256 value,uint256 nonce,uint256 deadline"
    v, r, s = sign(coin, owner, "Permit", fields, (owner.address, spender.address, DOLLARS, 0, LATER))
    by_parts = coin.permit["address,address,uint256,uint256,uint8,bytes32,bytes32"]
    return by_parts(owner, spender, DOLLARS, LATER, v, r, s, {"from": spender}).gas_used


def authorizations(coin, holder, to) -> dict[str, int]:
    """Payments that the holder signs; the receiver, who has a balance, sends them."""

    def signed(kind: str, number: int):
        terms = (holder.address, to.address, DOLLARS, 0, LATER, web3.keccak(text=f"nonce {number}"))
        return terms, sign(coin, holder, kind, AUTHORIZATION, terms)

    def gas(function, kind: str, number: int) -> int:
        terms, signature = signed(kind, number)
        return function[BY_PARTS](*terms, *signature, {"from": to}).gas_used

    many = [signed("ReceiveWithAuthorization", number) for number in range(10)]
    batch = [(terms, r + s + bytes([v])) for terms, (v, r, s) in many]
    one_by_one = {
        "coin: transferWithAuthorization": gas(
            coin.transferWithAuthorization, "TransferWithAuthorization", 10
        ),
        "coin: receiveWithAuthorization": gas(coin.receiveWithAuthorization, "ReceiveWithAuthorization", 11),
    }
    together = coin.receiveWithAuthorizations(batch, {"from": to}).gas_used
    return {**one_by_one, "coin: each of 10 receiveWithAuthorizations": together // 10}


def sign(coin, signer, kind: str, fields: str, values: tuple) -> tuple[int, bytes, bytes]:
    """The signature (v, r, s) of typed data with these fields."""
    domain = {
        "name": "Par Dollar",
        "version": "1",
        "chainId": web3.eth.chain_id,
        "verifyingContract": coin.address,
    }
    types = [dict(zip(("type", "name"), field.split(), strict=True)) for field in fields.split(",")]
    message = dict(zip((field["name"] for field in types), values, strict=True))
    signed = Account.sign_message(encode_typed_data(domain, {kind: types}, message), signer.private_key)
    return signed.v, signed.r.to_bytes(32, "big"), signed.s.to_bytes(32, "big")


def measure_reserve(system: System, people: list) -> dict[str, int]:
    alice = people[0]
    return {
        "reserve: mint for a holder": system.reserve.mint(alice, DOLLARS, {"from": alice}).gas_used,
        "reserve: redeem": system.reserve.redeem(alice, DOLLARS, {"from": alice}).gas_used,
    }


def measure_savings(system: System, people: list) -> dict[str, int]:
    """Earnings vest meanwhile, so that a share has an odd price."""
    savings, coin, shares = system.savings_dollar, system.par_dollar, DOLLARS * 10**12
    alice, bob, carol, *_ = people
    for account in (alice, bob):
        coin.approve(savings, 2**256 - 1, {"from": account})
        savings.deposit(5 * DOLLARS, account, {"from": account})
    added = add_earnings(system)
    return {
        "savings: deposit of a holder": savings.deposit(DOLLARS, alice, {"from": alice}).gas_used,
        "savings: redeem a part": savings.redeem(shares, alice, alice, {"from": alice}).gas_used,
        "savings: withdraw a part": savings.withdraw(DOLLARS, alice, alice, {"from": alice}).gas_used,
        "savings: depositWithAuthorization": deposit_by_signature(system, bob, carol),
        "savings: transfer to a holder": savings.transfer(bob, shares, {"from": alice}).gas_used,
        "savings: add earnings": added,
    }


def add_earnings(system: System) -> int:
    """The reserve's address takes both steps: it creates coins for the savings, and says so."""
    reserve = accounts.at(system.reserve, force=True)
    web3.provider.make_request("anvil_impersonateAccount", [reserve.address])
    web3.provider.make_request("anvil_setBalance", [reserve.address, hex(ETHER)])
    system.par_dollar.mint(system.savings_dollar, DOLLARS, {"from": reserve})
    return system.savings_dollar.addEarnings(
        DOLLARS, system.savings_dollar.totalAssets(), {"from": reserve}
    ).gas_used


def deposit_by_signature(system: System, saver, sender) -> int:
    coin, savings = system.par_dollar, system.savings_dollar
    nonce = web3.keccak(text="nonce of a deposit")
    terms = (saver.address, savings.address, DOLLARS, 0, LATER, nonce)
    v, r, s = sign(coin, saver, "ReceiveWithAuthorization", AUTHORIZATION, terms)
    signed = (saver, DOLLARS, 0, LATER, nonce, r + s + bytes([v]))
    return savings.depositWithAuthorization(*signed, {"from": sender}).gas_used


# STRIPS: a note or bond of each term, whose payments fall on days of their own

TERMS = {  # years: CUSIP, month of the coupons
    2: (b"91282CAA9", 8),
    10: (b"91282CAB7", 9),
    30: (b"912810AB4", 10),
}


def measure_strips(system: System, people: list) -> dict[str, int]:
    """On a registry of their own, to which an account delivers."""
    registry, strips, house = registry_with_strips(system)
    alice, bob, carol, *_ = people
    gas = {}
    for years, (cusip, month) in TERMS.items():
        dated, maturity = unix_day(2025, month, 15), unix_day(2025 + years, month, 15)
        terms = (NOTE, 4_000, 0, dated, unix_day(2026, month - 6, 15), maturity)
        registry.establish(cusip, terms, {"from": accounts[5]})
        for holder in (alice, bob, carol):
            registry.issue(cusip, holder, 100, dated, {"from": house})
        gas[f"STRIPS: strip {years} years"] = strips.strip(cusip, 50, {"from": alice}).gas_used

    strips.strip(cusip, 50, {"from": bob})
    payment = strips.interestId(unix_day(2026, 4, 15))
    gas["STRIPS: strip 30 years, payments known"] = strips.strip(cusip, 50, {"from": carol}).gas_used
    gas["STRIPS: reconstitute 30 years"] = strips.reconstitute(cusip, 10, {"from": alice}).gas_used
    gas["STRIPS: transfer interest to a holder"] = strips.transfer(
        bob, payment, 100, {"from": alice}
    ).gas_used
    return gas


def registry_with_strips(system: System) -> tuple:
    administrator, house = accounts[5], accounts[31]
    par = load()
    registry = administrator.deploy(
        par.TreasuryRegistry,
        system.cash,
        system.compliance,
        system.index_board,
        accounts[0],
        system.access_manager,
    )
    strips = administrator.deploy(par.Strips, system.cash, system.compliance, registry)
    registry.setAuctionHouse(house, {"from": administrator})
    registry.setStrips(strips, {"from": administrator})
    return registry, strips, house


# Securities: a bill with ten rates, and a two-year note, on the same days

CLOSE = unix_day(2026, 1, 12) * DAY + 18 * 3_600
ISSUE_DATE = unix_day(2026, 1, 15)
COUPON_DATE = unix_day(2026, 7, 15)
MATURITIES = {BILL: unix_day(2026, 4, 16), NOTE: unix_day(2028, 1, 15)}
FIRST_INTEREST_DATES = {BILL: 0, NOTE: COUPON_DATE}
SALT = web3.keccak(text="salt")
UNITS = 10**5  # 10 million dollars
PAID_IN = 30 * 10**12  # 30 million dollars: more than any of the bids costs


def measure_securities(system: System, people: list) -> dict[str, int]:
    bill, note = announce(system, BILL, BILL_CUSIP), announce(system, NOTE, NOTE_CUSIP)
    other_bill = announce(system, BILL, OTHER_BILL_CUSIP)
    return {
        **measure_auctions(system, bill, note, other_bill, people),
        **measure_registry(system, people),
    }


def announce(system: System, security_type: int, cusip: bytes) -> int:
    """The number of a new auction of ten times ten million dollars."""
    offered = (cusip, security_type, ISSUE_DATE, MATURITIES[security_type], 0, 10_000, 10 * UNITS)
    terms = (False, 0, 0, ISSUE_DATE, FIRST_INTEREST_DATES[security_type])
    announcement = (*offered, *terms, CLOSE, CLOSE, CLOSE + 1_800, DOLLARS, 50_000)
    system.auction_house.announce(announcement, {"from": accounts[0]})
    return system.auction_house.auctionCount()


def measure_auctions(system: System, bill: int, note: int, other_bill: int, people: list) -> dict[str, int]:
    """Ten bidders at ten rates share the bill, an eleventh joins a used rate; two more share the note.

    All have paid in but the last of these. A dealer bids for ten clients at one rate in the other bill.
    """
    house = system.auction_house
    *bidders, late, saver, alice, bob = people[:14]
    dealer, clients = saver, people[14:24]
    ladders = {bidder: ladder(5 * (rank + 200)) for rank, bidder in enumerate(bidders)}
    paying = [*bidders, late, saver, alice, *clients]
    paid_in = [house.deposit(each, PAID_IN, {"from": dealer}).gas_used for each in paying]
    noncompetitive = house.bidNoncompetitive(bill, UNITS // 10, {"from": saver}).gas_used
    for bidder, bid in [*ladders.items(), (late, ladder(1_000))]:
        commit(house, bill, bidder, bid)
    committed, out_of_allowance = (commit(house, note, each, ladder(4_125)) for each in (alice, bob))
    submitted = house.submitCommitments(
        other_bill, [signed(house, other_bill, each) for each in clients], {"from": dealer}
    ).gas_used

    travel_to(CLOSE)
    revealed = [house.revealBid(bill, bid, {"from": bidder}).gas_used for bidder, bid in ladders.items()]
    joined = house.revealBid(bill, ladder(1_000), {"from": late}).gas_used
    for bidder in (alice, bob):
        house.revealBid(note, ladder(4_125), {"from": bidder})
    openings = [(each, ladder(1_000)) for each in clients]
    revealed_together = house.revealBids(other_bill, openings, {"from": dealer}).gas_used

    travel_to(CLOSE + 1_800)
    cleared = house.clear(bill, 100, {"from": saver}).gas_used
    for other in (note, other_bill):
        house.clear(other, 100, {"from": saver})

    travel_to(ISSUE_DATE * DAY)
    settled = [house.settle(bill, ladders[bidder], {"from": bidder}).gas_used for bidder in bidders[:3]]
    for bidder in (alice, bob):
        house.settle(note, ladder(4_125), {"from": bidder})
    house.settleBids(other_bill, openings[:1], {"from": dealer})
    settled_together = house.settleBids(other_bill, openings[1:], {"from": dealer}).gas_used
    withdrawn = house.withdraw(DOLLARS, {"from": bidders[0]}).gas_used
    alone = committed + joined + settled[-1]
    together = submitted // 10 + revealed_together // 10 + settled_together // 9
    return {
        "auction: pay into a cash account": paid_in[-1],
        "auction: withdraw from it": withdrawn,
        "auction: bid noncompetitively": noncompetitive,
        "auction: commit a sealed bid": committed,
        "auction: commit a sealed bid out of the allowance": out_of_allowance,
        "auction: reveal one rung at a new rate": revealed[-1],
        "auction: reveal one rung at a used rate": joined,
        "auction: clear 10 distinct rates": cleared,
        "auction: settle an award": settled[-1],
        "auction: commit, reveal at a used rate and settle": alone,
        "auction: new bidder at a new rate: commit, reveal, settle": committed + revealed[-1] + settled[-1],
        "auction: from cash and back: deposit, commit, reveal at a used rate, settle, withdraw": (
            paid_in[-1] + alone + withdrawn
        ),
        "auction: commit, each of 10 submitted together": submitted // 10,
        "auction: reveal, each of 10 together": revealed_together // 10,
        "auction: settle, each of 9 together": settled_together // 9,
        "auction: commit, reveal and settle, each together with others": together,
    }


def signed(house, auction: int, client) -> tuple:
    """The commitment of a client, with its signature."""
    commitment = house.commitmentOf(auction, client, ladder(1_000))
    message = {"auctionId": auction, "bidder": client.address, "commitment": bytes(commitment)}
    fields = {"auctionId": "uint256", "bidder": "address", "commitment": "bytes32"}
    domain = {
        "name": "Par Auction House",
        "version": "1",
        "chainId": web3.eth.chain_id,
        "verifyingContract": house.address,
    }
    types = {"CompetitiveBid": [{"name": name, "type": kind} for name, kind in fields.items()]}
    words = encode_typed_data(domain, types, message)
    return client, commitment, bytes(Account.sign_message(words, client.private_key).signature)


def ladder(rate: int) -> tuple:
    """One bid of ten million dollars."""
    return ([(rate, UNITS)], 0, SALT)


def commit(house, auction: int, bidder, bid: tuple) -> int:
    return house.commitBid(auction, house.commitmentOf(auction, bidder, bid), {"from": bidder}).gas_used


def measure_registry(system: System, people: list) -> dict[str, int]:
    registry = system.registry
    alice, bob, fresh = *people[12:14], people[20]
    note = int.from_bytes(NOTE_CUSIP, "big")
    system.cash.mint(accounts[0], 10**17, {"from": accounts[0]})
    between = {
        "registry: transfer to a holder": registry.transfer(bob, note, 100, {"from": alice}).gas_used,
        "registry: transfer to a fresh account": registry.transfer(
            fresh, note, 100, {"from": alice}
        ).gas_used,
    }
    travel_to(COUPON_DATE * DAY)
    after = registry.transfer(bob, note, 100, {"from": alice}).gas_used
    claimed = registry.claim(NOTE_CUSIP, alice, {"from": alice}).gas_used
    travel_to((MATURITIES[NOTE] + 3) * DAY)
    redeemed = registry.redeem(NOTE_CUSIP, alice, {"from": alice}).gas_used
    return {
        **between,
        "registry: transfer after a coupon date": after,
        "registry: claim a coupon": claimed,
        "registry: redeem at maturity": redeemed,
    }


# Prices: pure functions, of which the execution alone is measured

IN_30_YEARS = unix_day(2055, 11, 15)


def measure_pricing(pricing) -> dict[str, int]:
    note = (4_125, 4_200, ISSUE_DATE, unix_day(2036, 1, 15))
    bond = (4_625, 4_666, ISSUE_DATE, IN_30_YEARS)
    long_first_period = (ISSUE_DATE, unix_day(2026, 11, 15))
    tips = (1_750, 1_810, 99_896, ISSUE_DATE, unix_day(2036, 1, 15))
    floater = (120, 120, 3_622_000_000, 0, unix_day(2026, 1, 31), unix_day(2028, 1, 31))
    return {
        "pricing: price of a 26-week bill": execution(pricing.billPrice, 4_120, 182),
        "pricing: investment rate of a 52-week bill": execution(
            pricing.investmentRate, 95_834_222, ISSUE_DATE, ISSUE_DATE + 364
        ),
        "pricing: price of a new 10-year note": execution(pricing.notePrice, *note),
        "pricing: price of a 30-year bond between coupon dates": execution(pricing.notePrice, *bond),
        "pricing: price of a 30-year bond in a long first period": execution(
            pricing.notePriceInFirstPeriod, *bond[:2], long_first_period, *bond[2:]
        ),
        "pricing: price of a 10-year TIPS": execution(pricing.tipsPrice, *tips),
        "pricing: price of a new 2-year floating rate note": execution(pricing.frnPrice, *floater),
    }


# The market price of a bill, with a curve of six tenors


def measure_rates(board) -> dict[str, int]:
    today, by = now() // DAY, {"from": accounts[6]}
    yields = [372, 371, 369, 367, 361, 351]
    board.publish(today - 1, yields, by)
    published = board.publish(today, yields, by).gas_used
    return {
        "pricing: market price of a 13-week bill": execution(board.billPrice, today + 91),
        "rates: publish the par yields of a day": published,
    }


def execution(function, *arguments) -> int:
    """Gas of a transaction without its 21,000 and the 16 or, of a zero, 4 for each byte of call data."""
    call_data = bytes.fromhex(function.encode_input(*arguments)[2:])
    receipt = function.transact(*arguments, {"from": accounts[0]})
    return receipt.gas_used - 21_000 - 16 * len(call_data) + 12 * call_data.count(0)

"""Ladders and their salts, written down before they are committed: without them no bid can be opened."""

import json
import os
import secrets
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from market.bid_file import Bid
from scripts import records
from scripts.files import writing
from scripts.house import House
from scripts.network import ROOT

FOLDER_VARIABLE = "PAR_BIDS"  # names another folder, for programs that would disturb each other
FOLDER = Path(os.environ.get(FOLDER_VARIABLE) or ROOT / "bids")


class SealedError(Exception):
    """Why a sealed bid cannot be kept or found again, in one sentence."""


class SealedBid(BaseModel):
    """What one bidder has committed to in one auction."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    auction: int
    bidder: str
    rungs: tuple[tuple[int, int], ...]  # (rate [0.001 %], par [$100])
    net_long_position: int  # [$100]
    salt: str  # 32 bytes in hexadecimal

    @property
    def ladder(self) -> tuple:
        """The `Ladder` of interfaces/IAuctionHouse.sol."""
        return self.rungs, self.net_long_position, bytes.fromhex(self.salt)

    def is_of(self, bid: Bid) -> bool:
        """Whether it seals what the file says."""
        return self.rungs == rungs_of(bid) and self.net_long_position == bid.net_long_position


def rungs_of(bid: Bid) -> tuple[tuple[int, int], ...]:
    return tuple((rung.rate, rung.units) for rung in bid.rungs)


def seal(house: House, number: int, bidder: str, bid: Bid) -> SealedBid:
    """Write a bid down with a salt that nobody can guess, once and for all."""
    sealed = SealedBid(
        auction=number,
        bidder=bidder,
        rungs=rungs_of(bid),
        net_long_position=bid.net_long_position,
        salt=secrets.token_hex(32),
    )
    path = path_of(house, number, bidder)
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        keep(path, sealed.model_dump_json(indent=2) + "\n")
    return sealed


def keep(path: Path, text: str) -> None:
    """Write a new file, on the disk as a whole or not at all; never over another."""
    unfinished = path.with_suffix(f".{secrets.token_hex(4)}")
    with unfinished.open("x") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise SealedError(f"{path} is there already, and a sealed bid is never written over.") from None
    finally:
        unfinished.unlink()
    keep_folder(path.parent)


def keep_folder(folder: Path) -> None:
    """That a file is in it has to be on the disk too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def find(house: House, number: int, bidder: str) -> SealedBid | None:
    path = path_of(house, number, bidder)
    if not path.exists():
        return None
    try:
        return SealedBid.model_validate(json.loads(path.read_text()))
    except (ValueError, ValidationError) as why:
        raise SealedError(f"{path} is not a sealed bid any more ({why}).") from why


def path_of(house: House, number: int, bidder: str) -> Path:
    """A folder for each auction house, on each chain."""
    chain = records.none()
    folder = f"{chain.chain_id}-{chain.genesis.removeprefix('0x')[:12]}-{house.contract.address[2:14]}"
    return FOLDER / folder / f"{number}-{bidder}.json"

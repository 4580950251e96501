"""Where a deployment is written down, so that it can be found again and gone on with."""

import json
import os
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from scripts.files import NotWritable, writing
from scripts.network import chain_in_use
from scripts.verify.code import is_as_compiled

FOLDER_VARIABLE = "PAR_DEPLOYMENTS"  # names another folder, for programs that would disturb each other
FOLDER = Path(os.environ.get(FOLDER_VARIABLE) or Path(__file__).resolve().parents[1] / "deployments")


class RecordError(Exception):
    """Why a deployment record cannot be used, in one sentence."""


class Record(BaseModel):
    """Where the contracts of one chain are, or will be: name to address."""

    chain_id: int
    genesis: str  # hash of the chain's first block: another chain may have the same id
    contracts: dict[str, str] = Field(default_factory=dict)

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.chain_id}.json"

    def has(self, name: str) -> bool:
        """Whether the contract is written down, and really on the chain.

        After a chain has gone back, or begun anew, another one may stand at its address.
        """
        return name in self.contracts and is_as_compiled(name, chain_in_use().code_at(self.contracts[name]))

    def add(self, name: str, address: str) -> None:
        """Write a contract down at once, whole or not at all."""
        self.contracts[name] = address
        unfinished = self.path.with_suffix(".unfinished")
        try:
            with writing(self.path):
                FOLDER.mkdir(parents=True, exist_ok=True)
                unfinished.write_text(self.model_dump_json(indent=2) + "\n")
                unfinished.replace(self.path)
        except NotWritable as why:
            raise RecordError(str(why)) from why


class Unrecorded(Record):
    """For a chain that ends with the program: nothing is written."""

    def add(self, name: str, address: str) -> None:
        self.contracts[name] = address


def find() -> Record:
    """The record of the connected chain, or an empty one if it has none."""
    empty = Record(chain_id=chain_in_use().id, genesis=chain_in_use().genesis)
    if not empty.path.exists():
        return empty
    recorded = read(empty.path)
    return recorded if recorded.genesis == empty.genesis else empty


def none() -> Record:
    return Unrecorded(chain_id=chain_in_use().id, genesis=chain_in_use().genesis)


def read(path: Path) -> Record:
    try:
        return Record.model_validate(json.loads(path.read_text()))
    except (ValueError, ValidationError) as why:
        raise RecordError(
            f"{path.name} is not a deployment record ({why}); delete it to deploy anew."
        ) from why

"""How a function is asked and what it answers: bytes to Python and back.

After every step the same questions are asked, and most are answered as before: each is encoded and each
answer decoded only once.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from eth_abi.decoding import ContextFramesBytesIO, TupleDecoder
from eth_abi.encoding import TupleEncoder
from eth_abi.registry import registry
from eth_utils import keccak, to_checksum_address

REMEMBERED = 4_096  # questions and answers of one function
SELECTOR = 4  # bytes
ADDRESS = 42  # characters


class Answer(tuple):
    """Values, under the names that the contract gives them; equal to a list of them too, as in Brownie."""

    names: tuple[str, ...] = ()

    def __eq__(self, other: Any) -> bool:
        return super().__eq__(tuple(other) if isinstance(other, list) else other)

    __hash__ = tuple.__hash__

    def __getitem__(self, key: int | slice | str) -> Any:
        return super().__getitem__(self.names.index(key) if isinstance(key, str) else key)

    def dict(self) -> dict[str, Any]:
        values = (value.dict() if getattr(value, "names", ()) else value for value in self)
        return dict(zip(self.names, values, strict=True))


class Bytes(bytes):
    """Equal to its hexadecimal digits too, as in Brownie."""

    def __eq__(self, other: Any) -> bool:
        return str(self) == other.lower() if isinstance(other, str) else super().__eq__(other)

    __hash__ = bytes.__hash__

    def __str__(self) -> str:
        return f"0x{self.hex()}"


class Parameters:
    """Values that go together: the arguments, or the results, of a function, an event or an error."""

    def __init__(self, components: list[dict]):
        self.components = components
        self.type = f"({','.join(map(type_of, components))})"

    @cached_property
    def encoder(self):
        return TupleEncoder(encoders=[registry.get_encoder(type_of(each)) for each in self.components])

    @cached_property
    def decoder(self):
        return TupleDecoder(decoders=[registry.get_decoder(type_of(each)) for each in self.components])

    def encode(self, values: Iterable[Any]) -> bytes:
        return self.encoder(plain(values))

    def values(self, data: bytes) -> tuple:
        return self.decoder(ContextFramesBytesIO(data))

    def decode(self, data: bytes) -> Answer:
        return named(self.components, self.values(data))


class Function:
    """One function of an ABI."""

    def __init__(self, abi: dict):
        self.name = abi["name"]
        self.changes_nothing = abi["stateMutability"] in ("view", "pure")
        self.inputs, self.outputs = Parameters(abi["inputs"]), Parameters(abi["outputs"])
        self.selector = keccak(text=self.name + self.inputs.type)[:SELECTOR]
        self.remembered_question = lru_cache(REMEMBERED)(self.encode)
        self.answer = lru_cache(REMEMBERED)(self.decode)

    def question(self, *arguments: Any) -> bytes:
        """The calldata."""
        try:
            return self.remembered_question(*arguments)
        except TypeError:  # a list among the arguments
            return self.encode(*arguments)

    def encode(self, *arguments: Any) -> bytes:
        return self.selector + self.inputs.encode(arguments)

    def decode(self, data: bytes) -> Any:
        """A single result by itself, several together; nothing, if the function gives nothing back."""
        results = self.outputs.decode(data)
        return results if len(results) > 1 else next(iter(results), None)


class Errors:
    """The custom errors of all contracts, since those of one pass through others."""

    def __init__(self, abis: Iterable[list[dict]]):
        self.by_selector = dict(self.known(abis))

    def known(self, abis: Iterable[list[dict]]) -> Iterator[tuple[bytes, tuple[str, Parameters]]]:
        in_language = [("Error", "string"), ("Panic", "uint256")]
        entries = [{"name": name, "inputs": [{"name": "", "type": kind}]} for name, kind in in_language]
        entries += [entry for abi in abis for entry in abi if entry["type"] == "error"]
        for entry in entries:
            given = Parameters(entry["inputs"])
            yield keccak(text=entry["name"] + given.type)[:SELECTOR], (entry["name"], given)

    def message(self, data: bytes) -> str:
        """Its name, and what it says."""
        if data[:SELECTOR] not in self.by_selector:
            return f"0x{data.hex()}"
        name, given = self.by_selector[data[:SELECTOR]]
        return f"{name}: {', '.join(map(str, given.values(data[SELECTOR:])))}"


class Event:
    """One event of an ABI."""

    def __init__(self, abi: dict):
        self.name, inputs = abi["name"], abi["inputs"]
        self.names = [each["name"] for each in inputs]
        self.topic = keccak(text=self.name + Parameters(inputs).type)
        self.in_topics = [each for each in inputs if each["indexed"]]
        self.in_data = Parameters([each for each in inputs if not each["indexed"]])

    def read(self, topics: list[bytes], data: bytes) -> dict[str, Any]:
        """What was logged by name; of an indexed array or string that is its hash."""
        in_data = self.in_data.decode(data)
        values = dict(zip(in_data.names, in_data, strict=True))
        for each, topic in zip(self.in_topics, topics[1:], strict=True):
            values[each["name"]] = value_of_topic(each, topic)
        return {name: values[name] for name in self.names}


def value_of_topic(component: dict, topic: bytes) -> Any:
    is_hashed = component["type"].endswith("]") or component["type"] in ("string", "bytes", "tuple")
    return Bytes(topic) if is_hashed else Parameters([component]).decode(topic)[0]


def type_of(component: dict) -> str:
    """As it stands in a signature: a struct as the tuple of its fields."""
    kind = component["type"]
    if not kind.startswith("tuple"):
        return kind
    return f"({','.join(map(type_of, component['components']))}){kind.removeprefix('tuple')}"


def named(components: list[dict], values: Iterable[Any]) -> Answer:
    answer = Answer(map(worded, components, values))
    answer.names = tuple(component["name"] for component in components)
    return answer


def worded(component: dict, value: Any) -> Any:
    """With the names of its fields if it is a struct, with capitals if it is an address."""
    kind = component["type"]
    if kind.endswith("]"):
        of_one = component | {"type": kind[: kind.rindex("[")]}
        return Answer(worded(of_one, each) for each in value)
    if kind == "tuple":
        return named(component["components"], value)
    if kind.startswith("bytes"):
        return Bytes(value)
    return checksum_address(value) if kind == "address" else value


def plain(value: Any) -> Any:
    """Accounts and contracts by their addresses, bytes by their hexadecimal digits too."""
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, str) and value.startswith("0x") and len(value) != ADDRESS:
        return bytes.fromhex(value[2:])
    return getattr(value, "address", value)


checksum_address = lru_cache(REMEMBERED)(to_checksum_address)

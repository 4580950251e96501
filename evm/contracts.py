"""Compiled contracts, and deployed ones: each function is a method, called as in Brownie."""

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from evm.abi import Errors, Event, Function
from evm.chain import Addressed, Chain, Log


class Build:
    """All that Brownie has compiled, by name."""

    def __init__(self, folder: Path, chain: Chain):
        self.folder, self.chain = folder, chain
        self.containers = {}
        for file in sorted(folder.glob("*.json")):
            compiled = json.loads(file.read_text())
            self.containers[file.stem] = Container(file.stem, compiled["abi"], compiled["bytecode"], chain)
        chain.errors = Errors(container.abi for container in self)
        chain.events = {topic: event for container in self for topic, event in container.events.items()}

    def __getitem__(self, name: str) -> "Container":
        return self.containers[name]

    def __getattr__(self, name: str) -> "Container":
        if name not in self.__dict__.get("containers", ()):
            raise AttributeError(f"No contract {name} has been compiled.")
        return self.containers[name]

    def __iter__(self) -> Iterator["Container"]:
        return iter(self.containers.values())


class Container:
    """A contract that can be deployed."""

    def __init__(self, name: str, abi: list[dict], bytecode: str, chain: Chain):
        self._name, self.abi, self.bytecode, self.chain = name, abi, bytecode, chain

    @cached_property
    def functions(self) -> list[Function]:
        return [Function(entry) for entry in self.abi if entry["type"] == "function"]

    @cached_property
    def events(self) -> dict[bytes, Event]:
        events = (Event(entry) for entry in self.abi if entry["type"] == "event")
        return {event.topic: event for event in events}

    @cached_property
    def constructor(self) -> Function:
        declared = next((entry for entry in self.abi if entry["type"] == "constructor"), {"inputs": []})
        return Function(declared | {"name": "constructor", "outputs": [], "stateMutability": "nonpayable"})

    def creation(self, *arguments: Any) -> bytes:
        """The bytes that create it with these arguments."""
        return bytes.fromhex(self.bytecode) + self.constructor.inputs.encode(arguments)

    def deploy(self, *arguments: Any) -> "Contract":
        *arguments, options = arguments
        return options["from"].deploy(self, *arguments)

    def at(self, address: Any) -> "Contract":
        return Contract(self, str(address))

    def __len__(self) -> int:
        return len(self.chain.deployed.get(self._name, ()))

    def __getitem__(self, number: int) -> "Contract":
        """The deployed ones, in the order of their deployment."""
        return self.at(self.chain.deployed.get(self._name, ())[number])

    def remove(self, contract: "Contract") -> None:
        """What is in use as another contract stays what it is."""
        deployed = self.chain.deployed.get(self._name, [])
        if contract.address in deployed:
            deployed.remove(contract.address)


class Contract(Addressed):
    """A deployed contract."""

    def __init__(self, container: Container, address: str):
        super().__init__(address)
        self._name, self.container, self.chain = container._name, container, container.chain
        self.abi = container.abi
        overloads = {}
        for function in container.functions:
            overloads.setdefault(function.name, []).append(Method(self, function))
        for name, methods in overloads.items():
            setattr(self, name, methods[0] if len(methods) == 1 else Overloaded(name, methods))

    @property
    def signatures(self) -> dict[str, bytes]:
        """Selectors by the names of the functions."""
        return {function.name: function.selector for function in self.container.functions}

    @property
    def selectors(self) -> dict[bytes, str]:
        return {selector: name for name, selector in self.signatures.items()}


class Method:
    """A function of a deployed contract."""

    def __init__(self, contract: Contract, function: Function):
        self.contract, self.function = contract, function
        self._name, self._address = function.name, contract.address

    def __call__(self, *arguments: Any) -> Any:
        """A question is answered; anything else is a transaction, of who deployed the contract by default."""
        sender = None
        if arguments and isinstance(arguments[-1], dict):
            *arguments, options = arguments
            sender = options["from"]
        if self.function.changes_nothing:
            return self.call(*arguments, by=sender)
        return self.transact(*arguments, by=sender or self.contract.chain.creators[self._address])

    def call(self, *arguments: Any, by: Any = None) -> Any:
        """What it answers; nothing is changed."""
        question = self.function.question(*arguments)
        return self.function.answer(self.contract.chain.call(self._address, question, by))

    def attempt(self, *arguments: Any, by: Any) -> Any:
        """What a transaction would answer; nothing is changed."""
        data = self.function.encode(*arguments)
        return self.function.answer(self.contract.chain.attempt(self._address, data, by))

    def transact(self, *arguments: Any, by: Any) -> "Receipt":
        chain = self.contract.chain
        output, logs = chain.transact(self._address, self.function.encode(*arguments), by)
        return Receipt(self, output, logs, chain.now)

    def encode_input(self, *arguments: Any) -> bytes:
        return self.function.encode(*arguments)

    def decode_output(self, output: bytes) -> Any:
        return self.function.answer(output)


class Overloaded:
    """Functions of one name, told apart by how many arguments they take."""

    def __init__(self, name: str, methods: list[Method]):
        self._name, self._address = name, methods[0]._address
        self.methods = {len(method.function.inputs.components): method for method in methods}

    def __call__(self, *arguments: Any) -> Any:
        given = len(arguments) - (bool(arguments) and isinstance(arguments[-1], dict))
        return self.methods[given](*arguments)

    def call(self, *arguments: Any, by: Any = None) -> Any:
        return self.methods[len(arguments)].call(*arguments, by=by)

    def attempt(self, *arguments: Any, by: Any) -> Any:
        return self.methods[len(arguments)].attempt(*arguments, by=by)

    def encode_input(self, *arguments: Any) -> bytes:
        return self.methods[len(arguments)].encode_input(*arguments)

    def transact(self, *arguments: Any, by: Any) -> "Receipt":
        return self.methods[len(arguments)].transact(*arguments, by=by)


class Receipt:
    """What a transaction has done."""

    def __init__(self, method: Method, output: bytes, logs: list[Log], timestamp: int):
        self.method, self.output, self.logs, self.timestamp = method, output, logs, timestamp

    @property
    def return_value(self) -> Any:
        return self.method.function.answer(self.output)

    @property
    def events(self) -> "Events":
        """By the names the called contract declares, or any other."""
        declared = self.method.contract.chain.events | self.method.contract.container.events
        events = Events()
        for log in self.logs:
            if log.topics and log.topics[0] in declared:
                event = declared[log.topics[0]]
                events.add(event.name, event.read(log.topics, log.data))
        return events


class Events(dict):
    """Occurrences by the name of the event, or one by its number."""

    def __init__(self):
        super().__init__()
        self.in_order = []

    def add(self, name: str, values: dict[str, Any]) -> None:
        self.setdefault(name, Occurrences()).append(values)
        self.in_order.append(values)

    def __getitem__(self, key: int | slice | str) -> Any:
        return super().__getitem__(key) if isinstance(key, str) else self.in_order[key]


class Occurrences(list):
    """Of one event: one by its number, or a value of the first by its name."""

    def __getitem__(self, key: int | str) -> Any:
        return super().__getitem__(0)[key] if isinstance(key, str) else super().__getitem__(key)

    def keys(self) -> Iterable[str]:
        return super().__getitem__(0).keys()

    def values(self) -> Iterable[Any]:
        return super().__getitem__(0).values()

# `make` alone says what there is. ARGS="..." reaches the program behind a target.

PYTHON ?= python3
ARGS ?=

BIN := .venv/bin
# Brownie's own settings stay in the project, not in the home directory.
AT_HOME := HOME=$(CURDIR)/.home SOLCX_BINARY_PATH=$(CURDIR)/.solcx
BROWNIE := $(AT_HOME) $(BIN)/brownie
IN_PROCESS := $(AT_HOME) $(BIN)/python -m pytest --network in-process -q
# Before a check: what a complete one comes to is written into docs/assurance.md.
MEASURED = $(if $(ARGS),,$(BIN)/python -m tests.measured $@)
# Tested without a node by default, which is faster; what is left out here is tested on a node as well.
WITHOUT_NODE := tests/conformance tests/property tests/unit $(addprefix tests/stateful/test_,$(addsuffix .py,\
  compliance disclosure par_dollar reserve savings_dollar strips treasury_registry))
# What takes longest begins first, so that two processes end together.
IN_THIS_ORDER := tests/stateful tests/scenarios tests
FORMATTED := evm market model scripts tests

.DEFAULT_GOAL := help
.PHONY: help setup demo year fidelity precision deploy test without-node on-ganache invariants proofs slither listings test-ganache deep deep-properties stateful speed hunt mutants coverage conformance faults check lint format compile gas scale node bid auction report jurisdiction console verify clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what is missing and compile what changed
	@$(PYTHON) -m scripts.setup

demo: setup ## Show an auction week (ARGS="--week 2020-02"), or a month, a run, a loss (ARGS="--story run")
	@$(BIN)/python -m scripts.demo $(ARGS)

year: setup ## Hold all auctions of a real year again, in their order (ARGS="--year 2019")
	@$(BIN)/python -m scripts.year $(ARGS)

fidelity: setup ## Compare every published figure with the chain's into docs/fidelity.md (ARGS="--cusip 912828YS3")
	@$(BIN)/python -m scripts.fidelity $(ARGS)

precision: setup ## Search the grid of yields for rounding ties into docs/precision.md (ARGS="--step 50" for less long)
	@$(BIN)/python -m scripts.precision $(ARGS)

test: setup ## Run the tests on Anvil, most of them without a node, the smaller set on Ganache
ifneq ($(ARGS),)
	$(BROWNIE) test $(ARGS)
else
	PYTEST_ADDOPTS="--hypothesis-profile=brief --dist loadfile --no-loadscope-reorder $(addprefix --leave-to-process=,$(WITHOUT_NODE))" \
	  $(BROWNIE) test $(IN_THIS_ORDER) -n 2
	@echo "Now without a node, and the smaller set on Ganache, at the same time: one to two minutes."
	@$(MAKE) --no-print-directory --jobs 2 --output-sync without-node on-ganache
endif

without-node:
	$(IN_PROCESS) tests/unit tests/conformance tests/property tests/stateful

on-ganache:
	$(BROWNIE) test --network ganache -m ganache tests

invariants: setup ## Check the invariants by random steps in a second engine, written in Solidity (ARGS="--fuzz-seed 1")
	@FOUNDRY_OFFLINE=true $(MEASURED) node_modules/.bin/forge test --use $(CURDIR)/.solcx/solc-v0.8.37 $(ARGS)

# It has an environment of its own, and compiles into a folder of its own, for it needs the syntax trees.
SLITHER := .cache/slither
slither: setup $(SLITHER)/bin/slither ## Analyse the contracts statically: whatever is found has to be mended or explained
	@PATH="$(CURDIR)/node_modules/.bin:$$PATH" FOUNDRY_OFFLINE=true FOUNDRY_SOLC=$(CURDIR)/.solcx/solc-v0.8.37 \
	  FOUNDRY_OUT=$(SLITHER)/out FOUNDRY_CACHE_PATH=$(SLITHER)/cache $(MEASURED) \
	  sh -c '$(SLITHER)/bin/slither . $(ARGS)$(if $(ARGS),, && $(SLITHER)/bin/python -m tests.declarations)'

$(SLITHER)/bin/slither: requirements-slither.lock
	$(PYTHON) -m venv --clear $(SLITHER)
	$(SLITHER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

proofs: setup ## Prove tests/proofs for all inputs into docs/proofs.md (ARGS="--seeded" puts bugs in, ARGS="--only Awards")
	@$(BIN)/python -m tests.proofs $(ARGS)

test-ganache: setup ## Run all tests on Ganache
	$(BROWNIE) test --network ganache $(or $(ARGS),tests)

deep: setup ## Take a million random steps on the whole system, resumably (ARGS="--steps 50000 --machine reserve")
	@$(BIN)/python -m tests.campaign $(ARGS)

deep-properties: setup ## Run the property tests in this process for long (EXAMPLES=50 for less long)
	$(IN_PROCESS) --hypothesis-profile deep $(or $(ARGS),tests/property)

stateful: setup ## Run the state machines in this process, without a node
	$(IN_PROCESS) $(or $(ARGS),tests/stateful)

speed: setup ## Measure the state machines on Anvil and in process into docs/assurance.md
	@$(BIN)/python -m tests.speed

hunt: setup ## Hunt a known bug put into a copy of the contracts (ARGS="--bug first-depositor", "--list", "--all")
	@$(BIN)/python -m tests.hunt $(ARGS)

mutants: setup ## Change contracts in every small way, see which tests notice, into docs/mutants.md (ARGS="--sample 50")
	@$(BIN)/python -m tests.mutants $(ARGS)

coverage: setup ## Count the lines and branches of contracts that tests reach into docs/coverage.md (ARGS="tests/unit")
	@$(BIN)/python -m tests.coverage $(ARGS)

# The suite asks for Truffle as its peer, and uses nothing of it.
ERC20_SUITE := .cache/erc20-suite
conformance: setup $(ERC20_SUITE)/node_modules ## Ask the standards' MUST sentences of coin, savings, registry and signatures one by one
	@$(AT_HOME) $(MEASURED) sh -c '$(BIN)/python -m pytest --network in-process -q $(or $(ARGS),tests/conformance) \
	  $(if $(ARGS),,&& node --test --test-reporter=spec tests/conformance/erc20_suite/tokens.cjs)'

$(ERC20_SUITE)/node_modules: tests/conformance/erc20_suite/package-lock.json
	@mkdir -p $(ERC20_SUITE) && cp $(<D)/package.json $< $(ERC20_SUITE)
	npm ci --prefix $(ERC20_SUITE) --ignore-scripts --legacy-peer-deps --no-audit --no-fund
	@touch $@

faults: setup ## Kill nodes and programs, drop and take back transactions, and see that nothing is lost or paid twice
	@$(AT_HOME) PYTEST_ADDOPTS='-m "deep or not deep"' $(MEASURED) $(BIN)/brownie test $(or $(ARGS),\
	  $(addprefix tests/scenarios/test_,$(addsuffix .py,faults bid_killed deploy_interrupted)))

check: setup lint ## Do what CI does: formats, lints, the gas table, tests
	@$(BIN)/python -m scripts.gas --check > /dev/null
	@$(MAKE) --no-print-directory test

lint: setup ## Check formats, habits and listings
	node_modules/.bin/forge fmt --check contracts interfaces tests/solidity tests/proofs tests/coverage
	node_modules/.bin/solhint --noPoster --max-warnings 0 'contracts/**/*.sol' 'interfaces/**/*.sol' 'tests/solidity/*.sol' 'tests/proofs/*.sol' 'tests/coverage/*.sol'
	$(BIN)/ruff format --check $(FORMATTED)
	$(BIN)/ruff check $(FORMATTED)
	@$(BIN)/python -m scripts.listings --check

format: setup ## Format Solidity and Python
	node_modules/.bin/forge fmt contracts interfaces tests/solidity tests/proofs tests/coverage
	$(BIN)/ruff format $(FORMATTED)
	$(BIN)/ruff check --fix $(FORMATTED)

compile: setup ## Compile every contract afresh
	$(BROWNIE) compile --all

listings: setup ## List storage layouts and selectors into docs/storage.md and docs/selectors.md
	@$(BIN)/python -m scripts.listings $(ARGS)

gas: setup ## Measure the gas of every named step into docs/gas.md (ARGS=--check compares)
	@$(MEASURED) $(BIN)/python -m scripts.gas $(ARGS)

deploy: setup ## Deploy to a running node, resumably (ARGS="--network http://127.0.0.1:8545")
	@$(BIN)/python -m scripts.deploy $(ARGS)

scale: setup ## Measure auctions of 100 to 100,000 bids into docs/scale.md (ARGS="--bids 1000")
	@$(BIN)/python -m scripts.scale $(ARGS)

node: setup ## Run a local node until interrupted (ARGS="--kind ganache --port 8546")
	@$(BIN)/python -m scripts.node $(ARGS)

bid: setup ## Bid by a file: each run does what is due (ARGS="--file bids.csv --account 0x...")
	@$(BIN)/python -m scripts.bidding $(ARGS)

auction: setup ## Show auctions, or one as the Treasury publishes it (ARGS="--cusip 912796WS4 --plot")
	@$(BIN)/python -m scripts.releases $(ARGS)

report: setup ## Report what stood behind the coin (ARGS="--month 2026-10 --publish", or "--check FILE")
	@$(BIN)/python -m scripts.reports $(ARGS)

jurisdiction: setup ## Who of a jurisdiction is still registered (ARGS="KP")
	@$(BIN)/python -m scripts.jurisdiction $(ARGS)

console: setup ## Open a Python console with the system deployed (ARGS="--network http://127.0.0.1:8545")
	@$(BIN)/python -m scripts.console $(ARGS)

verify: setup ## Check a reserve from outside (ARGS="--rpc http://127.0.0.1:8545 --reserve 0x...")
	@$(BIN)/python -m scripts.verify $(ARGS)

clean: ## Remove everything that set-up and tests have made
	rm -rf .venv .home .solcx .cache node_modules build reports output .pytest_cache .ruff_cache .hypothesis

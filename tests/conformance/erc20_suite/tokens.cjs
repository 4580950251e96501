// Runs erc20-test-suite on the coin and the shares in savings, each test on new ones, in its own chain.
// `make conformance` installs what it needs, and calls it.
"use strict";

const path = require("node:path");
const { describe, it, beforeEach, afterEach } = require("node:test");

const ROOT = path.resolve(__dirname, "../../..");
const INSTALLED = path.join(ROOT, ".cache/erc20-suite/node_modules");
const { assert } = require(path.join(INSTALLED, "chai"));
const BN = require(path.join(INSTALLED, "bn.js"));
const { ContractFactory, Interface, getAddress } = require(path.join(INSTALLED, "ethers"));
const ganache = require(path.join(ROOT, "node_modules/ganache"));

// The suite expects to be run by Truffle, and to find these without asking for them.
Object.assign(globalThis, { assert, describe, it, beforeEach, afterEach });
globalThis.web3 = { utils: { BN, toBN: (number) => new BN(number) } };
const suite = require(path.join(INSTALLED, "erc20-test-suite"));

const chain = ganache.provider({
  chain: { vmErrorsOnRPCResponse: true },
  logging: { quiet: true },
  wallet: { totalAccounts: 5 },
});
const build = (name) => require(path.join(ROOT, `build/contracts/${name}.json`));
// Parameters of events have no names on chain; the suite knows them by those of the standard.
const STANDARD = new Interface(build("IERC20").abi);

const send = (method, ...params) => chain.request({ method, params });

async function mined(transaction) {
  const hash = await send("eth_sendTransaction", { gas: "0x5b8d80", ...transaction });
  return send("eth_getTransactionReceipt", hash);
}

async function deployed(name, from, ...args) {
  const { abi, bytecode } = build(name);
  const { data } = await new ContractFactory(abi, bytecode).getDeployTransaction(...args);
  const receipt = await mined({ from, data });
  return contractAt(receipt.contractAddress, new Interface(abi));
}

// As one of Truffle: `token.f(..., options)` acts, unless f only looks; `token.f.call(..., options)` asks.
function contractAt(address, abi) {
  const contract = { address };
  abi.forEachFunction(({ name, selector, inputs, constant }) => {
    const transaction = (given) => {
      const data = abi.encodeFunctionData(selector, given.slice(0, inputs.length).map(String));
      return { to: address, data, ...given[inputs.length] };
    };
    const call = async (...given) =>
      answer(abi.decodeFunctionResult(selector, await send("eth_call", transaction(given), "latest"))[0]);
    const transact = async (...given) => ({ logs: (await mined(transaction(given))).logs.map(event) });
    const bare = constant ? (...given) => call(...given) : transact;
    contract[name] = Object.assign(bare, { call });
  });
  return contract;
}

const answer = (value) => (typeof value === "bigint" ? new BN(value.toString()) : value);

function event(log) {
  const { name, args } = STANDARD.parseLog(log) ?? { name: "", args: { toObject: () => ({}) } };
  const values = Object.entries(args.toObject()).map(([key, value]) => [key, answer(value)]);
  return { event: name, args: Object.fromEntries(values) };
}

async function newCoin(reserve, officer) {
  return deployed("ParDollar", reserve, officer);
}

async function newShares(reserve, officer) {
  const coin = await newCoin(reserve, officer);
  return { coin, ...(await deployed("SavingsDollar", reserve, coin.address)) };
}

// `amount` of shares, which one dollar a share pays for while nothing has been earned.
async function mint({ coin, ...shares }, to, amount, reserve) {
  const dollars = await shares.previewMint.call(amount);
  await coin.mint(reserve, dollars, { from: reserve });
  await coin.approve(shares.address, dollars, { from: reserve });
  await shares.mint(amount, to, { from: reserve });
}

async function main() {
  const accounts = (await send("eth_accounts")).map(getAddress);
  const [reserve, , , , officer] = accounts;
  describe("ParDollar", () =>
    suite({
      accounts,
      create: () => newCoin(reserve, officer),
      mint: (coin, to, amount) => coin.mint(to, amount, { from: reserve }),
      name: "Par Dollar",
      symbol: "parUSD",
      decimals: 6,
    }));
  describe("SavingsDollar", () =>
    suite({
      accounts,
      create: () => newShares(reserve, officer),
      mint: (shares, to, amount) => mint(shares, to, amount, reserve),
      name: "Savings Par Dollar",
      symbol: "sparUSD",
      decimals: 18,
    }));
}

main();

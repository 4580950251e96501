#!/usr/bin/env node
// The Solidity compiler of npm behind the command line of the native one, for machines that cannot download that.
// It answers --version without loading the compiler, and keeps every output it has made under .cache/solc.
"use strict";

const crypto = require("crypto");
const fs = require("fs");
const path = require("path");

const CACHE = path.join(__dirname, "..", "..", ".cache", "solc");
const PACKAGE_VERSION = require("solc/package.json").version;

function main(options) {
  if (options.includes("--version")) {
    console.log("solc, the solidity compiler commandline interface");
    console.log(`Version: ${compilerVersion()}`);
  } else if (options.includes("--standard-json")) {
    const roots = [valueOf(options, "--base-path") || ".", ...valuesOf(options, "--include-path")];
    process.stdout.write(compile(fs.readFileSync(0, "utf8"), roots));
  } else {
    console.error("Only --version and --standard-json are supported.");
    process.exitCode = 1;
  }
}

function compilerVersion() {
  return cached(`version-${PACKAGE_VERSION}`, () => require("solc").version());
}

function compile(input, roots) {
  const entry = `${digest(PACKAGE_VERSION + "\n" + input)}.json`;
  const known = read(path.join(CACHE, entry));
  if (known !== undefined) {
    const { imports, output } = JSON.parse(known);
    if (Object.entries(imports).every(([unit, seen]) => digestOf(find(unit, roots)) === seen)) return output;
  }

  const imports = {};
  const output = require("solc").compile(input, {
    import: (unit) => {
      const contents = find(unit, roots);
      imports[unit] = digestOf(contents);
      return contents === undefined ? { error: `File not found: ${unit}` } : { contents };
    },
  });
  write(entry, JSON.stringify({ imports, output }));
  return output;
}

function find(unit, roots) {
  for (const root of roots) {
    const contents = read(path.resolve(root, unit));
    if (contents !== undefined) return contents;
  }
}

function cached(entry, make) {
  const known = read(path.join(CACHE, entry));
  if (known !== undefined) return known;
  const made = make();
  write(entry, made);
  return made;
}

function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

// Renamed into place, so that an interrupted or a parallel compilation never leaves half an entry.
function write(entry, contents) {
  fs.mkdirSync(CACHE, { recursive: true });
  const unfinished = path.join(CACHE, `${entry}.${process.pid}`);
  fs.writeFileSync(unfinished, contents);
  fs.renameSync(unfinished, path.join(CACHE, entry));
}

function digest(text) {
  return crypto.createHash("sha256").update(text).digest("hex");
}

function digestOf(contents) {
  return contents === undefined ? null : digest(contents);
}

function valuesOf(options, name) {
  return options.filter((_, position) => options[position - 1] === name);
}

function valueOf(options, name) {
  return valuesOf(options, name)[0];
}

main(process.argv.slice(2));

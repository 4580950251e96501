// The compiler, kept running: what it has compiled a few times it compiles four times as fast.
// A line in is a request in standard JSON, a line out its answer. Imports are found under the two folders named.
"use strict";

const fs = require("fs");
const path = require("path");
const readline = require("readline");
const solc = require("solc");

const roots = process.argv.slice(2);

function find(unit) {
  const file = roots.map((root) => path.join(root, unit)).find((each) => fs.existsSync(each));
  return file ? { contents: fs.readFileSync(file, "utf8") } : { error: `File not found: ${unit}` };
}

process.stdout.on("error", () => process.exit()); // nobody listens any more
readline.createInterface({ input: process.stdin }).on("line", (request) => {
  process.stdout.write(JSON.stringify(JSON.parse(solc.compile(request, { import: find }))) + "\n");
});

#!/usr/bin/env node
/** The `rapporteur` command. Runs the built command line, or explains how to build it first. */
import fs from "node:fs";
import { setUpText } from "./set-up-text.mjs";

const built = new URL("../dist/server/cli.js", import.meta.url);
if (!fs.existsSync(built)) {
  process.stderr.write(`${setUpText("not-built")}\n`);
  process.exit(1);
}
await import(built.href);

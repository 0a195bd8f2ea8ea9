import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compare } from "#core/compare/compare.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import type { VersionText } from "#core/text/clause.ts";
import { contestants } from "./contestants.ts";
import { draftsOf } from "./drafts.ts";
import { readCase, scoreKept } from "./scored-case.ts";
import { strayShare } from "./stray-share.ts";

/** Sizes in characters, and shares of edited words. */
const sizes = [50_000, 500_000, 5_000_000];
const shares = { light: 0.02, heavy: 0.4 };
const longestRun = 60_000;

interface Measured {
  ms: number;
  mb: number;
  stray: number;
}

/**
 * Measures one contestant on one pair of drafts: `--one NAME FILE`. It runs in its own process so that memory is
 * measured separately. It reads the drafts from a file so that generating them does not count.
 */
async function measureOne(name: string, file: string): Promise<void> {
  const { present } = await contestants();
  const contestant = present[name];
  if (!contestant) throw new RangeError(`No contestant ${name}`);
  const { base, revised } = JSON.parse(readFileSync(file, "utf8")) as { base: VersionText; revised: VersionText };
  const times: number[] = [];
  // The first run warms up the code. Its result is reduced to the stray share, because keeping it would count as
  // memory.
  const stray = strayShare(contestant(base, revised));
  const began = performance.now();
  do {
    const start = performance.now();
    contestant(base, revised);
    times.push(performance.now() - start);
  } while (times.length < 15 && performance.now() - began < 3000);
  const ms = times.sort((x, y) => x - y)[times.length >> 1] ?? 0;
  console.log(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024, stray }));
}

function measure(name: string, file: string): Measured | undefined {
  const args = [fileURLToPath(import.meta.url), "--one", name, file];
  const run = spawnSync(process.execPath, args, { encoding: "utf8", timeout: longestRun });
  if (run.status === 0) return JSON.parse(run.stdout) as Measured;
  if (run.signal === null) throw new Error(`${name} failed: ${run.stderr}`);
  return undefined;
}

async function table(folder: string): Promise<void> {
  const { present, missing } = await contestants();
  if (missing.length > 0) console.log(`not installed, skipped: ${missing.join(", ")}`);
  console.log(`warm medians; "x" is times the floor of the same pair; "-" gave up after ${longestRun / 1000} s\n`);
  for (const [kind, share] of Object.entries(shares)) {
    const files = sizes.map((size) => {
      const file = path.join(folder, `${kind}-${size}.json`);
      writeFileSync(file, JSON.stringify(draftsOf(size, share)));
      return file;
    });
    const floors = files.map((file) => measure("floor", file));
    const header = sizes.map((size) => `${size / 1000} kB`.padStart(20)).join("");
    console.log(`${kind.padEnd(18)}${header}   growth      peak MB  stray runs`);
    for (const name of Object.keys(present)) {
      const found: (Measured | undefined)[] = [];
      for (const file of files) {
        // A contestant that gave up on a smaller text will not manage a larger one.
        found.push(found.some((one) => !one) ? undefined : measure(name, file));
      }
      const cells = found.map((one, index) =>
        (one ? `${one.ms.toFixed(1)} ms ${(one.ms / (floors[index]?.ms ?? NaN)).toFixed(1)} x` : "-").padStart(20),
      );
      const [, middle, large] = found;
      const growth = middle && large ? Math.log10(large.ms / middle.ms).toFixed(2) : "-";
      const last = found.filter((one) => one !== undefined).length - 1;
      const mb = found[last]?.mb ?? NaN;
      const peak = `${mb.toFixed(0)} ${(mb / (floors[last]?.mb ?? NaN)).toFixed(1)} x`;
      const stray = name === "floor" || !found[0] ? "-" : `${(100 * found[0].stray).toFixed(1)} %`;
      console.log(`${name.padEnd(18)}${cells.join("")}${growth.padStart(9)}${peak.padStart(13)}${stray.padStart(12)}`);
    }
    console.log();
  }
}

/**
 * Maximum size, in characters, of texts on which the stray share of peers is measured too; all peers finish on these.
 */
const readableSize = 60_000;

async function scored(folder: string): Promise<void> {
  const { present } = await contestants();
  console.log(`${"case".padEnd(30)}direct P / R / F1           through versions in between   stray runs`);
  const sums = { direct: 0, via: 0, count: 0 };
  for (const name of readdirSync(folder).sort()) {
    if (!existsSync(path.join(folder, name, "truth.json"))) continue;
    const draft = readCase((file) => {
      const at = path.join(folder, name, file);
      return existsSync(at) ? readFileSync(at, "utf8") : undefined;
    });
    const direct = scoreKept(draft, compare(draft.base, draft.revised).kept);
    const via = scoreKept(draft, compareVia(draft.base, draft.vias, draft.revised).comparison.kept);
    sums.direct += direct.f1;
    sums.via += via.f1;
    sums.count += 1;
    const show = (score: typeof direct): string =>
      [score.precision, score.recall, score.f1].map((part) => part.toFixed(4)).join(" / ");
    const small = draft.base.text.length < readableSize;
    const stray = Object.entries(present)
      .filter(([each]) => each === "ours" || (small && each !== "floor"))
      .map(([each, run]) => `${each} ${(100 * strayShare(run(draft.base, draft.revised))).toFixed(1)} %`);
    console.log(`${name.padEnd(30)}${show(direct)}    ${show(via)}    ${stray.join(", ")}`);
  }
  console.log(
    `mean F1 ${(sums.direct / sums.count).toFixed(4)} direct, ${(sums.via / sums.count).toFixed(4)} through versions in between`,
  );
}

const [flag, name = "", file = ""] = process.argv.slice(2);
const cases = process.argv.indexOf("--cases");
if (flag === "--one") await measureOne(name, file);
else {
  if (!process.argv.includes("--scores-only")) {
    const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
    try {
      await table(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  if (cases > 0) await scored(process.argv[cases + 1] ?? ".");
}

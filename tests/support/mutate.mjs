/**
 * Mutation testing: changes the code in small ways, one at a time, and reports the changes that no unit test notices.
 *
 *   npm run mutate -- core/place                 a folder below server/
 *   npm run mutate -- core/place/anchor.ts       one file
 *   npm run mutate -- services --share 0.1       a tenth of the lines, chosen at random but always the same
 *   npm run mutate -- core/access --static       also code that runs once at import, such as schemas and tables. Each
 *                                                such mutant needs all tests of the part.
 *   npm run mutate -- store/postgres --postgres  also with the tests over a PostgreSQL server, which are slower
 *
 * Results are kept in mutation/, one file for each argument. A second run tests only the mutants whose code changed, so
 * a long run is best split into folders or files. It does not notice new tests: delete the file of results first.
 */
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadByHand } from "../by-hand/packages.mjs";

const { Stryker } = await loadByHand("@stryker-mutator/core");

const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { share: { type: "string" }, static: { type: "boolean" }, postgres: { type: "boolean" } },
});
const share = Number(values.share ?? "1");
if (positionals.length === 0 || !(share > 0 && share <= 1)) {
  console.error("Usage: npm run mutate -- FOLDER-OR-FILE… [--share 0.1] [--static] [--postgres]   (below server/)");
  process.exit(2);
}
if (values.postgres) process.env.RAPPORTEUR_MUTATE_WITH_POSTGRES = "yes";

/** Lines that are mutated or left out together when only a share of them is. */
const windowLines = 12;

/** Returns what to mutate of a file: all of it, or some of its lines. */
function mutatedParts(file) {
  if (share === 1) return [file];
  const lines = fs.readFileSync(file, "utf8").split("\n").length;
  const starts = Array.from({ length: Math.ceil(lines / windowLines) }, (_, index) => index * windowLines + 1);
  return starts.filter(() => random() < share).map((start) => `${file}:${start}-${start + windowLines - 1}`);
}

/** Mulberry32: the same numbers on every run, so that results can be resumed. */
let seed;
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

/** Tests mirror the rooms, so a part is judged by the tests of its own folder. */
function testsOf(part) {
  return [`<rootDir>/tests/${path.extname(part) === "" ? part : path.dirname(part)}/**/*.test.ts`];
}

for (const part of positionals) {
  seed = 1;
  const place = path.join("server", part);
  const files = fs.statSync(place).isDirectory()
    ? fs.readdirSync(place, { recursive: true }).map((name) => path.join(place, name))
    : [place];
  const name = `${part.replaceAll(/[/\\]/gu, "-")}${share < 1 ? `-${share}` : ""}`;
  await new Stryker({
    mutate: files
      .filter((file) => file.endsWith(".ts"))
      .sort()
      .flatMap(mutatedParts),
    testRunner: "jest",
    plugins: ["@stryker-mutator/jest-runner"],
    jest: {
      configFile: "tests/unit.config.mjs",
      config: { testMatch: testsOf(part) },
      enableFindRelatedTests: false,
    },
    coverageAnalysis: "perTest",
    ignoreStatic: !values.static,
    incremental: true,
    incrementalFile: `mutation/${name}.json`,
    reporters: ["clear-text", "progress-append-only", "json"],
    jsonReporter: { fileName: `mutation/${name}.report.json` },
    clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false },
    tempDirName: `mutation/sandbox-${name}`,
    ignorePatterns: ["dist", "data", "client/styles", "mutation"],
    concurrency: 1,
    timeoutMS: 10_000,
    // Jest keeps some memory of every run.
    maxTestRunnerReuse: 200,
    allowEmpty: true,
  }).runMutationTest();
}

import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

/**
 * Switches off each pass of the comparison, and doubles and halves each of its limits, one at a time, and prints how the
 * figures of `ablate-scores.ts` change. A pass that changes no figure earns nothing on these texts. Takes half an hour. `--only TEXT` takes
 * the passes and limits whose name or file contains the text; other options go to `ablate-scores.ts`.
 */
interface Ablation {
  name: string;
  file: string;
  find: string;
  replacement: string;
}

const root = path.resolve();
const folder = "server/core/compare";

/** Passes, each with the code that calls it and the code without it. */
const passes: Ablation[] = (
  [
    [
      "returned words",
      "../lineage/compare-via.ts",
      "const map = withReturned(through, direct, words.base, words.revised);",
      "const map = through.map;",
    ],
    ["lone words", "compare.ts", "withLoneWords(pairing, words)", "map"],
    [
      "words of certain pairs",
      "clauses/pairing.ts",
      "found.filter((pair) => pair.score >= certain && isNew(pair))",
      "[]",
    ],
    [
      "options",
      "clauses/pairing.ts",
      "return alignOptions(texts, map,",
      "return alignOptions({ ...texts, base: { ...texts.base, clauses: [] }, revised: { ...texts.revised, clauses: [] } }, map,",
    ],
    [
      "parts of splits and mergers, by content",
      "clauses/content-pairs.ts",
      'found.push(...left.parts("base", candidates.base), ...left.parts("revised", candidates.revised));',
      "",
    ],
    [
      "weak pairs are reconsidered",
      "clauses/content-pairs.ts",
      "(isWeak(pair, texts, first, fixed) ? weak : firm).push(pair)",
      "firm.push(pair)",
    ],
    [
      "pairs by members",
      "clauses/clause-pairs.ts",
      "add(pairByMembers(baseClauses, revisedClauses, pairs, pairedIndexes()).filter(isAllowed));",
      "",
    ],
    [
      "pairs by place",
      "clauses/pair-by-place.ts",
      "    if (slotBase.length === 0 || slotRevised.length === 0) return;",
      "    return;",
    ],
    [
      "no pair by number if another is likely",
      "clauses/pairing.ts",
      "isRefused(from, to) || isElsewhere(from, to)",
      "isRefused(from, to)",
    ],
    [
      "moved runs",
      "compare.ts",
      "const moved = movedRuns(map, woven, words);",
      "const moved = movedRuns({ ...map, toRevised: map.toRevised.slice().fill(-1) }, woven, words);",
    ],
    [
      "moved sections",
      "compare.ts",
      "movedSections(changesOf(texts, woven, moved, plain), woven, texts)",
      "changesOf(texts, woven, moved, plain)",
    ],
    ["readable changes", "compare.ts", "makeReadable(woven, moved, words, plain);", ""],
  ] as const
).map(([name, file, find, replacement]) => ({ name, file: path.join(folder, file), find, replacement }));

/** Lists the numbers of the comparison: constants of whole modules. Those below 0 are marks, not limits. */
function limits(): Ablation[] {
  return [folder, path.join(folder, "../lineage")]
    .flatMap((room) =>
      readdirSync(path.join(root, room), { recursive: true, encoding: "utf8" }).map((file) => path.join(room, file)),
    )
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) =>
      [...readFileSync(path.join(root, file), "utf8").matchAll(/^(?:export )?const (\w+) = ([\d._]+(?: \/ \d+)?);$/gmu)]
        .filter(([, name]) => name !== "comparisonNumber")
        .flatMap(([find, name = "", value = ""]) =>
          ["2", "0.5"].map((factor) => ({
            name: `${name} = ${value} × ${factor}`,
            file,
            find,
            replacement: find.replace(
              `= ${value}`,
              `= ${/^\d+$/u.test(value) ? `Math.ceil((${value}) * ${factor})` : `(${value}) * ${factor}`}`,
            ),
          })),
        ),
    );
}

/** Runs the scores with a change of one file. Returns undefined if they fail. */
async function scored(change?: Ablation): Promise<Record<string, number> | undefined> {
  const outfile = `${root}/node_modules/.cache/bench/ablated.mjs`;
  await build({
    entryPoints: [`${root}/tests/bench/ablate-scores.ts`],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
    external: ["esbuild"],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [
      {
        name: "ablate",
        setup: (plugin): void => {
          if (!change) return;
          plugin.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
            if (!file.endsWith(change.file)) return undefined;
            const text = readFileSync(file, "utf8");
            if (!text.includes(change.find)) throw new Error(`${change.file} has no ${change.find}`);
            return { contents: text.replace(change.find, () => change.replacement), loader: "ts" };
          });
        },
      },
    ],
  });
  const { status, stdout } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
    encoding: "utf8",
    timeout: 120_000,
  });
  return status === 0 ? (JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, number>) : undefined;
}

const whole = await scored();
if (!whole) throw new Error("The scores fail");
for (const [name, figure] of Object.entries(whole)) console.log(`${figure.toFixed(4)} ${name}`);
const only = process.argv.includes("--only") ? (process.argv[process.argv.indexOf("--only") + 1] ?? "") : "";
for (const change of [...passes, ...limits()].filter(({ name, file }) => `${name} ${file}`.includes(only))) {
  const without = await scored(change);
  const changed = Object.entries(whole)
    .map(([name, figure]) => [name, (without?.[name] ?? 0) - figure] as const)
    .filter(([, difference]) => Math.abs(difference) >= 0.0001)
    .sort(([, one], [, other]) => one - other)
    .map(([name, difference]) => `${difference > 0 ? "+" : ""}${difference.toFixed(4)} ${name}`);
  const result = without ? changed.join("; ") || "nothing changes" : "fails";
  console.log(`${change.name} (${change.file.replace("server/core/", "")}): ${result}`);
}

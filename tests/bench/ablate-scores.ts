import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { agreementVersions, addressOf, modelVersions } from "../../fixtures/model-versions.ts";
import { pairAnswers } from "../../fixtures/pair-answers.ts";
import { printedText } from "../../fixtures/drafting/printed-text.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { makeForum } from "../support/make-forum.ts";
import { lightened } from "../support/redrafts.ts";
import { declaredCases, generatedCases, modelCases, redraftedCases } from "./lineage-cases.ts";
import { readCase, scoreKept } from "./scored-case.ts";
import { strayShare } from "./stray-share.ts";

/**
 * Prints figures of a comparison as JSON: for each text, F1 of the asserted pairs, F1 of the kept words, or the share of
 * the shown changes that are more than a mark or a stop word. `--cases DIR` adds texts whose authors declared the pairs,
 * `--drafts DIR` drafts with a known history of their words.
 */
const figures: Record<string, number> = {};

function f1(hits: number, found: number, wanted: number): number {
  return hits === 0 ? 0 : (2 * hits) / (found + wanted);
}

function pairsOf({ pairs }: Comparison, base: VersionText, revised: VersionText): [number, number][] {
  const indexes = [base, revised].map(({ clauses }) => new Map(clauses.map(({ id }, index) => [id, index])));
  return pairs.flatMap((pair) =>
    pair.base.flatMap((from) =>
      pair.revised.map((to): [number, number] => [indexes[0]?.get(from) ?? -1, indexes[1]?.get(to) ?? -1]),
    ),
  );
}

const redrafts = redraftedCases();
for (const [kind, cases] of [
  ["pairs of generated drafts", generatedCases()],
  ["pairs of redrafts", redrafts],
  ["pairs of light redrafts", redrafts.map(lightened)],
  ["pairs of the model agreement", modelCases()],
  ["declared pairs", declaredCases()],
] as const) {
  const sums = { hits: 0, found: 0, wanted: 0 };
  for (const { base, revised, pairs } of cases) {
    const found = pairsOf(compareVia(base, [], revised).comparison, base, revised).map(String);
    const right = new Set(pairs.map(String));
    sums.hits += found.filter((pair) => right.has(pair)).length;
    sums.found += found.length;
    sums.wanted += right.size;
  }
  figures[kind] = f1(sums.hits, sums.found, sums.wanted);
}

function addWords(name: string, scores: readonly number[]): void {
  figures[name] = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

const readable: number[] = [];
function score(base: VersionText, vias: VersionText[], revised: VersionText, kept: number[][]): number {
  const { comparison } = compareVia(base, vias, revised);
  const piece = ({ text }: VersionText, [start, end]: readonly [number, number]): string => text.slice(start, end);
  const edits = comparison.changes.filter((change) => change.class !== "move");
  readable.push(
    1 -
      strayShare({
        deleted: edits.map((change) => piece(base, change.base)),
        inserted: edits.map((change) => piece(revised, change.revised)),
      }),
  );
  return scoreKept({ base, vias, revised, kept, spans: [] }, comparison.kept).f1;
}

const versions = [...modelVersions(), ...agreementVersions()];
const texts = new Map(versions.map((version) => [addressOf(version), printedText(version.printed)]));
addWords(
  "words of the model forum",
  pairAnswers(versions).flatMap(({ base, revised, kept }) => {
    const [from, to] = [texts.get(base), texts.get(revised)];
    return from && to ? [score(from, [], to, kept)] : [];
  }),
);
addWords(
  "words of generated drafts",
  (["latin", "han"] as const).flatMap((script) =>
    [0.03, 0.3].map((share) => {
      const forum = makeForum({ seed: 2, script, clauses: 120, drafts: 4, annotations: 0, share });
      const [base, ...later] = forum.versions as [VersionText, ...VersionText[]];
      const revised = later.pop() as VersionText;
      return score(base, later, revised, forum.keptBetween(0, 3));
    }),
  ),
);
const at = process.argv.indexOf("--drafts");
const folder = at < 0 ? "" : (process.argv[at + 1] ?? "");
for (const name of folder ? readdirSync(folder) : []) {
  const file = (one: string): string => path.join(folder, name, one);
  if (!existsSync(file("truth.json"))) continue;
  const read = (one: string): string | undefined =>
    existsSync(file(one)) ? readFileSync(file(one), "utf8") : undefined;
  const { base, vias, revised, kept } = readCase(read);
  figures[`words of ${name}`] = score(base, vias, revised, kept);
}
addWords("changes that say something", readable);
console.log(JSON.stringify(figures));

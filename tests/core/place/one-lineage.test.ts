import { compareVia } from "#core/lineage/compare-via.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { compare } from "#core/compare/compare.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import type { VersionText } from "#core/text/clause.ts";
import { printedText } from "../../../fixtures/drafting/printed-text.ts";
import { agreementVersions } from "../../../fixtures/model-versions.ts";

/*
 * Everything that says what became of a clause gives the same answer: its history, a comparison through the drafts
 * between, and a comment that is carried with it.
 */

const languages = ["en", "fr"] as const;
const lines = Object.fromEntries(
  languages.map((language) => [
    language,
    agreementVersions()
      .filter((version) => version.language === language)
      .map((version, id) => ({ id: String(id), text: printedText(version.printed) })),
  ]),
) as Record<(typeof languages)[number], { id: string; text: VersionText }[]>;

const spans = languages.flatMap((language) =>
  [2, 3, 4].flatMap((length) =>
    Array.from({ length: 5 - length }, (_, from): [string, number, number] => [language, from + 1, from + 1 + length]),
  ),
);

/** The pairs of neighbouring drafts, computed once. */
const steps = new Map<string, Comparison["pairs"]>();

function stepOf(language: string, from: number): Comparison["pairs"] {
  const key = `${language} ${String(from)}`;
  const line = lines[language as "en"];
  const pairs = steps.get(key) ?? compare(line[from]!.text, line[from + 1]!.text).pairs;
  steps.set(key, pairs);
  return pairs;
}

/** Follows a clause through the pairs of neighbouring drafts. Undefined if a step splits, merges, adds or deletes it. */
function chained(language: string, clause: string, from: number, to: number): string | undefined {
  let at: string | undefined = clause;
  for (let step = from; step < to && at !== undefined; step += 1) {
    const pair = stepOf(language, step).find(({ base }) => base.includes(at ?? ""));
    at = pair?.relation === "1:1" ? pair.revised[0] : undefined;
  }
  return at;
}

test.each(spans)("%s: the comparison of drafts %i and %i agrees with the steps between them", (language, from, to) => {
  const line = lines[language as "en"].slice(from - 1, to).map(({ text }) => text);
  const [base, revised] = [line[0]!, line.at(-1)!];
  const { comparison } = compareVia(base, line.slice(1, -1), revised);
  const followed = base.clauses.flatMap(({ id }) => {
    const end = chained(language, id, from - 1, to - 1);
    return end === undefined ? [] : [[id, end] as const];
  });
  expect(followed.length).toBeGreaterThan(30);
  const partners = new Map(comparison.pairs.flatMap(({ base: own, revised: other }) => own.map((id) => [id, other])));
  const differing = followed.filter(([id, end]) => !partners.get(id)?.includes(end));
  expect(differing.map(([id, end]) => `${id}: ${end}, not ${String(partners.get(id))}`)).toEqual([]);
  // A comment on the clause goes where the clause goes.
  const mapping = textMappingOf(base, revised, comparison);
  const carried = followed.map(([id]) =>
    carryForward({ id: "any", targets: [{ kind: "clause", clause: id }] }, mapping, "later"),
  );
  const elsewhere = carried.flatMap(({ targets }, at) => {
    const [id, end] = followed[at]!;
    const placed = targets.flatMap((target) => ("clause" in target ? [target.clause] : []));
    return placed.includes(end) ? [] : [`${id}: ${end}, not ${String(placed)}`];
  });
  expect(elsewhere).toEqual([]);
});

import { readFileSync } from "node:fs";
import path from "node:path";
import { ForumFile } from "#core/access/forum-file.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import type { Target } from "#core/discuss/target.ts";
import { anchor, describe as describeRange } from "#core/place/anchor.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { type TextMapping, textMappingOf } from "#core/place/text-mapping.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { AgreementAnswers, CarriedAnswer, Fate } from "../../../fixtures/agreement-answers.ts";
import { printedText } from "../../../fixtures/drafting/printed-text.ts";
import { addressOf, agreementVersions } from "../../../fixtures/model-versions.ts";

/*
 * Carries the comments and proposals on the Agreement to its later drafts, where their places are known from the edits.
 */

const folder = path.join(__dirname, "../../../fixtures/agreement");
const { annotations } = ForumFile.parse(JSON.parse(readFileSync(path.join(folder, "forum.json"), "utf8")));
const answers = JSON.parse(readFileSync(path.join(folder, "answers.json"), "utf8")) as AgreementAnswers;
const versions = agreementVersions();
const texts = new Map(versions.map((version) => [addressOf(version), printedText(version.printed)]));

type FileAnnotation = (typeof annotations)[number];
type FileTarget = FileAnnotation["targets"][number];

const mappings = new Map<string, TextMapping>();

/** Returns the text mapping from one draft to a later one in the same language, through the drafts between them. */
function mappingBetween(base: string, revised: string): TextMapping {
  const known = mappings.get(`${base} ${revised}`);
  if (known) return known;
  const { language } = versions.find((version) => addressOf(version) === base)!;
  const line = versions.filter((version) => version.language === language).map(addressOf);
  const vias = line.slice(line.indexOf(base) + 1, line.indexOf(revised)).map((address) => texts.get(address)!);
  const [from, to] = [texts.get(base)!, texts.get(revised)!];
  const mapping = textMappingOf(from, to, compareVia(from, vias, to).comparison);
  mappings.set(`${base} ${revised}`, mapping);
  return mapping;
}

function targetIn(version: VersionText, target: FileTarget): Target {
  if ("document" in target) return { kind: "document" };
  const cited = (citation: string) => version.clauses.filter((clause) => clause.citation === citation);
  if ("section" in target) return { kind: "section", clause: cited(target.section)[0]!.id };
  if ("clause" in target) return { kind: "clause", clause: cited(target.clause).at(-1)!.id };
  const [first, last] = "from" in target ? [target.from, target.to] : [target, target];
  const [start, end] = [first, last].map(({ citation, quote }) => {
    const clause = cited(citation).find((one) => version.text.slice(one.start, one.end).includes(quote))!;
    const at = version.text.indexOf(quote, clause.start);
    return [at, at + quote.length] as const;
  });
  return describeRange(version, start![0], end![1]);
}

interface Carried {
  name: string;
  fate: Fate;
  state: string;
  /** Citations of the clauses where the target was placed. */
  placed: string[];
  /** Citations of the clauses where it belongs. */
  known: string[];
}

/** Carries one target of an annotation to one later draft. */
function carry({ annotation: id, on, places, fates }: CarriedAnswer): Carried[] {
  const annotation = annotations.find((one) => one.id === id)!;
  const [from, to] = [texts.get(annotation.on)!, texts.get(on)!];
  const targets = annotation.targets.filter((target) => !("document" in target));
  return targets.map((target, index) => {
    const mapping = mappingBetween(annotation.on, on);
    const { state, targets: found } = carryForward({ id, targets: [targetIn(from, target)] }, mapping, on);
    const placed = found.map((one) => {
      const [start] = anchor(to, one)!;
      return to.clauses.find((clause) => clause.start <= start && start <= clause.end)?.citation ?? "";
    });
    const { clauses, words } = places[index]!;
    const known = words && words.length > 0 ? words.map(({ citation }) => citation) : clauses;
    return { name: `${id} on ${on}`, fate: fates[index]!, state, placed, known };
  });
}

/** Whether a citation is one of the known ones, or the article whose paragraphs all of them are. */
function isKnown(citation: string, known: readonly string[]): boolean {
  return known.includes(citation) || (known.length > 1 && known.every((one) => one.startsWith(`${citation}.`)));
}

const placedStates = ["exact", "shifted", "text-changed", "taken", "clause-moved", "clause-split"];

/** A carried annotation is right in its clause and in what the state says about its text. */
function isRight({ fate, state, placed, known }: Carried, isProposal: boolean): boolean {
  const isThere = placed.length > 0 && placed.every((citation) => isKnown(citation, known));
  switch (fate) {
    case "orphan":
      return state === "orphan";
    case "alternative":
      return state === "alternative" && isThere;
    case "clause-only":
      // The text that a proposal asked for may be where its own text was.
      return isThere && (state === "clause-only" || (isProposal && placedStates.includes(state)));
    case "split":
      return state === "clause-split" && isThere && known.every((citation) => placed.includes(citation));
    case "right":
    case "moved":
      return placedStates.includes(state) && isThere;
  }
}

/** A wrong placement shows an annotation where it does not belong. A missing one asks a person to decide. */
function isWrong({ placed, known }: Carried): boolean {
  return placed.some((citation) => !isKnown(citation, known));
}

const carried = answers.annotations.flatMap((answer) =>
  carry(answer).map((one) => ({
    ...one,
    right: isRight(one, annotations.find(({ id }) => id === answer.annotation)?.kind === "proposal"),
  })),
);
const described = ({ name, fate, state, placed, known }: Carried): string =>
  `${name}: ${fate} at ${known.join(", ") || "nothing"}; ${state} at ${placed.join(", ") || "nothing"}`;

test("places no annotation where it does not belong", () => {
  expect(carried.filter(isWrong).map(described)).toEqual([]);
});

test("places 95 of 100 annotations right", () => {
  const missed = carried.filter(({ right }) => !right);
  expect(carried.length).toBeGreaterThan(120);
  expect(missed.length / carried.length <= 0.05 ? [] : missed.map(described)).toEqual([]);
});

/** One case for each thing that can happen to a comment. */
test.each<[what: string, annotation: string, on: string, state: string, placed: string[]]>([
  ["its words are in the option that became the text", "ag-1-added-service", "agreement@4", "text", ["Art. 3.2"]],
  ["its paragraph moved to another article", "ag-1-methods", "agreement@2", "text", ["Art. 12.2"]],
  ["its paragraph was split", "ag-2-former", "agreement@3", "clause-split", ["Art. 5.4", "Art. 5.5"]],
  ["its sentence moved to another paragraph", "ag-2-closed", "agreement@3", "text", ["Art. 8.6"]],
  ["its article was merged with another", "ag-1-correction", "agreement@3", "text", ["Art. 15"]],
  ["its words were deleted", "ag-1-in-the-air", "agreement@2", "clause-only", ["Art. 1(b)"]],
  ["its paragraph was deleted", "ag-1-withdrawn", "agreement@3", "orphan", []],
  ["its paragraph returned", "ag-1-withdrawn", "agreement@5", "text", ["Art. 6.6"]],
  ["its option lost", "ag-1-all-services", "agreement@4", "alternative", ["Art. 3.2"]],
  ["words of its option lost", "ag-2-highest", "agreement@3", "alternative", ["Annex I.3"]],
  ["all options gave way to a new text", "ag-1-union", "agreement@4", "alternative", ["Art. 17.1"]],
  ["all options gave way to no text", "ag-1-reasons", "agreement@4", "orphan", []],
  ["its option in French lost", "ag-1-fr-tous-services", "agreement@4:fr", "alternative", ["art. 3.2"]],
  ["its paragraph in French returned", "ag-1-fr-retire", "agreement@5:fr", "text", ["art. 6.6"]],
  ["its words in French were deleted", "ag-1-fr-detruits", "agreement@3:fr", "clause-only", ["art. 10.1"]],
  ["its article in French was renumbered", "ag-1-fr-espace", "agreement@3:fr", "text", ["art. 12"]],
  [
    "its paragraph in French was split",
    "ag-2-fr-deux-phrases",
    "agreement@3:fr",
    "clause-split",
    ["art. 5.4", "art. 5.5"],
  ],
  ["its French option lost below an article", "ag-3-fr-negociation", "agreement@4:fr", "alternative", ["art. 19"]],
])("%s: %s on %s", (_what, annotation, on, state, placed) => {
  const [found] = carried.filter(({ name }) => name === `${annotation} on ${on}`);
  const shown = placedStates.includes(found!.state) && state === "text" ? "text" : found!.state;
  expect([shown, ...found!.placed]).toEqual([state, ...placed]);
});

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { VersionText } from "#core/text/clause.ts";
import { plainTexts } from "#core/text/version-text.ts";
import { printedText } from "../../fixtures/drafting/printed-text.ts";
import { addressOf, agreementVersions } from "../../fixtures/model-versions.ts";
import { pairAnswers } from "../../fixtures/pair-answers.ts";
import { scripts } from "../support/made-words.ts";
import { readRedrafts, type Redraft } from "../support/redrafts.ts";
import { rewriteDraft } from "../support/rewritten-drafts.ts";

/** A redraft whose lineage is measured. */
export interface Case extends Redraft {
  /** The pairs that must be found; `pairs` are those that count as right. */
  wanted: readonly (readonly number[])[];
}

/** Returns generated drafts, rewritten lightly and heavily. */
export function generatedCases(seed = 7): Case[] {
  return scripts.flatMap((script) =>
    (
      [
        ["light", 0.2, 0.05],
        ["heavy", 0.6, 0.4],
      ] as const
    ).map(([degree, rewritten, moved]) => {
      const made = rewriteDraft({ seed, script, clauses: 300, rewritten, moved });
      return { name: `generated, ${script}, ${degree}`, kind: "generated", ...made, wanted: made.pairs };
    }),
  );
}

/** Returns the drafts of the model Agreement, with the history from which they were made. */
export function modelCases(): Case[] {
  const versions = agreementVersions();
  const texts = new Map(versions.map((version) => [addressOf(version), printedText(version.printed)]));
  return pairAnswers(versions).flatMap(({ base, revised, pairs }) => {
    const [from, to] = [texts.get(base), texts.get(revised)];
    if (!from || !to) return [];
    const indexes = ({ clauses }: VersionText, citations: readonly string[]): number[] =>
      citations.map((citation) => clauses.findIndex((clause) => clause.citation === citation));
    const known = pairs.flatMap((pair) =>
      indexes(from, pair.base).flatMap((one) =>
        indexes(to, pair.revised).map((other): [number, number] => [one, other]),
      ),
    );
    return [{ name: `${base} → ${revised}`, kind: "model", base: from, revised: to, pairs: known, wanted: known }];
  });
}

/** Returns the redrafts that people wrote for these measurements. */
export function redraftedCases(): Case[] {
  return readRedrafts().map((redraft) => ({ ...redraft, wanted: redraft.pairs }));
}

/** The files of texts whose authors declared the pairs, and the kind of each: whose texts they are. */
const declared = [
  ["declared", "base.txt", "revised.txt", "gold.json"],
  ["declared", "base.txt", "revised-moved.txt", "gold-moved.json"],
  ["declared", "base-sparse.txt", "revised-sparse.txt", "gold-sparse.json"],
  ["asvs", "asvs/base.txt", "asvs/revised.txt", "asvs/gold.json"],
] as const;

/** Returns the texts of the folder after `--cases`, if there is one. Files that are missing are named and left out. */
export function declaredCases(): Case[] {
  const at = process.argv.indexOf("--cases");
  if (at < 0) return [];
  const folder = process.argv[at + 1] ?? ".";
  return declared.flatMap(([kind, ...names]) => {
    const [base, revised, gold] = names.map((name) => path.join(folder, name)) as [string, string, string];
    if (![base, revised, gold].every((file) => existsSync(file))) {
      console.log(`${gold}: not there, left out`);
      return [];
    }
    const [from, to] = plainTexts([readFileSync(base, "utf8"), readFileSync(revised, "utf8")]);
    const answer = JSON.parse(readFileSync(gold, "utf8")) as
      [number, number][] | { moved: [number, number][]; all: [number, number][] };
    const [pairs, wanted] = Array.isArray(answer) ? [answer, answer] : [answer.all, answer.moved];
    return from && to ? [{ name: names[1], kind, base: from, revised: to, pairs, wanted }] : [];
  });
}

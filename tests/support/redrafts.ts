import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { VersionText } from "#core/text/clause.ts";
import { plainTexts } from "#core/text/version-text.ts";
import { randomFrom } from "./random-from.ts";

/** Two drafts of one text, with the answer which clause became which. */
export interface Redraft {
  name: string;
  /** Redrafts of one kind were written by the same authors, or generated in the same way. */
  kind: string;
  base: VersionText;
  revised: VersionText;
  /** Indexes of clauses that are the same: one pair for each part of a split or merger. */
  pairs: [base: number, revised: number][];
}

// The benches are bundled elsewhere, so the folder is not beside this module.
const folder = path.resolve("tests/support/redrafts");

/**
 * Reads the redrafts of the folder `redrafts`. A line of dashes is between the two drafts, and each paragraph is a clause:
 * `3 = text` is the third clause of the base, `3,4 > text` a revised clause that it and the fourth became, `new > text` a
 * new clause.
 */
export function readRedrafts(): Redraft[] {
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const [before = "", after = ""] = readFileSync(path.join(folder, file), "utf8").split(/^-{4}$/mu);
      const clauses = after
        .trim()
        .split(/\n\s*\n/u)
        .map((line) => line.trim().split(" > "));
      const pairs = clauses.flatMap(([from = ""], index) =>
        from === "new" ? [] : from.split(",").map((one): [number, number] => [Number(one) - 1, index]),
      );
      const base = before
        .trim()
        .split(/\n\s*\n/u)
        .map((line) => line.trim().replace(/^\d+ = /u, ""));
      const [name = ""] = file.split(".txt");
      return {
        name,
        kind: name,
        pairs,
        ...drafts(
          base,
          clauses.map(([, text = ""]) => text),
        ),
      };
    });
}

/** Returns a redraft without some clauses of each draft, so that many of the others have no counterpart any more. */
export function thinned({ name, kind, base, revised, pairs }: Redraft, share: number): Redraft {
  const random = randomFrom(5);
  const keep = ({ text, clauses }: VersionText): { kept: Map<number, number>; texts: string[] } => {
    const kept = new Map<number, number>();
    clauses.forEach((_clause, index) => {
      if (random() >= share) kept.set(index, kept.size);
    });
    return { kept, texts: [...kept.keys()].map((index) => text.slice(clauses[index]?.start, clauses[index]?.end)) };
  };
  const [from, to] = [keep(base), keep(revised)];
  const left = pairs.flatMap(([one, other]): [number, number][] => {
    const [a, b] = [from.kept.get(one), to.kept.get(other)];
    return a === undefined || b === undefined ? [] : [[a, b]];
  });
  return { name: `${name}, thinned`, kind, pairs: left, ...drafts(from.texts, to.texts) };
}

/** Shares of the clauses that stay as they were, of those reworded that also move, and of the new ones that come in. */
const lightly = { kept: 0.7, moved: 0.15, added: 0.5 };

/** Returns the base of a redraft with some of the redraft's changes, mostly in their place. */
export function lightened({ name, kind, base, revised, pairs }: Redraft): Redraft {
  const random = randomFrom(5);
  const textOf = ({ text, clauses }: VersionText, index: number): string =>
    text.slice(clauses[index]?.start, clauses[index]?.end);
  const next: { text: string; from: number | null }[] = [];
  const insert = (text: string, from: number | null): void => {
    next.splice(Math.floor(random() * (next.length + 1)), 0, { text, from });
  };
  const moved: { text: string; from: number }[] = [];
  base.clauses.forEach((_clause, from) => {
    const become = pairs.filter(([one]) => one === from);
    const to = become[0]?.[1] ?? -1;
    const isReworded = become.length === 1 && pairs.filter(([, other]) => other === to).length === 1;
    if (random() < lightly.kept || (become.length > 0 && !isReworded)) next.push({ text: textOf(base, from), from });
    else if (isReworded) (random() < lightly.moved ? moved : next).push({ text: textOf(revised, to), from });
  });
  for (const { text, from } of moved) insert(text, from);
  revised.clauses.forEach((_clause, to) => {
    if (pairs.every(([, other]) => other !== to) && random() < lightly.added) insert(textOf(revised, to), null);
  });
  const left = next.flatMap(({ from }, to): [number, number][] => (from === null ? [] : [[from, to]]));
  const texts = base.clauses.map((_clause, index) => textOf(base, index));
  return {
    name: `${name}, lightened`,
    kind,
    pairs: left,
    ...drafts(
      texts,
      next.map(({ text }) => text),
    ),
  };
}

function drafts(base: readonly string[], revised: readonly string[]): Pick<Redraft, "base" | "revised"> {
  const [one, other] = plainTexts([base.join("\n\n"), revised.join("\n\n")]);
  if (!one || !other) throw new Error("A redraft has two drafts");
  return { base: one, revised: other };
}

import { compareVia } from "#core/lineage/compare-via.ts";
import { type WordOrigin, wordOrigins } from "#core/lineage/word-origins.ts";
import type { VersionText } from "#core/text/clause.ts";
import { version } from "../compare/versions.ts";

export interface Draft {
  id: string;
  index: number;
  text: VersionText;
}

/** Passages of drafts that somebody proposed before: the number of the draft, the words and the proposal. */
export type Proposed = readonly [draft: number, words: string, proposal: string];

/** Returns the runs of the last of several drafts, clause by clause, each with its text. */
export async function runsOf(
  texts: readonly string[],
  proposed: readonly Proposed[] = [],
  pause?: () => Promise<void>,
): Promise<(WordOrigin<Draft, string> & { text: string })[][]> {
  const drafts = texts.map((text, index): Draft => ({ id: String(index), index, text: version(text) }));
  const last = drafts.at(-1);
  if (!last) throw new Error("No draft");
  const clauses = await wordOrigins<Draft, string>(last, {
    parents: ({ index }) => drafts.slice(Math.max(0, index - 1), index),
    textOf: ({ text }) => Promise.resolve(text),
    comparisonOf: (base, revised) => {
      const between = drafts.slice(base.index + 1, revised.index).map(({ text }) => text);
      return Promise.resolve(compareVia(base.text, between, revised.text).comparison);
    },
    proposedIn: ({ index }, { text }) =>
      proposed
        .filter(([draft]) => draft === index)
        .map(([, words, proposal]) => {
          const at = text.indexOf(words);
          return { range: [at, at + words.length], proposal };
        }),
    ...(pause ? { pause } : {}),
  });
  return clauses.map(({ runs }) => runs.map((run) => ({ ...run, text: last.text.text.slice(...run.range) })));
}

import type { Clause } from "#core/text/clause.ts";
import type { Notice } from "#core/text/notice.ts";
import { unusualLabels } from "#core/text/unusual-labels.ts";
import { say } from "#core/messages/messages.ts";
import { interfaceLanguage } from "../components/messages.ts";

/** What somebody should look at in a text that was just read: by clause, and what concerns the file as a whole. */
export interface Doubts {
  byClause: ReadonlyMap<string, readonly string[]>;
  ofFile: readonly string[];
  /** How many labels are not what their neighbours let one expect. */
  labels: number;
}

/** Puts the notices of a reading, and its unusual labels, to the clauses they speak of. */
export function doubtsOf(clauses: readonly Clause[], notices: readonly Notice[]): Doubts {
  const byClause = new Map<string, string[]>();
  const ofFile: string[] = [];
  const add = (clause: string, words: string): unknown =>
    byClause.set(clause, [...(byClause.get(clause) ?? []), words]);
  const byCitation = new Map(clauses.map(({ citation, id }) => [citation, id]));
  for (const notice of notices) {
    const clause = byCitation.get(notice.place);
    const words = say(notice, interfaceLanguage);
    if (clause !== undefined) add(clause, words);
    else ofFile.push(notice.place === "" ? words : `${words} (${notice.place})`);
  }
  const labels = unusualLabels(clauses);
  for (const { clause, label, after } of labels) {
    add(clause, after === null ? `A list begins with “${label}”.` : `“${label}” comes after “${after}”.`);
  }
  return { byClause, ofFile, labels: labels.length };
}

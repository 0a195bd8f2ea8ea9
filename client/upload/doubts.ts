import type { Clause } from "#core/text/clause.ts";
import type { Notice } from "#core/text/notice.ts";
import { unusualLabels } from "#core/text/labels/label-forms.ts";
import { noticeText } from "#core/phrases/file-text.ts";
import { interfaceLanguage, uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";

/** Parts of a newly read text that a person should check: by clause, and for the file as a whole. */
export interface Doubts {
  byClause: ReadonlyMap<string, readonly string[]>;
  ofFile: readonly string[];
  /** Number of labels that do not follow from their neighbours. */
  labels: number;
}

/** Assigns the notices of a reading, and unusual labels, to their clauses. */
export function doubtsOf(clauses: readonly Clause[], notices: readonly Notice[]): Doubts {
  const byClause = new Map<string, string[]>();
  const ofFile: string[] = [];
  const add = (clause: string, text: string): unknown => byClause.set(clause, [...(byClause.get(clause) ?? []), text]);
  const byCitation = new Map(clauses.map(({ citation, id }) => [citation, id]));
  for (const notice of notices) {
    const clause = byCitation.get(notice.place);
    const text = noticeText(notice, interfaceLanguage());
    if (clause !== undefined) add(clause, text);
    else ofFile.push(notice.place === "" ? text : `${text} (${notice.place})`);
  }
  const labels = unusualLabels(clauses);
  for (const { clause, label, after } of labels) {
    add(
      clause,
      after === null
        ? formatMessage(messages.listBegins, { label })
        : formatMessage(messages.labelFollows, { label, after }),
    );
  }
  return { byClause, ofFile, labels: labels.length };
}

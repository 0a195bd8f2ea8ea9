import type { DocumentHistory } from "#core/compile/document-history.ts";
import { formatDate } from "../components/format.ts";

/** The name of a draft in a chart. */
export interface DraftName {
  /** Without its date: "Third draft". */
  name: string;
  /** "6 Feb 2013". */
  date: string;
  /** For narrow columns: "3". */
  round: string;
}

/**
 * Returns the names of a history's drafts. A date in brackets is removed from the label because the date appears below.
 */
export function draftNames({ drafts }: Pick<DocumentHistory, "drafts">): DraftName[] {
  return drafts.map(({ version: { label, date, round } }) => ({
    name: label.replace(/\s?[（(](?=[^()（）]*\d{4})[^()（）]*[)）]/u, ""),
    date: formatDate(date),
    round,
  }));
}

/**
 * Cuts text to a number of characters, with an ellipsis. The result is isolated from the text around it (FSI … PDI of
 * Unicode's bidirectional algorithm). So the bracket of an Arabic label stays at its end.
 */
export function shortened(text: string, room: number): string {
  return `\u2068${cut(text, charactersIn(room))}\u2069`;
}

/**
 * Cuts a citation but keeps its end, which distinguishes it from its neighbours: "invites Member States 2 b)" →
 * "invites Mem… 2 b)". The last words stay, up to half the length. If not even one fits, the citation is cut like other
 * text.
 */
export function shortenedCitation(citation: string, room: number): string {
  const most = charactersIn(room);
  const end = [...citation.matchAll(/\s/gu)]
    .map(({ index }) => citation.slice(index))
    .find(({ length }) => length <= most / 2);
  if (citation.length <= most || end === undefined) return shortened(citation, room);
  return `\u2068${cut(citation, most - end.length)}${end}\u2069`;
}

function charactersIn(room: number): number {
  return Math.max(3, Math.floor(room));
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

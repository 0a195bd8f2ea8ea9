import type { DocumentHistory } from "#core/compile/document-history.ts";
import { formatDate } from "../components/format.ts";

/** A draft as a picture names it. */
export interface DraftName {
  /** "Third draft". */
  name: string;
  /** "6 Feb 2013". */
  date: string;
  /** Where there is no room: "3". */
  round: string;
}

/** The names of a history's drafts. A date that a label has in brackets is told without: the date stands below. */
export function draftNames({ drafts }: Pick<DocumentHistory, "drafts">): DraftName[] {
  return drafts.map(({ version: { label, date, round } }) => ({
    name: label.replace(/\s*[（(][^()（）]*\d{4}[^()（）]*[)）]/u, ""),
    date: formatDate(date),
    round,
  }));
}

/**
 * Words that have room for so many characters; what is too long ends in an ellipsis. Set apart from what stands around them
 * (FSI … PDI of Unicode's bidirectional algorithm): the bracket of an Arabic label belongs to its end, wherever it is drawn.
 */
export function shortened(words: string, room: number): string {
  return `\u2068${cut(words, charactersIn(room))}\u2069`;
}

/**
 * A citation, which only its end tells from its neighbours: "invites Member States 2 b)" → "invites Mem… 2 b)". Its last
 * words stay, as many as half the room takes; where not one does, it is shortened as other words are.
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

function cut(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
}

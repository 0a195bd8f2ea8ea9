import type { DocumentHistory } from "#core/compile/document-history.ts";
import { formatDate } from "../components/dates.ts";

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

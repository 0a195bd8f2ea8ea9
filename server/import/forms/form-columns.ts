import type { Node } from "prosemirror-model";
import { say } from "#core/messages/messages.ts";
import type { RemarkNotice } from "#core/receive/read-contribution.ts";
import type { Notice } from "#core/text/notice.ts";
import type { TableRow } from "./read-sheets.ts";

/** The columns of the comment form, the names by which others call them, and words that tell of them in any other head. */
const columns = {
  number: { names: ["no", "nr", "#", "id", "comment no", "comment number"], tells: null },
  source: {
    names: ["mb nc", "mb", "member body", "organisation", "organization", "submitted by", "contributor", "entity"],
    tells: /\b(?:source|organi[sz]ation|country|member body|delegation)\b/u,
  },
  clause: {
    names: ["clause subclause", "clause no subclause no annex", "section", "article", "provision", "paragraph number"],
    tells: /\b(?:clause|subclause|section|article)\b/u,
  },
  part: { names: ["paragraph figure table note", "paragraph", "element"], tells: /\b(?:figure|table|note)\b/u },
  type: { names: ["type of comment", "comment type", "category"], tells: /\btype\b/u },
  comment: {
    names: ["comments", "justification", "rationale", "remark", "remarks", "comment justification"],
    tells: /\b(?:comments?|justification|rationale|remarks?|reasons?)\b/u,
  },
  change: {
    names: ["proposal", "proposed text", "proposed wording", "suggested change", "suggested text", "amendment"],
    tells: /\b(?:propos(?:ed|als?)|suggest(?:ed|ions?)|amendments?)\b/u,
  },
  observation: {
    names: ["observations of the secretariat", "observations", "disposition", "decision", "resolution"],
    tells: /\b(?:secretariat|observations?|disposition|decision|resolution)\b/u,
  },
  words: { names: ["text", "original text", "existing text", "current text", "quote"], tells: null },
  kind: { names: [], tells: null },
  person: { names: ["name", "contact", "author", "delegate"], tells: /\b(?:name|author|contact)\b/u },
  group: { names: ["stakeholder group"], tells: null },
  date: { names: ["date of comment", "submitted"], tells: /\bdate\b/u },
  origin: { names: [], tells: null },
  address: { names: [], tells: null },
  place: { names: [], tells: null },
  reason: { names: [], tells: null },
  positions: { names: [], tells: null },
  replies: { names: ["answers"], tells: null },
  standing: { names: [], tells: null },
} as const;

export type FormColumn = keyof typeof columns;
const formColumns = Object.keys(columns) as FormColumn[];

/** What is asked first, where a head tells of several: "comment on proposed change" proposes. */
const asked: readonly FormColumn[] = [
  "change",
  "observation",
  "type",
  "comment",
  "clause",
  "part",
  "source",
  "person",
  "date",
];

/** Each column by its names, ours first. */
const byName = new Map(
  formColumns.toReversed().flatMap((column) => namesOf(column).map((name) => [name, column] as const)),
);

/** A title, the document's name, the date: an ISO form has about ten rows above its heads. */
const furthestHead = 30;
/** A form has two dozen columns, and those of others a few more: a row with more cells than this is no head of one. */
const mostHeads = 200;

export interface FormColumns {
  /** The row of the heads, from 0. */
  head: number;
  /** Where each column stands; those that are not there are missing. */
  places: ReadonlyMap<FormColumn, number>;
  /** Columns that are none of the form's. */
  unknown: readonly number[];
  notices: Notice[];
}

/**
 * Finds the comment form's columns by their heads, in whatever order and under whatever title.
 *
 * - A head is known by its name: ours, or what ISO and others call it.
 * - Any other is taken by a word in it, and a notice says so; nobody takes a column from one that is known by its name.
 * - The heads stand in the row where most are found.
 *
 * Null where no row has a comment or a proposed change and one column more.
 */
export function findFormColumns(rows: readonly TableRow[]): FormColumns | null {
  let best: FormColumns | null = null;
  for (const [head, row] of rows.slice(0, furthestHead).entries()) {
    if (row.filter((cell) => cell !== "").length > mostHeads) continue;
    const found = columnsOf(row, head);
    const { places } = found;
    if (places.size < 2 || !(places.has("comment") || places.has("change"))) continue;
    if (!best || places.size > best.places.size) best = found;
  }
  return best;
}

function columnsOf(heads: TableRow, head: number): FormColumns {
  const places = new Map<FormColumn, number>();
  const notices: Notice[] = [];
  const unknown: number[] = [];
  const notice = (code: RemarkNotice, at: number, column?: FormColumn): void => {
    const params = { head: heads[at] ?? "", ...(column && { column: nameOf(column) }) };
    notices.push({ code, params, place: "" });
  };
  const open: number[] = [];
  for (const [at, name] of heads.entries()) {
    const known = byName.get(folded(name));
    if (known && !places.has(known)) places.set(known, at);
    else if (name !== "") open.push(at);
  }
  for (const at of open) {
    const name = folded(heads[at] ?? "");
    const column = asked.find((one) => byName.get(name) === one || columns[one].tells?.test(name));
    if (column && !places.has(column)) {
      places.set(column, at);
      notice("form-column-guessed", at, column);
    } else {
      unknown.push(at);
      if (column) notice("form-column-twice", at, column);
      else notice("form-column-unknown", at);
    }
  }
  return { head, places, unknown, notices };
}

function namesOf(column: FormColumn): readonly string[] {
  return [folded(nameOf(column)), ...columns[column].names];
}

function nameOf(column: FormColumn): string {
  return say({ code: `export-column-${column}`, params: {} }, "en");
}

/** Without what differs from form to form: case, signs, examples in parentheses, the figures that lead to notes. */
function folded(head: string): string {
  return head
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\([^)]*\)/gu, " ")
    .replace(/(?<=\p{L})\d+/gu, " ")
    .replace(/[^\p{L}\p{N}#]+/gu, " ")
    .trim();
}

/** Fewer heads than this many of the form's, and a table may be the draft's own. */
const leastColumns = 3;

/** "Comment 1 · general", as our layouts head what somebody said. */
const threadHead = new RegExp(
  `^(?:${["comment", "proposal"].map((kind) => say({ code: `export-thread-${kind}`, params: { number: "\\d+" } }, "en")).join("|")}) · `,
  "u",
);

/**
 * Whether a text is laid out as what was said on a draft, and not as the draft: a table under the heads of a comment form, or
 * the heads of comments of our layouts that have no marks.
 */
export function isFormInWord(draft: Node): boolean {
  const rows = new Map<string, string[]>();
  for (const { attrs, textContent } of draft.children) {
    const cell = attrs["table"] as { id: string; row: number } | null;
    if (!cell && threadHead.test(textContent)) return true;
    if (!cell) continue;
    const key = `${cell.id} ${String(cell.row)}`;
    rows.set(key, [...(rows.get(key) ?? []), textContent]);
  }
  const columns = findFormColumns([...rows.values()]);
  return columns !== null && columns.places.size >= leastColumns;
}

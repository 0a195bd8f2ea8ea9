import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import { clauseOfTarget } from "#core/discuss/target.ts";
import { type contributionsPage as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { markName } from "#core/phrases/file-text.ts";
import type { ItemDoubt, SetAside } from "#core/receive/contribution.ts";
import { isDoubtful, type ItemResult, itemResults, resultOf } from "#core/receive/item-result.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { plainText } from "../components/plain-text.ts";

/** A row of a table of comments: what became of it, and its item if it became one. */
export interface ReviewRow {
  id: string;
  /** Its name in the file: "row 12". */
  name: string;
  /** The source that it names, or its author. Empty if it names none. */
  source: string;
  text: string;
  /** Citation of its clause; null if it has no location or is about the whole document. */
  citation: string | null;
  result: ItemResult;
  /** Null if it became no item. */
  item: ShownItem | null;
  /** Why it became no item; null for an item. */
  setAside: SetAside | null;
}

/** Whether all items of a contribution are rows of a table, so that it is reviewed row by row. */
export function hasRows({ items, setAside }: Pick<ShownContribution, "items" | "setAside">): boolean {
  const isRow = (marks: readonly string[]): boolean => marks.some((mark) => /(?:^| )row \d+$/u.test(mark));
  return (
    items.length + setAside.length > 0 &&
    items.every(({ origin }) => origin === "remark") &&
    [...items, ...setAside].some(({ marks }) => isRow(marks))
  );
}

/** Lists the rows of a file in its order, with those that became no item. */
export function reviewRows(contribution: ShownContribution, text: VersionText | null): ReviewRow[] {
  const rows = [
    ...contribution.items.map((item): ReviewRow => {
      const [target] = item.targets;
      const clause = target && clauseOfTarget(target);
      return {
        ...{ id: item.id, name: nameOf(item.marks), source: item.source || item.author },
        text: item.text === "" ? item.words : item.text,
        citation: clause === undefined ? null : ((text && clauseById(text, clause)?.citation) ?? null),
        ...{ result: resultOf(item, contribution), item, setAside: null },
      };
    }),
    ...contribution.setAside.map((part, index): ReviewRow => ({
      ...{ id: `set-aside-${index}`, name: nameOf(part.marks), source: part.author, text: part.words, citation: null },
      result: part.code === "said-already" ? "here" : "left-out",
      ...{ item: null, setAside: part },
    })),
  ];
  // Numbers are compared as numbers, so that row 2 comes before row 10.
  const order = new Intl.Collator("en", { numeric: true });
  const keyOf = ({ item, setAside }: ReviewRow): string => (item ?? setAside)?.marks[0] ?? "";
  return rows.sort((one, other) => order.compare(keyOf(one), keyOf(other)));
}

function nameOf([mark = ""]: readonly string[]): string {
  return markName(mark, interfaceLanguage());
}

/** Rows that need a person: without a location or a known source, or with a doubt that nobody confirmed. */
export function needsAttention({ item, result }: ReviewRow): boolean {
  return result === "held" || result === "unplaced" || (result === "ready" && item !== null && isDoubtful(item));
}

/** Whether an item has a doubt that a person can confirm: one without a location needs a location. */
export function canConfirm(item: Pick<ShownItem, "doubt" | "confirmed" | "targets">): boolean {
  return isDoubtful(item) && item.targets.length > 0;
}

/** The results by which rows are filtered, and the rows that need a person. Messages name each. */
export const rowStates = ["all", "attention", ...itemResults] as const;
export type RowState = (typeof rowStates)[number];

/** The filters of the rows, as the address keeps them. An undefined one lets everything pass. */
export interface RowFilters {
  state: RowState;
  doubt?: string | undefined;
  source?: string | undefined;
  text?: string | undefined;
}

/** Reads the filters of an address. */
export function readRowFilters(get: (name: string) => string | undefined): RowFilters {
  const state = rowStates.find((one) => one === get("state")) ?? "all";
  return { state, doubt: get("doubt"), source: get("source"), text: get("text") };
}

/** Whether a row is in a state. */
export function isInRowState(row: ReviewRow, state: RowState): boolean {
  return state === "all" || (state === "attention" ? needsAttention(row) : row.result === state);
}

/** Returns the unconfirmed doubt about a row. Null if it has none. */
export function doubtOf({ item }: ReviewRow): ItemDoubt | null {
  return item && isDoubtful(item) ? (item.doubt?.code ?? null) : null;
}

/** Returns the rows that pass all filters. */
export function filterRows(
  rows: readonly ReviewRow[],
  { state, doubt, source, text = "" }: RowFilters,
): readonly ReviewRow[] {
  const words = plainText(text).split(" ").filter(Boolean);
  return rows.filter((row) => {
    const searched =
      words.length > 0 ? plainText([row.text, row.source, row.citation, row.name, row.item?.words].join(" ")) : "";
    return (
      isInRowState(row, state) &&
      (doubt === undefined || doubtOf(row) === doubt) &&
      (source === undefined || row.source === source) &&
      words.every((word) => searched.includes(word))
    );
  });
}

/** Names of results and states. */
export const stateTexts: Readonly<Record<RowState, keyof typeof messages>> = {
  all: "stateAll",
  attention: "stateAttention",
  ready: "resultReady",
  imported: "resultImported",
  here: "resultHere",
  held: "resultHeld",
  unplaced: "resultUnplaced",
  "left-out": "resultLeftOut",
};

/** Short names of doubts. */
export const doubtTexts: Readonly<Record<ItemDoubt, keyof typeof messages>> = {
  "place-likely": "doubtPlaceLikely",
  "place-unknown": "doubtPlaceUnknown",
  "place-ambiguous": "doubtPlaceAmbiguous",
  "citation-unknown": "doubtCitationUnknown",
  "quoted-elsewhere": "doubtQuotedElsewhere",
  "words-differ": "doubtWordsDiffer",
  "wording-for-people": "doubtWordingForPeople",
  "lines-unknown": "doubtLinesUnknown",
  "steps-collide": "doubtStepsCollide",
  "several-authors": "doubtSeveralAuthors",
};

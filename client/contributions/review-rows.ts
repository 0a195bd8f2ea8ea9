import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import type { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { type ContributionRow, resultTexts } from "#core/phrases/contribution-rows.ts";
import type { ItemDoubt } from "#core/receive/contribution.ts";
import { isDoubtful, itemResults } from "#core/receive/item-result.ts";
import { plainText } from "../components/plain-text.ts";

/** Whether all items of a contribution are rows of a table, so that it is reviewed row by row. */
export function hasRows({ items, setAside }: Pick<ShownContribution, "items" | "setAside">): boolean {
  const isRow = (marks: readonly string[]): boolean => marks.some((mark) => /(?:^| )row \d+$/u.test(mark));
  return (
    items.length + setAside.length > 0 &&
    items.every(({ origin }) => origin === "remark") &&
    [...items, ...setAside].some(({ marks }) => isRow(marks))
  );
}

/** Rows that need a person: without a location or a known source, or with a doubt that nobody confirmed. */
export function needsAttention({ item, result }: ContributionRow): boolean {
  return result === "held" || result === "unplaced" || (result === "ready" && item !== null && isDoubtful(item));
}

/** Whether an item has a doubt that a person can confirm: one without a location needs a location. */
export function canConfirm(item: Pick<ShownItem, "doubt" | "confirmed" | "targets">): boolean {
  return isDoubtful(item) && item.targets.length > 0;
}

/**
 * Returns the rows with the same text, location and change as each row, by its id, without the row itself. Case, accents
 * and spaces do not count. Rows that no other row repeats are left out.
 */
export function equalRows(rows: readonly ContributionRow[]): ReadonlyMap<string, readonly ContributionRow[]> {
  const groups = new Map<string, ContributionRow[]>();
  for (const row of rows) {
    if (!row.item) continue;
    const text = plainText(row.text).replace(/\s+/gu, " ").trim();
    const key = JSON.stringify([text, row.citation, row.item.targets.length > 0, row.item.operations]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const repeated = [...groups.values()].filter((group) => group.length > 1);
  return new Map(repeated.flatMap((group) => group.map((row) => [row.id, group.filter((one) => one !== row)])));
}

/** Whether a file has columns, also before its draft is known. */
export function isSheet({ source }: Pick<ShownContribution, "source">): boolean {
  return source.format === "xlsx" || source.format === "csv";
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
export function isInRowState(row: ContributionRow, state: RowState): boolean {
  return state === "all" || (state === "attention" ? needsAttention(row) : row.result === state);
}

/** Returns the unconfirmed doubt about a row. Null if it has none, or if the row was imported. */
export function doubtOf({ item, result }: ContributionRow): ItemDoubt | null {
  return item && result !== "imported" && isDoubtful(item) ? (item.doubt?.code ?? null) : null;
}

/** Returns the rows that pass all filters. */
export function filterRows(
  rows: readonly ContributionRow[],
  { state, doubt, source, text = "" }: RowFilters,
): readonly ContributionRow[] {
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
  ...resultTexts,
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
  "lines-elsewhere": "doubtLinesElsewhere",
  "lines-unchecked": "doubtLinesUnchecked",
  "page-only": "doubtPageOnly",
  "steps-collide": "doubtStepsCollide",
  "several-authors": "doubtSeveralAuthors",
};

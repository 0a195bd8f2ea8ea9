import type { LedgerRow } from "#core/contract/outcome-rows.ts";
import { type Filters, passes, plainQuery, readFilters, writeFilters } from "../annotations/annotation-filters.ts";

/** Everything of a ledger that a link carries. */
export interface LedgerState {
  filters: Filters;
  /** Whether only what waits for a person is shown. */
  waiting: boolean;
  /** The annotation that is open beside the table. */
  note: string | null;
  /** The version on which it is looked at, by address; null for the last. */
  on: string | null;
  /** The language of the drafts; null for that of the first. */
  language: string | null;
}

/** The state a query string tells. */
export function readLedgerState(search: string): LedgerState {
  const query = new URLSearchParams(search);
  return {
    filters: readFilters(query),
    waiting: query.get("waiting") === "true",
    note: query.get("note"),
    on: query.get("on"),
    language: query.get("language"),
  };
}

/** Writes what `readLedgerState` reads; what is as it always is stays out. */
export function writeLedgerState({ filters, waiting, note, on, language }: LedgerState): string {
  const query = new URLSearchParams();
  if (language !== null) query.set("language", language);
  if (waiting) query.set("waiting", "true");
  writeFilters(filters, query);
  if (note !== null) query.set("note", note);
  if (on !== null) query.set("on", on);
  return plainQuery(query);
}

/** The rows a ledger's filters take; of several states one is enough, on any of the drafts. */
export function filterRows(rows: readonly LedgerRow[], { filters, waiting }: LedgerState): LedgerRow[] {
  return rows.filter(
    (row) =>
      (!waiting || row.waiting) &&
      passes(filters, { ...row, states: [...row.cells.values()].map(({ state }) => state) }),
  );
}

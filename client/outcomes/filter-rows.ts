import type { LedgerRow } from "#core/contract/outcome-rows.ts";
import { passes } from "../annotations/filter-annotations.ts";
import type { LedgerState } from "./ledger-address.ts";

/** The rows a ledger's filters take; of several states one is enough, on any of the drafts. */
export function filterRows(rows: readonly LedgerRow[], { filters, waiting }: LedgerState): LedgerRow[] {
  return rows.filter(
    (row) =>
      (!waiting || row.waiting) &&
      passes(filters, { ...row, states: [...row.cells.values()].map(({ state }) => state) }),
  );
}

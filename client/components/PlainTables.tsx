import type { ReactNode } from "react";
import type { TextTableData } from "#core/phrases/text-table.ts";
import { TextTable } from "../page-parts/TextTable.tsx";

/**
 * Tables for readers without scripts, below what needs scripts: a chart, or a table of buttons. The server renders them;
 * the client ignores the content of `noscript`.
 */
export function PlainTables({
  notes = () => [],
  tables,
}: {
  /** Notes to read before the tables. */
  notes?: () => readonly string[];
  tables: () => readonly TextTableData[];
}): ReactNode {
  return (
    <noscript>
      <Tables notes={notes} tables={tables} />
    </noscript>
  );
}

function Tables({ notes, tables }: { notes: () => readonly string[]; tables: () => readonly TextTableData[] }) {
  return (
    <>
      {notes().map((note) => (
        <p key={note} className="table-note">
          {note}
        </p>
      ))}
      {tables().map((table) => (
        <TextTable key={table.caption} table={table} />
      ))}
    </>
  );
}

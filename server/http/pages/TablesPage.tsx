import type { ReactNode } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";
import { TextTable } from "../../../client/page-parts/TextTable.tsx";
import { SiteHeader } from "./SiteHeader.tsx";

/** The client's charts as tables, to read without scripts and to print. */
export function TablesPage({
  title,
  here,
  notes,
  tables,
  forum,
  me,
}: {
  title: string;
  /** The page's name, at the end of the trail. */
  here: string;
  /** Notes to read before the tables. */
  notes: readonly string[];
  tables: readonly TextTableData[];
  forum: string;
  me: Me;
}): ReactNode {
  return (
    <>
      <SiteHeader forum={forum} trail={[<span aria-current="page">{here}</span>]} me={me} />
      <main className="page" id="main">
        <h1 className="page-title">{title}</h1>
        {notes.map((note) => (
          <p key={note} className="table-note">
            {note}
          </p>
        ))}
        {tables.map((table) => (
          <TextTable key={table.caption} table={table} />
        ))}
      </main>
    </>
  );
}

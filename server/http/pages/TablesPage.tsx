import type { ReactNode } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import type { SaidTable } from "#core/messages/text-table.ts";
import { SaidTableView } from "../../../client/page-parts/TextTable.tsx";
import { SiteHeader } from "./SiteHeader.tsx";

/** What the client draws as a picture, as tables: to be read without scripts, and printed. */
export function TablesPage({
  title,
  here,
  notes,
  tables,
  forum,
  me,
}: {
  title: string;
  /** What the page is, at the end of the trail. */
  here: string;
  /** What is to be known before the tables are read. */
  notes: readonly string[];
  tables: readonly SaidTable[];
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
          <SaidTableView key={table.caption} table={table} />
        ))}
      </main>
    </>
  );
}

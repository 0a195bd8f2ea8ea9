import type { ReactNode } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import type { SaidTable } from "#core/messages/said-table.ts";
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
          <div key={table.caption} className="said-table-frame" role="region" aria-label={table.caption} tabIndex={0}>
            <Table table={table} />
          </div>
        ))}
      </main>
    </>
  );
}

function Table({ table: { caption, columns, rows } }: { table: SaidTable }): ReactNode {
  return (
    <table className="said-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={index} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ head, href, cells }, index) => (
          <tr key={index}>
            <th scope="row">
              {href === null ? (
                <bdi>{head}</bdi>
              ) : (
                <a href={href}>
                  <bdi>{head}</bdi>
                </a>
              )}
            </th>
            {cells.map((cell, column) => (
              <td key={column} dir="auto">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

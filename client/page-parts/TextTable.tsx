import type { ElementType, ReactNode } from "react";
import type { SaidTable } from "#core/messages/text-table.ts";

/** A table in words; it scrolls by itself where it is wider than the page. The server draws it too. */
export function SaidTableView({
  table: { caption, columns, rows },
  link: Link = "a",
}: {
  table: SaidTable;
  /** What leads from a row to where it is read. */
  link?: ElementType<{ href: string; children: ReactNode }>;
}): ReactNode {
  return (
    <div className="said-table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="said-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" dir="auto">
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
                  <Link href={href}>
                    <bdi>{head}</bdi>
                  </Link>
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
    </div>
  );
}

import type { ElementType, ReactNode } from "react";
import type { TextTableData } from "#core/phrases/text-table.ts";

/** A table of text. It scrolls on its own if it is wider than the page. The server renders it too. */
export function TextTable({
  table: { caption, columns, rows },
  link: Link = "a",
}: {
  table: TextTableData;
  /** The component that links a row to its source. */
  link?: ElementType<{ href: string; children: ReactNode }>;
}): ReactNode {
  return (
    <div className="text-table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="text-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                <bdi>{column}</bdi>
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
                <td key={column}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

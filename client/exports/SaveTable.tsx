import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { csvOf } from "#core/compile/csv.ts";
import { exportDialog as messages } from "#core/messages/catalogues.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";

/** Exports a table as CSV. */
export function SaveTable({
  table,
  name,
}: {
  /** Made on request. */
  table: () => TextTableData;
  /** File name, without its extension. */
  name: string;
}): ReactNode {
  const save = (): void => {
    const { columns, rows } = table();
    const file = csvOf([columns, ...rows.map(({ head, cells }) => [head, ...cells])]);
    saveFile(new Blob([file], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
  };
  return (
    <button type="button" className="button button-quiet" onClick={save}>
      <Download size={16} aria-hidden /> {messages.downloadCsv}
    </button>
  );
}

/** Makes the browser save a file under a name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

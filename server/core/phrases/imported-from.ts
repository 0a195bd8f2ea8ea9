import type { ImportedFrom } from "#core/discuss/annotation.ts";
import { inLanguage, threads } from "#core/messages/catalogues.ts";
import { formatMessage } from "#core/phrases/format-message.ts";

/**
 * Says from which file an annotation was imported, and by whom: "Imported from table.csv, row 12, by the secretariat".
 * Empty if its author's own side imported it, or if its file is not known.
 */
export function importedText(from: ImportedFrom | null | undefined, language: string): string {
  if (from?.by !== "secretariat") return "";
  const { file, row, sheet = "", table } = from;
  const place = row === undefined ? "none" : table !== undefined ? "table" : sheet === "" ? "row" : "sheet";
  const params = { file, place, sheet, row: String(row), table: String(table) };
  return formatMessage(inLanguage(threads, language).importedBySecretariat, params, language);
}

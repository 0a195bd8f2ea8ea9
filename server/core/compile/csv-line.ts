import { withFormulaGuard } from "#core/compile/formula-guard.ts";

/** The byte order mark without which a spreadsheet takes UTF-8 for something else. */
export const csvStart = "\uFEFF";

/** Values as a line of RFC 4180 with its CRLF, each made safe against formula injection. */
export function csvLine(values: readonly string[]): string {
  return `${values.map(csvField).join(",")}\r\n`;
}

/** A value as a field of RFC 4180, made safe against formula injection. */
export function csvField(value: string): string {
  const safe = withFormulaGuard(value);
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

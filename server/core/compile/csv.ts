import { withFormulaGuard } from "#core/compile/formula-guard.ts";

/** What a CSV file begins with: the byte order mark without which a spreadsheet takes UTF-8 for something else. */
export const csvHead = "\uFEFF";

/** A table as CSV, a line each. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return csvHead + lines.map(csvLine).join("");
}

/** One line of it: RFC 4180, with CRLF. */
export function csvLine(values: readonly string[]): string {
  return `${values.map(csvField).join(",")}\r\n`;
}

/** A value as a field of RFC 4180, safe to open in a spreadsheet. */
export function csvField(value: string): string {
  const safe = withFormulaGuard(value);
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

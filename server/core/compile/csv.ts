import { withFormulaGuard } from "#core/compile/formula-guard.ts";

/**
 * A table as CSV, a line each: RFC 4180 with CRLF, and the byte order mark without which a spreadsheet takes UTF-8 for
 * something else.
 */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((values) => `${values.map(csvField).join(",")}\r\n`).join("")}`;
}

/** A value as a field of RFC 4180, safe to open in a spreadsheet. */
export function csvField(value: string): string {
  const safe = withFormulaGuard(value);
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The byte order mark at the start of a CSV file. Without it spreadsheets do not recognise UTF-8. */
export const csvHead = "\uFEFF";

/** Formats a table as CSV, one line per row. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return csvHead + lines.map(csvLine).join("");
}

/** Formats one CSV line (RFC 4180, with CRLF). */
export function csvLine(values: readonly string[]): string {
  return `${values.map(csvField).join(",")}\r\n`;
}

/** Formats a value as an RFC 4180 field that is safe to open in a spreadsheet. */
export function csvField(value: string): string {
  const safe = withFormulaGuard(value);
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Also matches values that already start with apostrophes, so that `withoutFormulaGuard` restores every value exactly.
 */
const dangerous = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * Makes a value safe against formula injection by putting an apostrophe before it, as OWASP advises.
 *
 * A spreadsheet reads a field as a formula if it begins with = + - @ (or their full-width forms), tab or line break.
 * Quoting the field does not help. Another person's comment could then send this reader's cells away.
 */
function withFormulaGuard(value: string): string {
  return dangerous.test(value) ? `'${value}` : value;
}

/** Returns a value as it was before `withFormulaGuard`. */
export function withoutFormulaGuard(field: string): string {
  return field.startsWith("'") && dangerous.test(field.slice(1)) ? field.slice(1) : field;
}

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

/** An apostrophe before such a beginning is guarded as well, so that `withoutFormulaGuard` gives every value back. */
const dangerous = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * A value made safe against formula injection: a spreadsheet takes a field that begins with = + - @, a tab or a line end
 * (the first four in full width too) for a formula, quoted or not, and one that somebody else commented with may send this
 * reader's cells away. An apostrophe before it makes it text, as OWASP advises.
 */
function withFormulaGuard(value: string): string {
  return dangerous.test(value) ? `'${value}` : value;
}

/** A value as it was before `withFormulaGuard` made it safe. */
export function withoutFormulaGuard(field: string): string {
  return field.startsWith("'") && dangerous.test(field.slice(1)) ? field.slice(1) : field;
}

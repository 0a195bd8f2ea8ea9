/** An apostrophe before such a beginning is guarded as well, so that `withoutFormulaGuard` gives every value back. */
const dangerous = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * A value made safe against formula injection: a spreadsheet takes a field that begins with = + - @, a tab or a line end
 * (the first four in full width too) for a formula, quoted or not, and one that somebody else commented with may send this
 * reader's cells away. An apostrophe before it makes it text, as OWASP advises.
 */
export function withFormulaGuard(value: string): string {
  return dangerous.test(value) ? `'${value}` : value;
}

/** A value as it was before `withFormulaGuard` made it safe. */
export function withoutFormulaGuard(field: string): string {
  return field.startsWith("'") && dangerous.test(field.slice(1)) ? field.slice(1) : field;
}

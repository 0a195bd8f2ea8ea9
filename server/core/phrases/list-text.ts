import { translatedLanguage } from "#core/messages/catalogues.ts";

/** Joins values as alternatives: "a, b or c". */
export function alternatives(values: readonly string[], language: string): string {
  return listFormat(language, { type: "disjunction" }).format(values);
}

/** Joins values as a sentence names them: "a, b and c". */
export function listText(values: readonly string[], language: string): string {
  return listFormat(language, { type: "conjunction" }).format(values);
}

/**
 * Joins values as the language does before the last one: "a, b, c" ("a、b、c" in Chinese), or as English does if the texts
 * beside them are English. Leaves out empty values and `false`.
 */
export function commaText(values: readonly (string | false)[], language: string): string {
  const [, separator] = listFormat(translatedLanguage(language), { type: "conjunction" }).formatToParts([
    "1",
    "2",
    "3",
  ]);
  return values.filter(Boolean).join(separator?.value ?? ", ");
}

/** Making one takes longer than formatting a hundred lists. */
const listFormats = new Map<string, Intl.ListFormat>();

function listFormat(language: string, options: Intl.ListFormatOptions): Intl.ListFormat {
  const key = `${language} ${options.type ?? ""}`;
  const kept = listFormats.get(key);
  if (kept) return kept;
  // British English writes no comma before "and" and "or".
  const format = new Intl.ListFormat(language === "en" ? "en-GB" : language, options);
  listFormats.set(key, format);
  return format;
}

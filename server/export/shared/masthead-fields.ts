import type { FieldValues, HouseField } from "#core/text/word-template.ts";
import { dateText } from "#core/phrases/dates.ts";
import { type ForumDocument, symbolOf, type Version } from "#core/text/version.ts";
import { sentenceCase, word } from "./export-phrases.ts";
import { languageName } from "./title-facts.ts";

/** Returns the fields of a masthead or a template for a compilation. A field without a value is absent. */
export function mastheadFields({
  document,
  version,
  originalLanguage = version.language,
}: {
  document: Pick<ForumDocument, "title" | "symbol" | "agendaItem">;
  version: Pick<Version, "date" | "language" | "symbol">;
  originalLanguage?: string | undefined;
}): FieldValues {
  const symbol = symbolOf(document, version);
  return {
    ...(symbol !== undefined && { symbol }),
    date: dateText(version.date, version.language),
    "original-language": sentenceCase(languageName(originalLanguage)),
    ...(document.agendaItem !== undefined && { "agenda-item": document.agendaItem }),
    title: document.title,
  };
}

/**
 * Returns the lines of a masthead below the symbol, in the language of the file, without those of the fields that are
 * `shown` elsewhere.
 */
export function referenceLines(
  values: FieldValues,
  language: string,
  shown: ReadonlySet<HouseField> = new Set(),
): string[] {
  return (["date", "original-language", "agenda-item"] as const).flatMap((field) => {
    const value = values[field];
    return value === undefined || shown.has(field) ? [] : linesOf(field, value, language);
  });
}

/** Returns the lines of a field. A translation names its own language before the original one. */
function linesOf(field: HouseField, value: string, language: string): string[] {
  if (field === "agenda-item") return [word("export-agenda-item", language, { item: value })];
  if (field !== "original-language") return [value];
  const own = sentenceCase(languageName(language));
  return [...(own === value ? [] : [own]), word("export-original", language, { language: value })];
}

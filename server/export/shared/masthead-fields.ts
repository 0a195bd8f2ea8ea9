import type { Compilation } from "#core/compile/compilation.ts";
import type { FieldValues } from "#core/text/word-template.ts";
import { dateText } from "#core/phrases/dates.ts";
import { symbolOf } from "#core/text/version.ts";
import { sentenceCase } from "./export-phrases.ts";
import { languageName } from "./title-facts.ts";

/** Returns the fields of a masthead or a template for a compilation. A field without a value is absent. */
export function mastheadFields({
  document,
  version,
  originalLanguage = version.language,
}: Pick<Compilation, "document" | "version" | "originalLanguage">): FieldValues {
  const symbol = symbolOf(document, version);
  return {
    ...(symbol !== undefined && { symbol }),
    date: dateText(version.date, version.language),
    "original-language": sentenceCase(languageName(originalLanguage)),
    ...(document.agendaItem !== undefined && { "agenda-item": document.agendaItem }),
    title: document.title,
  };
}

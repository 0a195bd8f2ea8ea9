import { formatNames } from "#core/messages/file-formats.en.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import type { FileFormat } from "#core/text/file-format.ts";

/** Lists formats as alternatives, by name: "Word, OpenDocument or PDF". */
export function formatList(formats: readonly FileFormat[], language: string): string {
  return alternatives(
    formats.map((format) => formatMessage(formatNames[format], {}, language)),
    language,
  );
}

/** Joins values as alternatives: "a, b or c". */
export function alternatives(values: readonly string[], language: string): string {
  // British English writes no comma before "or".
  return new Intl.ListFormat(language === "en" ? "en-GB" : language, { type: "disjunction" }).format(values);
}

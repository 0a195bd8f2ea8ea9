import { formatNames, inLanguage } from "#core/messages/catalogues.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { alternatives } from "#core/phrases/list-text.ts";
import type { FileFormat } from "#core/text/file-format.ts";

/** Lists formats as alternatives, by name: "Word, OpenDocument or PDF". */
export function formatList(formats: readonly FileFormat[], language: string): string {
  return alternatives(
    formats.map((format) => formatMessage(inLanguage(formatNames, language)[format], {}, language)),
    language,
  );
}

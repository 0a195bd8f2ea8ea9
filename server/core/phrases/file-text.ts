import type { MessageData } from "#core/messages/catalogue.ts";
import { formatNames, inLanguage, marks, notices, remarks } from "#core/messages/catalogues.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { alternatives } from "#core/phrases/list-text.ts";
import { messageTextFrom, uncheckedText } from "#core/phrases/message-text.ts";
import type { FileFormat } from "#core/text/file-format.ts";

/** Lists formats as alternatives, by name: "Word, OpenDocument or PDF". */
export function formatList(formats: readonly FileFormat[], language: string): string {
  return alternatives(
    formats.map((format) => formatMessage(inLanguage(formatNames, language)[format], {}, language)),
    language,
  );
}

/** Renders what reading a file reported. Only the pages that receive files download these messages. */
export function noticeText(notice: MessageData, language: string): string {
  return uncheckedText(notice, language, notices, remarks);
}

/** The name of a mark as a contribution holds it: "change 3". Other marks have an id of their file. */
const counted = /^(?:(sheet|table) (\d+) )?(change|comment|row|annotation|mail) (\d+)$/u;

/** Names a mark of a file. The id of a file is returned unchanged. */
export function markName(mark: string, language: string): string {
  const [, whole, part = "", kind, number] = counted.exec(mark) ?? [];
  if (kind === undefined || number === undefined) return mark;
  const code = (whole === undefined ? kind : `${whole}-${kind}`) as keyof typeof marks;
  return messageTextFrom(marks, { code, params: { number, part } }, language);
}

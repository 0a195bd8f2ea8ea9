import type { MessageData } from "#core/messages/catalogue.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { notices, remarks } from "#core/messages/catalogues.ts";

/** Renders what reading a file reported. Only the pages that receive files download these messages. */
export function noticeText(notice: MessageData, language: string): string {
  return uncheckedText(notice, language, notices, remarks);
}

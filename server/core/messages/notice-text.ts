import type { Params } from "#core/messages/catalogue.ts";
import { messageTextFrom } from "#core/messages/messages.ts";
import { notices, remarks } from "#core/messages/notices.en.ts";

const catalogues = { en: { ...notices, ...remarks } };

/** Renders what reading a file reported. Only the pages that receive files download these messages. */
export function noticeText(notice: { code: string; params: Params }, language: string): string {
  return messageTextFrom(catalogues, notice, language);
}

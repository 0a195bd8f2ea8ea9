import { settingTexts } from "#core/messages/command-line.en.ts";
import type { ParamsOf } from "#core/phrases/format-message.ts";
import { messageTextFrom } from "#core/phrases/message-text.ts";

/** An invalid setting. The message names the variable and the allowed values. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Returns a message about settings, by code. */
export function settingText<Code extends keyof typeof settingTexts>(
  code: Code,
  params: Readonly<ParamsOf<(typeof settingTexts)[Code]>>,
): string {
  return messageTextFrom({ en: settingTexts }, { code, params }, "en");
}

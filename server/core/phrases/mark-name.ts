import { marks } from "#core/messages/catalogues.ts";
import { messageTextFrom } from "#core/phrases/message-text.ts";

/** The name of a mark as a contribution holds it: "change 3". Other marks have an id of their file. */
const counted = /^(change|comment|row|annotation) (\d+)$/u;

/** Names a mark of a file. The id of a file is returned unchanged. */
export function markName(mark: string, language: string): string {
  const [, kind, number] = counted.exec(mark) ?? [];
  if (kind === undefined || number === undefined) return mark;
  return messageTextFrom(marks, { code: kind as keyof typeof marks, params: { number } }, language);
}

import { interfaceLanguage, settingsPage as messages } from "#core/messages/catalogues.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { ProblemError } from "../../api/problem-error.ts";

/** Returns the server's sentence on each refused field of a form, by the field's name. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  const errors = (error instanceof ProblemError && error.problem?.errors) || [];
  return Object.fromEntries(
    errors.map(({ pointer, detail }) => [pointer.split("/")[2] ?? "", headOf(detail, interfaceLanguage())]),
  );
}

/** Returns why a change was refused, in one sentence: that on its first field, or that on the whole. */
export function refusalText(error: unknown): string {
  const [first] = Object.values(fieldErrors(error));
  return first ?? (error instanceof Error ? error.message : messages.changeFailed);
}

import type { Params } from "#core/messages/catalogue.ts";
import { commandLine, start, type CommandLineCode, type StartCode } from "#core/messages/command-line.en.ts";
import { messageTextFrom } from "#core/messages/messages.ts";

/** Codes of terminal messages. */
type TerminalCode = CommandLineCode | StartCode;

const catalogues = { en: { ...commandLine, ...start } };

/** Returns a message of the command line or of the starting server, by code. */
export function commandText(code: TerminalCode, params: Params = {}): string {
  return messageTextFrom(catalogues, { code, params }, "en");
}

/** A command that cannot be carried out, with the reason. Exit code 1. */
export class CommandError extends Error {
  override name = "CommandError";

  constructor(code: TerminalCode, params?: Params) {
    super(commandText(code, params));
  }
}

/** A command with invalid arguments, with the reason. Exit code 2. */
export class UsageError extends CommandError {
  override name = "UsageError";
}

import type { Params } from "#core/messages/catalogue.ts";
import type { CommandLineCode } from "#core/messages/command-line.ts";
import type { StartCode } from "#core/messages/start.ts";
import { say } from "#core/messages/messages.ts";

/** What can be said in a terminal. */
export type TerminalCode = CommandLineCode | StartCode;

/** What the command line and the starting server say, by its code. */
export function sayCommand(code: TerminalCode, params: Params = {}): string {
  return say({ code, params }, "en");
}

import type { Params } from "#core/messages/catalogue.ts";
import type { CommandLineCode } from "#core/messages/en/command-line.ts";
import { say } from "#core/messages/messages.ts";

/** What the command line says, by its code. */
export function sayCommand(code: CommandLineCode, params: Params = {}): string {
  return say({ code, params }, "en");
}

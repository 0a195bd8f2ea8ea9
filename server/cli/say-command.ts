import type { Params } from "#core/messages/catalogue.ts";
import type { CommandLineCode, StartCode } from "#core/messages/command-line.en.ts";
import { say } from "#core/messages/messages.ts";

/** What can be said in a terminal. */
type TerminalCode = CommandLineCode | StartCode;

/** What the command line and the starting server say, by its code. */
export function sayCommand(code: TerminalCode, params: Params = {}): string {
  return say({ code, params }, "en");
}

/** A command that cannot be done; says why. Exit code 1. */
export class Refusal extends Error {
  override name = "Refusal";

  constructor(code: TerminalCode, params?: Params) {
    super(sayCommand(code, params));
  }
}

/** A command that cannot be meant as it was given; says what is wrong with it. Exit code 2. */
export class WrongUse extends Refusal {
  override name = "WrongUse";
}

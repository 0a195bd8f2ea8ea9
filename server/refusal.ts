import type { Params } from "#core/messages/catalogue.ts";
import type { CommandLineCode } from "#core/messages/en/command-line.ts";
import { sayCommand } from "./say-command.ts";

/** A command that cannot be done; says why. Exit code 1. */
export class Refusal extends Error {
  override name = "Refusal";

  constructor(code: CommandLineCode, params?: Params) {
    super(sayCommand(code, params));
  }
}

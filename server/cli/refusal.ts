import type { Params } from "#core/messages/catalogue.ts";
import { sayCommand, type TerminalCode } from "./say-command.ts";

/** A command that cannot be done; says why. Exit code 1. */
export class Refusal extends Error {
  override name = "Refusal";

  constructor(code: TerminalCode, params?: Params) {
    super(sayCommand(code, params));
  }
}

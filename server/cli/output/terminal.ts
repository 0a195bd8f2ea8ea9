import type { Params } from "#core/messages/catalogue.ts";
import { commandLine, start } from "#core/messages/catalogues.ts";
import type { ParamsArgument } from "#core/phrases/format-message.ts";
import { uncheckedText, wordIn } from "#core/phrases/message-text.ts";

/** A command line's connection to the process that runs it. */
export interface Terminal {
  environment: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output. */
  write: (output: string | Uint8Array) => void;
  /** Writes to standard error. */
  writeError: (text: string) => void;
  /** Opens standard input. Absent if the process has none. */
  openInput?: () => AsyncIterable<Uint8Array>;
  /**
   * Reports the progress of long work. Each line replaces the one before; "" ends the report. Null if the output is not
   * a terminal.
   */
  reportProgress: ((line: string) => void) | null;
}

/** Codes of terminal messages. */
type TerminalCode = keyof typeof commandLine | keyof typeof start;

/** The parameters of a message as the last argument of a function. */
type TerminalParams<Code extends TerminalCode> = ParamsArgument<(typeof commandLine & typeof start)[Code]>;

/** Returns a message of the command line or of the starting server, by code. */
export function commandText<Code extends TerminalCode>(code: Code, ...params: TerminalParams<Code>): string;
export function commandText(code: TerminalCode, params: Params = {}): string {
  return uncheckedText({ code, params }, "en", commandLine, start);
}

/** Returns a message that the pages use too, by code. */
export const word = wordIn("en");

/** A command that cannot be carried out, with the reason. Exit code 1. */
export class CommandError<Code extends TerminalCode = TerminalCode> extends Error {
  override name = "CommandError";
  readonly code: Code;

  constructor(code: Code, ...params: TerminalParams<Code>) {
    super(commandText(code, ...params));
    this.code = code;
  }
}

/** A command with invalid arguments, with the reason. Exit code 2. */
export class UsageError<Code extends TerminalCode = TerminalCode> extends CommandError<Code> {
  override name = "UsageError";
}

/** A mail that cannot be received now. The mail server should keep it and deliver it again. Exit code 75. */
export class DeferredMail extends Error {
  override name = "DeferredMail";
}

/**
 * The reason why a file cannot be read at all:
 *
 * - not-this-format: its content has no supported format, or does not match its name;
 * - too-large: the file or its unpacked content exceeds the limits stated in the readers;
 * - scanned: its pages are images of text;
 * - encrypted: it requires a password;
 * - damaged: it is truncated or its structure is broken;
 * - empty: it contains no text.
 */
export type UnreadableCode = "not-this-format" | "too-large" | "encrypted" | "damaged" | "empty" | "scanned";

/** The only error that a reader throws. Lesser problems become notices. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode;

  /** @param detail For the operator's log. Users see a message derived from the code. */
  constructor(code: UnreadableCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = "UnreadableFile";
    this.code = code;
  }
}

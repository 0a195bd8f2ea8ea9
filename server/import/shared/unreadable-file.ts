/**
 * Why a file cannot be read at all:
 *
 * - not-this-format: its content is of no format read here, or not what its name says;
 * - too-large: it, or what it unpacks to, is beyond the limits stated in the readers;
 * - scanned: its pages are pictures of text;
 * - encrypted: it asks for a password; damaged: it is cut short or its structure is broken; empty: it holds no text.
 */
export type UnreadableCode = "not-this-format" | "too-large" | "encrypted" | "damaged" | "empty" | "scanned";

/** The only error a reader throws; everything less is a notice. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode;

  /** @param detail For the log of whoever runs the program; people are shown words made from the code. */
  constructor(code: UnreadableCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = "UnreadableFile";
    this.code = code;
  }
}

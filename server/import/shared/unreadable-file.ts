/**
 * The reason why a file cannot be read at all:
 *
 * - not-this-format: its content has no supported format, or does not match its name;
 * - outdated-format: a Word file of the form before 2007, Rich Text or a Pages file, which can be saved as .docx;
 * - outdated-spreadsheet: an Excel file of the form before 2007, which can be saved as .xlsx;
 * - outlook-message: a mail in the form of Outlook (.msg), which can be saved as .eml;
 * - mail-too-many-files: a mail with too many attached files;
 * - machine-format: data instead of a text: XML, JSON, a table or a spreadsheet;
 * - too-large: the file or its unpacked content exceeds the limits stated in the readers;
 * - too-long: its text exceeds the limits of the server, whatever the size of the file;
 * - scanned: its pages are images of text;
 * - encrypted: it requires a password;
 * - damaged: it is truncated or its structure is broken;
 * - empty: it contains no text.
 */
export type UnreadableCode =
  | "not-this-format"
  | "outdated-format"
  | "outdated-spreadsheet"
  | "outlook-message"
  | "mail-too-many-files"
  | "machine-format"
  | "too-large"
  | "too-long"
  | "encrypted"
  | "damaged"
  | "empty"
  | "scanned";

/** The only error that a reader throws. Lesser problems become notices. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode;
  /** The values for the message, by name. */
  readonly params: Readonly<Record<string, number>>;

  /** @param detail For the operator's log. Users see a message derived from the code and the parameters. */
  constructor(code: UnreadableCode, detail: string, params: Readonly<Record<string, number>> = {}) {
    super(`${code}: ${detail}`);
    this.name = "UnreadableFile";
    this.code = code;
    this.params = params;
  }
}

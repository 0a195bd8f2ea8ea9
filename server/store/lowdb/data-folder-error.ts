/** Reasons why a data folder cannot be opened, or why it cannot be used any longer. */
export type DataFolderFault =
  | "in-use"
  | "in-use-elsewhere"
  | "lock-lost"
  | "not-empty"
  | "other-form"
  | "snapshot-empty"
  | "snapshot-cut"
  | "snapshot-damaged"
  | "snapshot-missing"
  | "journal-damaged"
  | "journal-empty"
  | "journal-missing"
  | "journal-gap"
  | "record-unreadable"
  | "events-cut"
  | "events-replaced"
  | "events-added"
  | "heads-missing"
  | "heads-damaged"
  | "body-damaged"
  | "body-missing";

/**
 * A data folder cannot be opened, or a file in it cannot be read. The code and the parameters select the message that is
 * shown.
 */
export class DataFolderError extends Error {
  override name = "DataFolderError";
  readonly code: DataFolderFault;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: DataFolderFault, params: Readonly<Record<string, string | number>>, options?: ErrorOptions) {
    super([code, ...Object.values(params)].join(" "), options);
    this.code = code;
    this.params = params;
  }
}

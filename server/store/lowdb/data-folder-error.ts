/** Reasons why a data folder cannot be opened. */
export type DataFolderFault =
  | "in-use"
  | "in-use-elsewhere"
  | "other-form"
  | "snapshot-empty"
  | "snapshot-cut"
  | "snapshot-not-json"
  | "journal-damaged"
  | "journal-gap";

/** A data folder cannot be opened. The code and the parameters select the message that is shown. */
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

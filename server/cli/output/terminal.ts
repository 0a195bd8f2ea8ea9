/** A command line's connection to the process that runs it. */
export interface Terminal {
  environment: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output. */
  write: (output: string | Uint8Array) => void;
  /** Writes to standard error. */
  writeError: (text: string) => void;
  /**
   * Reports the progress of long work. Each line replaces the one before; "" ends the report. Null if the output is not
   * a terminal.
   */
  reportProgress: ((line: string) => void) | null;
}

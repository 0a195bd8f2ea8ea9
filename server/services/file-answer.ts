/** A file as an answer. */
export interface FileAnswer {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** The unpacked parts of a package by name, in the order of the file. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** Whether two parts have the same bytes. */
export function areEqual(first: Uint8Array, second: Uint8Array): boolean {
  return first.length === second.length && first.every((byte, index) => byte === second[index]);
}

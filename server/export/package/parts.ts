/** The unpacked parts of a package by name, in the order of the file. */
export type Parts = ReadonlyMap<string, Uint8Array>;

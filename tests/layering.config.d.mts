/** The folders that each folder may import. */
export const allowed: Readonly<Record<string, readonly string[]>>;

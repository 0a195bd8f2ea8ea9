/** Where a version is read. "@" and ":" of an address may stand in a path as they are. */
export const readingPath = (address: string): string => `/read/${address}`;

/** Where two versions are compared. */
export const comparisonPath = (base: string, revised: string): string => `/compare/${base}/${revised}`;

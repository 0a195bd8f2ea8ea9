/** Where a version is read. */
export const readingPath = (address: string): string => `/read/${address}`;

/** Where two versions are compared. */
export const comparisonPath = (base: string, revised: string): string => `/compare/${base}/${revised}`;

/** Where a document's next draft is uploaded. */
export const uploadPath = (document: string): string => `/upload/${document}`;

/** Where a clause of a version is followed through all drafts. */
export const biographyPath = (address: string, clause: string): string =>
  `/biography/${address}/${encodeURIComponent(clause)}`;

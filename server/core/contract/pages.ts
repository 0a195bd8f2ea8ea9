/**
 * Paths of the pages. The server renders the same paths that the client navigates to. "@" and ":" of a version's
 * address need no escaping in a path.
 */

/** The page that shows a version. */
export const readingPath = (address: string): string => `/read/${address}`;

/** The page that compares two versions. */
export const comparisonPath = (base: string, revised: string): string => `/compare/${base}/${revised}`;

/** The page for uploading a document's next draft. */
export const uploadPath = (document: string): string => `/upload/${document}`;

/** The page for making the next draft from a version and its accepted proposals. */
export const workingTextPath = (address: string): string => `/working-text/${address}`;

/** The history of a clause through all drafts. */
export const biographyPath = (address: string, clause: string): string =>
  `/biography/${address}/${encodeURIComponent(clause)}`;

/** The comment outcomes of a document in all its drafts. */
export const documentLedgerPath = (document: string): string => `/ledger/${document}`;

/** The outcomes, on one version, of all comments made before it. */
export const versionLedgerPath = (address: string): string => `/ledger/version/${address}`;

/** The uptake of proposals in a document's drafts. */
export const uptakePath = (document: string): string => `/uptake/${document}`;

/** The positions of groups and organisations on a version, clause by clause. */
export const consensusPath = (address: string): string => `/consensus/${address}`;

/** The charts of a document's drafts. */
export const picturesPath = (document: string): string => `/pictures/${document}`;

/** The page for managing circles of organisations. */
export const circlesPath = "/circles";

/** The page with requests that await an answer from one's organisation. */
export const askedPath = "/asked";

/** The page for receiving contributions, with the list of those received. */
export const contributionsPath = "/contributions";

/** The page for previewing and importing one contribution. */
export const contributionPath = (contribution: string): string => `/contributions/${contribution}`;

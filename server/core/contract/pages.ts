/**
 * Addresses of the pages people read: the server draws what the client goes to. "@" and ":" of a version's address may
 * stand in a path as they are.
 */

/** Where a version is read. */
export const readingPath = (address: string): string => `/read/${address}`;

/** Where two versions are compared. */
export const comparisonPath = (base: string, revised: string): string => `/compare/${base}/${revised}`;

/** Where a document's next draft is uploaded. */
export const uploadPath = (document: string): string => `/upload/${document}`;

/** Where the next draft is made of a version and the proposals that were accepted. */
export const workingTextPath = (address: string): string => `/working-text/${address}`;

/** Where a clause of a version is followed through all drafts. */
export const biographyPath = (address: string, clause: string): string =>
  `/biography/${address}/${encodeURIComponent(clause)}`;

/** Where one sees what became of a document's comments in all its drafts. */
export const documentLedgerPath = (document: string): string => `/ledger/${document}`;

/** Where one sees what became, on one version, of all that was said before it. */
export const versionLedgerPath = (address: string): string => `/ledger/version/${address}`;

/** Where one sees how far a document's drafts took proposals up. */
export const uptakePath = (document: string): string => `/uptake/${document}`;

/** Where one sees how groups and organisations stand on a version, clause by clause. */
export const consensusPath = (address: string): string => `/consensus/${address}`;

/** Where one sees a document's drafts in pictures. */
export const picturesPath = (document: string): string => `/pictures/${document}`;

/** Where circles of organisations are made and changed. */
export const circlesPath = "/circles";

/** Where one reads what waits for the word of one's organisation. */
export const askedPath = "/asked";

/** Where files that organisations sent are taken in, and where one sees those that came. */
export const contributionsPath = "/contributions";

/** Where one sees what a file would make, and takes it in. */
export const contributionPath = (contribution: string): string => `/contributions/${contribution}`;

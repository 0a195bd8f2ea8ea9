/** The path of the desk. Pages that link to it load it without the table of pages. */
export const deskPath = "/desk";

/** Returns the path of the comments of a document on the desk, if wanted only those on drafts in a language. */
export function documentDeskPath(document: string, language?: string): string {
  return `${deskPath}?${new URLSearchParams({ document, ...(language !== undefined && { language }) }).toString()}`;
}

/** Returns the path of the comments of a document whose location a person should confirm. */
export function locationsDeskPath(document: string): string {
  return `${documentDeskPath(document)}&state=location`;
}

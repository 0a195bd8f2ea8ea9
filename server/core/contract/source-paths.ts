/** The beginnings of the paths of the pages of people and organisations. Every page that names one loads them. */
export const sourcePages = { person: "/people/", organisation: "/organisations/" } as const;

/** Returns the path of the page of a person or an organisation. */
export function sourcePath(kind: keyof typeof sourcePages, id: string): string {
  return sourcePages[kind] + encodeURIComponent(id);
}

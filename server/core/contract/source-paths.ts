import { fillPath } from "#core/contract/operation-url.ts";

/**
 * The beginnings of the paths of the pages of people and organisations, and of the letters on a draft and its record.
 * Every page that names one loads them.
 */
export const sourcePages = {
  person: "/people/",
  organisation: "/organisations/",
  letters: "/letters/",
  record: "/record/",
} as const;

/** Returns the path of the page of a person or an organisation, or of the letters or record of the draft of an address. */
export function sourcePath(kind: keyof typeof sourcePages, id: string): string {
  return fillPath(`${sourcePages[kind]}:id`, { id });
}

import * as z from "zod";

/**
 * A version's address in written form: `document@round`, or `document@round:lang` if the round has several languages.
 * Document and round are lower-case words of letters, digits, "." and "-". The language is a BCP 47 tag.
 */
const addressPattern = /^[a-z0-9][a-z0-9.-]*@[a-z0-9][a-z0-9.-]*(?::[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)?$/u;
export const VersionAddress = z.string().regex(addressPattern);
export type VersionAddress = z.infer<typeof VersionAddress>;

/**
 * Parses an address into its parts; `language` is null if the address has none. Returns undefined if it is not a valid
 * address.
 */
export function parseAddress(
  address: string,
): { document: string; round: string; language: string | null } | undefined {
  if (!addressPattern.test(address)) return undefined;
  const [document = "", rest = ""] = address.split("@");
  const [round = "", language] = rest.split(":");
  return { document, round, language: language ?? null };
}

/** Formats an address that `parseAddress` can parse. */
export function formatAddress(document: string, round: string, language: string | null): string {
  return language ? `${document}@${round}:${language}` : `${document}@${round}`;
}

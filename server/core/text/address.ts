import * as z from "zod";

/**
 * The address of a version as people write it: `document@round`, or `document@round:lang` where the round has several
 * languages. Document and round are lower-case words of letters, digits, "." and "-"; the language is BCP 47.
 */
export const VersionAddress = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*@[a-z0-9][a-z0-9.-]*(?::[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)?$/u);
export type VersionAddress = z.infer<typeof VersionAddress>;

/** The parts of an address; language is null where the address names none. Undefined where it is no address. */
export function parseAddress(
  address: string,
): { document: string; round: string; language: string | null } | undefined {
  if (!VersionAddress.safeParse(address).success) return undefined;
  const [document = "", rest = ""] = address.split("@");
  const [round = "", language] = rest.split(":");
  return { document, round, language: language ?? null };
}

/** Writes what `parseAddress` reads. */
export function formatAddress(document: string, round: string, language: string | null): string {
  return language ? `${document}@${round}:${language}` : `${document}@${round}`;
}

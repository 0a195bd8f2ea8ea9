import { hidden, indexesOf, keysIn, organisationWord, wordKeys } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { WantedRows } from "../kernel/listed-rows.ts";

/** The rows that a search finds, as a list wants them. */
type Search<C extends "participants" | "organisations"> = Pick<WantedRows<C>, "beginnings" | "passes">;

/** Maximum number of organisations whose people are looked up. With more, all people are searched. */
const mostOrganisations = 50;

/**
 * Returns the search for people, by the beginnings of words in their name, id and organisation, and in their mail
 * address if `withAddresses` is set. A text without letters and digits finds all.
 */
export async function searchPeople(
  reader: Reader,
  text: string,
  { withAddresses }: { withAddresses: boolean },
): Promise<Search<"participants">> {
  const words = wordsOf(text);
  const [longest] = words;
  if (longest === undefined) return { beginnings: null, passes: null };
  const entries = await reader.range("organisations", { index: "word", prefix: longest, limit: mostOrganisations + 1 });
  const organisations = [...new Set(entries.map(({ row }) => row.id))].map(organisationWord);
  const isFew = entries.length <= mostOrganisations;
  return {
    beginnings: isFew ? [longest, ...(withAddresses ? hidden([longest]) : []), ...organisations] : null,
    passes: async (person) => {
      const own = keysIn(indexesOf("participants").get("word") ?? (() => []), person);
      const missing = words.filter((word) => !beginsOneOf(own, withAddresses ? [word, ...hidden([word])] : [word]));
      if (missing.length === 0 || person.organisationId === null) return missing.length === 0;
      const organisation = await reader.get("organisations", person.organisationId);
      if (!organisation) return false;
      const { id, name, shortName } = organisation;
      const theirs = wordKeys(id, name, shortName);
      return missing.every((word) => beginsOneOf(theirs, [word]));
    },
  };
}

/**
 * Returns the search for organisations, by the beginnings of words in their names, id or contact. A text without letters
 * and digits finds all.
 */
export function searchOrganisations(text: string): Search<"organisations"> {
  const words = wordsOf(text);
  const [longest] = words;
  if (longest === undefined) return { beginnings: null, passes: null };
  return {
    beginnings: [longest, ...hidden([longest])],
    passes: (organisation) => {
      const own = keysIn(indexesOf("organisations").get("word") ?? (() => []), organisation);
      return words.every((word) => beginsOneOf(own, [word, ...hidden([word])]));
    },
  };
}

/** Returns the words of a search, the longest first: few rows have it. */
function wordsOf(text: string): string[] {
  return wordKeys(text).sort((left, right) => right.length - left.length);
}

/** Returns whether one of the beginnings begins one of the keys. */
function beginsOneOf(keys: readonly string[], beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => keys.some((key) => key.startsWith(beginning)));
}

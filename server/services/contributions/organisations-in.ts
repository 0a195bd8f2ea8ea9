import { streamSafe } from "#core/text/stream-safe.ts";
import type { Organisation } from "#core/access/people.ts";
import { folded as foldedKey, lengthKey, lettersOf, longestNameKey, openingLengths } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";

/** Maximum number of characters of a text in which names are looked for: two pages. Each takes a question to the store. */
const longestText = 3_000;

/**
 * Returns the organisations whose name is in a text, in the order of their first appearance. The match ignores case and
 * accents. A name may be inside a word, because not all languages put spaces between words.
 *
 * Asks only for what is in the text: which of its parts of 4 characters begin a name, which of these go on to 8, and so
 * on. It reads no organisation whose name is not there, however many the forum has.
 */
export async function organisationsIn(reader: Reader, text: string): Promise<Organisation[]> {
  const letters = lettersOf(streamSafe(text)).slice(0, longestText);
  const names = new Set(await shortParts(reader, letters));
  let starts = [...letters.keys()];
  for (const [step, length] of openingLengths.entries()) {
    starts = await startsOfNames(reader, letters, starts, length);
    const end = openingLengths[step + 1] ?? longestNameKey + 1;
    for (const start of starts)
      for (let size = length; size < end && start + size <= letters.length; size += 1)
        names.add(part(letters, start, size));
  }
  // The key of a longer name is its beginning. These are in the form of keys, but may end with a space.
  const keys = new Set([...names].map((name) => name.slice(0, longestNameKey)));
  const found = await Promise.all([...keys].map((key) => reader.list("organisations", { name: key })));
  const organisations = new Map(found.flat().map((organisation) => [organisation.id, organisation]));
  const whole = folded(letters.join(""));
  return [...organisations.values()]
    .map((organisation) => ({ organisation, at: whole.indexOf(folded(organisation.name)) }))
    .filter(({ at }) => at >= 0)
    .sort((left, right) => left.at - right.at || (left.organisation.id < right.organisation.id ? -1 : 1))
    .map(({ organisation }) => organisation);
}

/** Returns those of some positions at which a name with at least this length may start. */
async function startsOfNames(
  reader: Reader,
  letters: readonly string[],
  starts: readonly number[],
  length: number,
): Promise<number[]> {
  const openings = new Map<string, number[]>();
  for (const start of starts.filter((one) => one + length <= letters.length)) {
    const opening = part(letters, start, length);
    const same = openings.get(opening);
    if (same) same.push(start);
    else openings.set(opening, [start]);
  }
  const found = await Promise.all(
    [...openings].map(async ([opening, at]) => ((await reader.count("organisations", { opening })) > 0 ? at : [])),
  );
  return found.flat();
}

/** Returns the parts of a text that have the length of a name without a beginning. Few forums have one. */
async function shortParts(reader: Reader, letters: readonly string[]): Promise<string[]> {
  const lengths = Array.from({ length: openingLengths[0] - 1 }, (_, index) => index + 1);
  const found = await Promise.all(
    lengths.map(async (length) =>
      (await reader.count("organisations", { opening: lengthKey(length) })) > 0
        ? letters.map((_, start) => part(letters, start, length))
        : [],
    ),
  );
  return found.flat();
}

function part(letters: readonly string[], start: number, length: number): string {
  return letters.slice(start, start + length).join("");
}

/** Normalises a name for comparison: "Lucía ROMERO" and "Lucia Romero" are one person. */
export function folded(name: string): string {
  return foldedKey(streamSafe(name));
}

import type { Known } from "#core/discuss/mentions.ts";
import { call } from "../api/call.ts";

type People = Known["people"];

/** Maximum length of a name that is looked for after an "@". */
const longestName = 60;

/** Maximum number of signs "@" in one request, and of those of a text that are looked up. */
const mostSigns = 50;
const mostOfText = 100;

/** Time in ms in which the texts of a page join one request. */
const gathering = 10;

/** Signs that wait for the next request, each with the text after it. */
let waiting = new Set<string>();
let next: Promise<People> | null = null;

/**
 * Returns the first signs "@" of a text, each with what follows it up to the next sign, as far as a name could reach.
 * So names that contain a sign are not found.
 */
export function signsIn(text: string): string[] {
  const signs = text.match(/@[^@]+/gu) ?? [];
  return [...new Set(signs.slice(0, mostOfText).map((sign) => sign.slice(0, longestName + 2)))];
}

/**
 * Returns the people whose names may follow an "@" in a text, and others. Looks them up together with those of the other
 * texts that are shown at the same time. Requires sign-in.
 */
export async function peopleMentionedIn(text: string): Promise<People> {
  for (const sign of signsIn(text)) waiting.add(sign);
  next ??= new Promise((resolve) => setTimeout(resolve, gathering)).then(() => {
    const asked = [...waiting];
    waiting = new Set();
    next = null;
    return ask(asked);
  });
  return next;
}

async function ask(signs: readonly string[]): Promise<People> {
  const parts: string[][] = [];
  for (let from = 0; from < signs.length; from += mostSigns) parts.push(signs.slice(from, from + mostSigns));
  const answers = parts.map((part) => call("getParticipants", { query: { mentionedIn: part.join("\n") } }));
  return (await Promise.all(answers)).flatMap(({ items }) => items);
}

import type { KeptOrganisation } from "#core/access/kept-people.ts";
import type { RowSource } from "#core/receive/contribution.ts";
import type { Reader } from "../../store/store.ts";
import { wordKeys } from "../../store/indexes.ts";
import { Turns } from "../kernel/in-turns.ts";

/** Minimum share of words in common for a name to be proposed as a source: "Harbor Council" for "Harbour Council". */
const leastAlike = 0.7;
/** Minimum share of a name's letters for a source that is a part of it: "Caldera" for "Ministry of Caldera". */
const leastPart = 0.2;
/** Minimum lead over the next name. With less, neither is proposed. */
const leastLead = 0.08;
/** Maximum number of sources that are compared with names. Each takes a look at every organisation. */
const mostCompared = 500;

/**
 * Matches the sources of rows to organisations.
 *
 * - A name, short name or id, in any case and punctuation, is exact, also that of an organisation that was merged. So is a
 *   former name that no organisation has now, and so are several names ("North & Tavi"), whose organisations then speak
 *   jointly.
 * - A part of a name, its initials or a slightly different spelling is likely, and a person confirms it.
 * - Other sources are unknown.
 */
export async function matchSources(reader: Reader, sources: readonly string[]): Promise<RowSource[]> {
  const wanted = [...new Set(sources)].filter((source) => source !== "").slice(0, mostCompared);
  if (wanted.length === 0) return [];
  const names = namesOf(await reader.list("organisations"));
  const turns = new Turns();
  const matched: RowSource[] = [];
  for (const name of wanted) {
    await turns.pause();
    matched.push({ name, ...matchOf(name, names) });
  }
  return matched;
}

/** A name of an organisation, with the id of the one that goes on if it was merged. */
interface OrganisationName {
  id: string;
  key: string;
  words: readonly string[];
  /** The initials of its long words, and of all words. */
  initials: readonly string[];
}

function namesOf(organisations: readonly KeptOrganisation[]): Map<string, OrganisationName[]> {
  const names = new Map<string, OrganisationName[]>();
  const add = ({ id, mergedInto }: KeptOrganisation, name: string): void => {
    const words = wordKeys(name);
    const long = words.filter((word) => word.length > 3);
    const initials = [long, words].map((some) => some.map((word) => word.charAt(0)).join(""));
    const key = keyOf(name);
    names.set(key, [...(names.get(key) ?? []), { id: mergedInto ?? id, key, words, initials }]);
  };
  for (const one of organisations) for (const name of new Set([one.id, one.name, one.shortName])) add(one, name);
  const current = new Set(names.keys());
  for (const one of organisations)
    for (const name of one.formerNames ?? []) if (!current.has(keyOf(name))) add(one, name);
  return names;
}

/** A name without case, accents, spaces and punctuation. */
function keyOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

type Match = Omit<RowSource, "name">;

function matchOf(source: string, names: ReadonlyMap<string, OrganisationName[]>): Match {
  const exact = exactly(source, names);
  if (exact) return { organisationIds: exact, by: "exact" };
  const parts = partsOf(source);
  const each = parts.length > 1 ? parts.map((part) => exactly(part, names)) : [];
  if (each.length > 0 && each.every((ids) => ids !== null)) {
    return { organisationIds: [...new Set(each.flat())], by: "exact" };
  }
  const likely = likeliest(source, names);
  if (likely !== null) return { organisationIds: likely, by: "likely" };
  const some = parts.length > 1 ? parts.map((part, at) => each[at] ?? likeliest(part, names)) : [];
  const found = [...new Set(some.flatMap((ids) => ids ?? []))];
  return { organisationIds: found, by: found.length > 0 ? "likely" : "unknown" };
}

/** Finds the organisation with exactly this name, or with this name and the one in brackets. */
function exactly(source: string, names: ReadonlyMap<string, OrganisationName[]>): string[] | null {
  const [, before = source, within] = /^([^()]*)\(([^()]*)\)[^()]*$/u.exec(source) ?? [];
  const found = (within === undefined ? [source] : [before, within]).map(
    (name) => new Set((names.get(keyOf(name)) ?? []).map(({ id }) => id)),
  );
  const [first, second = first] = found;
  const ids = [...(first ?? [])].filter((id) => second?.has(id));
  return ids.length === 1 ? ids : null;
}

function partsOf(source: string): string[] {
  return source
    .split(/[,;/&+\n،؛、；]|\s(?:and|et|y|und|и)\s|\sو(?=\p{L})/iu)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Returns the organisation with the name most like a source; none if two are alike, null if no name is alike. */
function likeliest(source: string, names: ReadonlyMap<string, OrganisationName[]>): string[] | null {
  const key = keyOf(source);
  const words = wordKeys(source);
  const best = new Map<string, number>();
  for (const name of [...names.values()].flat()) {
    const score = likeness({ key, words }, name);
    if (score > 0) best.set(name.id, Math.max(score, best.get(name.id) ?? 0));
  }
  const [first, second] = [...best].sort(([, left], [, right]) => right - left);
  if (!first) return null;
  return second && first[1] - second[1] < leastLead ? [] : [first[0]];
}

function likeness({ key, words }: { key: string; words: readonly string[] }, name: OrganisationName): number {
  if (key.length >= 2 && name.initials.includes(key)) return 0.9;
  const left = [...name.words];
  let shared = 0;
  for (const word of words) {
    const at = left.findIndex((other) => isAlike(word, other));
    if (at < 0) continue;
    shared += 1;
    left.splice(at, 1);
  }
  const alike = (2 * shared) / Math.max(1, words.length + name.words.length);
  if (alike >= leastAlike) return alike;
  const isPart = shared === words.length && shared > 0 && key.length >= 4 && key.length >= name.key.length * leastPart;
  return isPart ? 0.6 : 0;
}

/** Whether two words are the same but for one letter in five, or one is an abbreviation of the other. */
function isAlike(word: string, other: string): boolean {
  if (word === other) return true;
  const [short, long] = word.length < other.length ? [word, other] : [other, word];
  if (short.length >= 3 && long.startsWith(short)) return true;
  if (short.length < 4 || long.length - short.length > 1) return false;
  return edits(short, long) <= Math.ceil(long.length / 5);
}

/** The number of letters to insert, delete or replace. */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [at, letter] of Array.from(from).entries()) {
    const next = [at + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replaced = (row[column] ?? 0) + Number(letter !== other);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

import { type Actor, can } from "#core/access/permissions.ts";
import type { Organisation } from "#core/access/people.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import type { Contribution, ContributionItem, RowSource } from "#core/receive/contribution.ts";
import { isImported } from "#core/receive/item-result.ts";
import { streamSafe } from "#core/text/stream-safe.ts";
import { folded as foldedKey, lengthKey, lettersOf, longestNameKey, openingLengths } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { readOrRefuse } from "../versions/read-upload.ts";

/** Returns the names in the source of a row, in the form in which they are compared: "North; Registry". */
export function namesIn(source: string): string[] {
  return source.split(/[,;]/u).map(folded).filter(Boolean);
}

/** Whether a source names each of these organisations, by id, name or short name, and nothing else. */
export function namesExactly(source: string, organisations: readonly SpeakingOrganisation[]): boolean {
  const named = namesIn(source);
  const found = organisations.map(({ id, name, shortName }) =>
    [id, name, shortName].map(namesIn).filter((parts) => parts.every((part) => named.includes(part))),
  );
  const known = found.flat(2);
  return found.every((aliases) => aliases.flat().length > 0) && named.every((part) => known.includes(part));
}

type DividedContribution = Pick<Contribution, "items" | "state" | "handMarks" | "unmarked" | "rowSources">;

/** The authors of a row: ids of organisations, of which the others speak jointly with the first; none for a plain name. */
export type RowAuthors = Pick<RowSource, "organisationIds">;

/**
 * Returns the authors of rows by the source that they name. A source without an entry is held.
 *
 * - Whoever may import for any organisation imports rows in the name of their sources. Others import only rows of the
 *   sender.
 * - Rows of an unknown source keep it as a plain name. If the file has a sender, a person decides, because the source may
 *   be a part of it.
 *
 * @param actor The person who imports them. Null returns the authors of all rows whose authors are known.
 */
export function rowAuthors(
  actor: Actor | null,
  { rowSources = [] }: Pick<Contribution, "rowSources">,
  organisations: readonly SpeakingOrganisation[],
): ReadonlyMap<string, RowAuthors> {
  const isSender = ({ organisationIds }: RowAuthors): boolean =>
    organisationIds.length === organisations.length && organisations.every(({ id }) => organisationIds.includes(id));
  const isSure = ({ by }: RowSource): boolean =>
    by === "exact" || by === "person" || (by === "unknown" && organisations.length === 0);
  const isAllowed = (source: RowSource): boolean =>
    actor === null || can(actor, "date-contribution") || isSender(source);
  return new Map(rowSources.filter((one) => isSure(one) && isAllowed(one)).map((one) => [one.name, one]));
}

/** Returns the organisations to which the source of an item belongs. Undefined if its source is not known. */
export function authorsOf(
  { rowSources = [] }: Pick<Contribution, "rowSources">,
  { origin, source }: Pick<ContributionItem, "origin" | "source">,
): RowAuthors | undefined {
  return origin === "remark" ? rowSources.find(({ name }) => name === source) : undefined;
}

/**
 * Divides the items of a contribution into those to import and those held because of their source.
 *
 * - A remark that names a source is imported if the source is exactly the senders, or its authors are known. Otherwise
 *   comments of one body would be stored under the name of another, or of several.
 * - A remark without a source belongs to the sender, unless another remark names another source. An empty cell may then
 *   mean the source above it.
 * - Nothing that was imported is held.
 *
 * @param authors The authors of rows by their source.
 */
export function divideItems(
  contribution: DividedContribution,
  organisations: readonly SpeakingOrganisation[],
  authors: ReadonlyMap<string, RowAuthors>,
): {
  importable: ReadonlySet<ContributionItem>;
  heldItems: ReadonlySet<ContributionItem>;
  held: ShownContribution["held"];
} {
  const remarks = contribution.items.filter(
    ({ origin, annotationId, source }) =>
      origin === "remark" && (contribution.state === "prepared" || (annotationId === null && source !== undefined)),
  );
  const sources = new Map<string, boolean>();
  for (const { origin, source = "" } of contribution.items)
    if (origin === "remark" && source !== "" && !sources.has(source))
      sources.set(source, namesExactly(source, organisations));
  const isMixed = [...sources.values()].includes(false);
  const isHeld = ({ source }: ContributionItem): boolean =>
    source === undefined || (!authors.has(source) && (source === "" ? isMixed : sources.get(source) === false));
  const heldItems = new Set(remarks.filter(isHeld));
  const counts = new Map<string, number>();
  for (const { source = "", included } of heldItems) if (included) counts.set(source, (counts.get(source) ?? 0) + 1);
  return {
    heldItems,
    importable: new Set(contribution.items.filter((item) => isImported(contribution, item) && !heldItems.has(item))),
    held: [...counts].map(([source, count]) => ({ source, count })).sort((left, right) => right.count - left.count),
  };
}

/**
 * Returns the items of a contribution with the sources of its remarks. Earlier servers did not store them, so they are
 * read from the file again.
 * @throws ProblemError server-busy
 */
export async function withSources(context: Context, contribution: Contribution): Promise<ContributionItem[]> {
  const { items, state, source } = contribution;
  const lacks = (item: ContributionItem): boolean => item.origin === "remark" && item.source === undefined;
  if (state !== "prepared" || !items.some(lacks)) return items;
  const original = await context.store.read((reader) => reader.get("originals", source.hash));
  if (!original) return items;
  const { read } = await readOrRefuse(source.fileName, () =>
    context.files.readContribution(original.bytes, source.fileName),
  );
  const remarks = read.form === "remarks" ? read.remarks : [];
  const sources = new Map(remarks.map((remark) => [remark.id, remark.source.trim()]));
  return items.map((item) => (lacks(item) ? { ...item, source: sources.get(item.marks[0] ?? "") } : item));
}

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

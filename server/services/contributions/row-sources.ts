import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { type Contribution, type ContributionItem, isImported } from "#core/receive/contribution.ts";
import type { Context } from "../kernel/context.ts";
import { readOrRefuse } from "../versions/read-upload.ts";
import { folded } from "./organisations-in.ts";

/** Returns the names in the source of a row, in the form in which they are compared: "North; Registry". */
export function namesIn(source: string): string[] {
  return source.split(/[,;]/u).map(folded).filter(Boolean);
}

/** Whether a source names each of these organisations, by id, name or short name, and nothing else. */
function namesExactly(source: string, organisations: readonly SpeakingOrganisation[]): boolean {
  const named = namesIn(source);
  const found = organisations.map(({ id, name, shortName }) =>
    [id, name, shortName].map(namesIn).filter((parts) => parts.every((part) => named.includes(part))),
  );
  const known = found.flat(2);
  return found.every((aliases) => aliases.flat().length > 0) && named.every((part) => known.includes(part));
}

/**
 * Divides the items of a contribution into those to import and those held because of their source.
 *
 * - A remark that names a source is imported only if the source is exactly the senders. Otherwise comments of one body
 *   would be stored under the name of another, or of several.
 * - A remark without a source belongs to the sender, unless another remark names another source. An empty cell may then
 *   mean the source above it.
 * - Nothing that was imported is held.
 */
export function divideItems(
  contribution: Pick<Contribution, "items" | "state" | "handMarks" | "unmarked">,
  organisations: readonly SpeakingOrganisation[],
): { importable: ReadonlySet<ContributionItem>; held: ShownContribution["held"] } {
  const remarks = contribution.items.filter(
    ({ origin, annotationId, source }) =>
      origin === "remark" && (contribution.state === "prepared" || (annotationId === null && source !== undefined)),
  );
  const sources = new Map<string, boolean>();
  for (const { source = "" } of remarks)
    if (source !== "" && !sources.has(source)) sources.set(source, namesExactly(source, organisations));
  const isMixed = [...sources.values()].includes(false);
  const isHeld = ({ source }: ContributionItem): boolean =>
    source === undefined || (source === "" ? isMixed : sources.get(source) === false);
  const heldItems = new Set(remarks.filter(isHeld));
  const counts = new Map<string, number>();
  for (const { source = "", included } of heldItems) if (included) counts.set(source, (counts.get(source) ?? 0) + 1);
  return {
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

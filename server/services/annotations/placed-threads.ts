import { byTextPosition, type TextPosition, textPosition } from "#core/discuss/text-order.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { Turns } from "../kernel/in-turns.ts";
import type { DocumentThreads, NumberedThread, PlacedThread, PlacedThreads } from "../kernel/kept-discussions.ts";
import { loadContent } from "../versions/content.ts";
import type { FoundVersion } from "../versions/find-version.ts";
import { earlierOf } from "../versions/version-order.ts";
import { placeThreads } from "./placement.ts";

/** Number of threads to place before others get their turn. */
const atOnce = 100;

/**
 * Returns the threads of a version and of earlier ones in its language, placed on it and in text order. Includes threads
 * that a reader may not see. They are placed once. After an event, only the threads that it changed are placed again.
 */
export async function placedOn(
  context: Context,
  { version, versions }: Pick<FoundVersion, "version" | "versions">,
  { at, placesAt, threads }: DocumentThreads,
  signal: AbortSignal | null,
): Promise<PlacedThreads> {
  const latest = context.discussions.versions.get(version.id);
  const damage = context.damage.revision;
  const kept = latest?.damage === damage ? latest : undefined;
  if (kept?.at === at) return kept;
  const earlier = kept?.placesAt === placesAt && kept.at < at ? kept : null;
  const changed = earlier ? threads.filter(({ changedAt }) => changedAt > earlier.at) : threads;
  const line = [...earlierOf(version, versions), version];
  const homes = new Set(line.map(({ id }) => id));
  const placed = await placeAll(
    context,
    changed.filter(({ annotation }) => homes.has(annotation.versionId)),
    line,
    comparerOnce(context, signal),
  );
  const state = {
    ...{ at, placesAt, damage },
    placed: earlier ? merged(earlier.placed, placed, changed) : placed.sort(byTextPosition),
  };
  context.discussions.versions.offer(version.id, state, { at, size: state.placed.length });
  return state;
}

async function placeAll(
  context: Context,
  threads: readonly NumberedThread[],
  line: readonly FoundVersion["version"][],
  compared: Comparer,
): Promise<PlacedThread[]> {
  const version = line.at(-1);
  if (!version || threads.length === 0) return [];
  const { text } = await loadContent(context, version);
  const turns = new Turns();
  const placed: PlacedThread[] = [];
  for (let start = 0; start < threads.length; start += atOnce) {
    const some = threads.slice(start, start + atOnce);
    const placements = await placeThreads(context, some, line, compared);
    for (const [index, placement] of placements.entries()) {
      const thread = some[index];
      if (thread) placed.push({ ...textPosition(text, thread.annotation, placement.targets), thread, placement });
    }
    await turns.pause();
  }
  return placed;
}

/** Replaces the changed threads among those in text order. Reads each of the others once. */
function merged(
  earlier: readonly PlacedThread[],
  placed: readonly PlacedThread[],
  changed: readonly NumberedThread[],
): readonly PlacedThread[] {
  if (changed.length === 0) return earlier;
  const ids = new Set(changed.map(({ annotation }) => annotation.id));
  return [...earlier.filter(({ id }) => !ids.has(id)), ...placed].sort(byTextPosition);
}

/** The position of the first thread that begins in a clause, whatever its offset and age. */
export function startOfClause(clause: number): TextPosition {
  return { clause, offset: -1, time: 0, id: "" };
}

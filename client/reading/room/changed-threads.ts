import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";

/** Maximum number of ids in a request. */
const mostIds = 100;

/** Collections whose values belong to one thread. */
const ofThreads: ReadonlySet<string> = new Set(["annotations", "replies", "dispositions", "settlements", "uptakes"]);

/** Kinds of events that change more threads than that of their subject. */
const ofSeveral: ReadonlySet<string> = new Set(["annotation-consolidated", "annotation-released"]);

/**
 * Returns the id of the annotation or reply whose thread an event changed. Null if it may have changed others, or if the
 * event was missed.
 */
export function changedBy(event: Pick<ForumEvent, "kind" | "subject"> | null): string | null {
  if (!event || !ofThreads.has(event.subject.collection) || ofSeveral.has(event.kind)) return null;
  // The id of a settlement is that of its annotation and of a version.
  return event.subject.id.split(" ")[0] ?? null;
}

/** A discussion that was read as a whole, and what changed in it since. */
export class WholeDiscussion {
  #read: readonly PlacedAnnotation[] | null = null;
  /** Ids of the threads that changed since the last complete read began. Null if any thread may have changed. */
  #heard: (string | null)[] = [];

  /** Adds a thread that changed, as `changedBy` returns it. */
  hear(id: string | null): void {
    this.#heard.push(id);
  }

  /**
   * Reads the discussion again: only the threads that changed, if they are known and few. `read` reads all, or those
   * with some ids. A read that fails or is aborted leaves the changes for the next one.
   */
  async readAgain(
    signal: AbortSignal,
    read: (ids: readonly string[] | null) => Promise<PlacedAnnotation[]>,
  ): Promise<readonly PlacedAnnotation[]> {
    const heard = this.#heard;
    const began = heard.length;
    const before = this.#read;
    const ids = before && idsToRead(before, heard);
    const found = await read(ids);
    const whole = before && ids ? withChanged(before, ids, found) : found;
    if (signal.aborted) return whole;
    this.#heard = heard.slice(began);
    this.#read = whole;
    return whole;
  }
}

/**
 * Returns the ids of changed annotations and replies; null if everything must be read. A reply may have left the thread
 * that had it, so the annotation of that thread is among them.
 */
function idsToRead(known: readonly PlacedAnnotation[], heard: readonly (string | null)[]): string[] | null {
  const changed = new Set(heard);
  // A read although nothing was heard is for a change whose event has not arrived, such as the reader's own.
  if (changed.size === 0 || changed.has(null)) return null;
  const threads = known.filter((placed) => isOf(placed, changed)).map(({ annotation }) => annotation.id);
  const ids = [...new Set([...(changed as ReadonlySet<string>), ...threads])];
  return ids.length > mostIds ? null : ids;
}

/** Returns a discussion with changed threads as they are now. Those that were asked for and not found are gone. */
function withChanged(
  known: readonly PlacedAnnotation[],
  ids: readonly string[],
  found: readonly PlacedAnnotation[],
): PlacedAnnotation[] {
  const asked = new Set<string | null>(ids);
  const now = new Map(found.map((placed) => [placed.annotation.id, placed]));
  const kept = known.flatMap((placed) => now.get(placed.annotation.id) ?? (isOf(placed, asked) ? [] : placed));
  const listed = new Set(kept.map(({ annotation }) => annotation.id));
  return [...kept, ...found.filter(({ annotation }) => !listed.has(annotation.id))];
}

/** Whether an annotation or one of its replies is among some ids. */
function isOf({ annotation, replies }: PlacedAnnotation, ids: ReadonlySet<string | null>): boolean {
  return ids.has(annotation.id) || replies.some(({ id }) => ids.has(id));
}

import { LRUCache } from "lru-cache";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { TextPosition } from "#core/discuss/text-order.ts";
import type { DecisionRecord } from "#core/outcome/decision.ts";
import type { DeskEntry } from "#core/outcome/desk-entry.ts";
import type { Placement } from "#core/place/placement.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";

/** An annotation with its replies, decision, notes and settlements, as stored. */
export interface KeptThread {
  annotation: Annotation;
  /** All replies, including those that a reader may not see. They are filtered when they are shown. */
  replies: KeptReply[];
  /** Null if there was never a decision. */
  decision: DecisionRecord | null;
  /** The notes of those who decide, which nobody else may know of. Null if nothing was noted. */
  desk: DeskEntry | null;
  /** The settlements of its placements on later versions. */
  settlements: KeptSettlement[];
}

/** A thread, and the number of the last event that changed it. */
export interface NumberedThread extends KeptThread {
  changedAt: number;
}

/** All threads of a document after an event. Never changed: the next event leads to another one. */
export interface DocumentThreads {
  /** The number of the store's last event when they were read. */
  at: number;
  /** The last event that may have moved any thread. Placements from before it are out of date. */
  placesAt: number;
  /** In chronological order. */
  threads: readonly NumberedThread[];
}

/** A thread on a version, with its position in the text order (`core/discuss/text-order.ts`). */
export interface PlacedThread extends TextPosition {
  thread: NumberedThread;
  placement: Placement;
}

/** The threads of a version and of earlier ones in its language, placed on it. Never changed, like the threads. */
export interface PlacedThreads extends Pick<DocumentThreads, "at" | "placesAt"> {
  /** The damage that was known (`KnownDamage.revision`), because other placements are found after it is repaired. */
  damage: number;
  /** In text order. Includes threads that a reader may not see. */
  placed: readonly PlacedThread[];
}

/** Number of threads to keep of all documents, and of all versions. One takes 1 to 3 kB, most of it in the store's rows. */
const mostThreads = 100_000;

/** Keeps the latest state of each subject, of those that were used last. */
class LatestStates<State> {
  readonly #states = new LRUCache<string, { state: State; at: number }>({ maxSize: mostThreads });
  readonly #making = new Map<string, Promise<State>>();

  /** Returns the latest state. It may be of an earlier or a later event than the reader's. */
  get(id: string): State | undefined {
    return this.#states.get(id)?.state;
  }

  /** Makes a state that several readers need at the same time once. `name` names the subject and the event. */
  shared(name: string, make: () => Promise<State>): Promise<State> {
    const making = this.#making.get(name);
    if (making) return making;
    const made = make().finally(() => this.#making.delete(name));
    this.#making.set(name, made);
    return made;
  }

  /** Keeps a state, unless there is one of a later event. */
  offer(id: string, state: State, { at, size }: { at: number; size: number }): void {
    if ((this.#states.peek(id)?.at ?? -1) > at) return;
    // A document with more is still kept, but no other beside it.
    this.#states.set(id, { state, at }, { size: Math.min(mostThreads, size + 1) });
  }
}

/** The discussions that a server keeps in memory, so that no request reads all annotations of a document again. */
export class KeptDiscussions {
  /** By document id. */
  readonly documents = new LatestStates<DocumentThreads>();
  /** By version id. */
  readonly versions = new LatestStates<PlacedThreads>();
}

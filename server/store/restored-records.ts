import { type Bound, type ChainHeads, emptyHeads, headsAfter, replacementOf, rewritten } from "./audit-chain.ts";
import type { BackupEntry } from "./backup-file.ts";
import { bindingEvent, recordsOf } from "./bound-records.ts";
import type { Collection, Identified, RowCollection } from "./collections.ts";
import { passingCollections } from "./passing-rows.ts";
import { partsOf, sealOf } from "./seals.ts";
import type { BoundRecord, StoredEvent } from "./stored-event.ts";

/**
 * The records and events that a restore takes from a backup. If it leaves records out, or the backup is of a form in which
 * events bound none, an event at the end says so.
 */
export class RestoredRecords {
  readonly #keepTokens: boolean;
  readonly #leftOut: BoundRecord[] = [];
  /** What no event binds. Null if events bind everything. */
  #unbound: BoundRecord[] | null = null;
  readonly #replaced: NonNullable<Bound["replaced"]>[number][] = [];
  #seq = 0;
  #at: string | null = null;
  #heads: ChainHeads = emptyHeads;

  /** Without `keepTokens`, sessions and one-time links are left out. */
  constructor({ keepTokens = false }: { keepTokens?: boolean }) {
    this.#keepTokens = keepTokens;
  }

  /** Whether a row or body is restored. A body comes as its id and digest. */
  takes(collection: Collection, value: Identified, { isBinding }: { isBinding: boolean }): boolean {
    const isLeftOut = !this.#keepTokens && tokenCollections.includes(collection);
    const seal = sealOf(value);
    if (isLeftOut && seal !== undefined) this.#leftOut.push([partsOf(seal).key, null]);
    if (!isLeftOut && !isBinding) (this.#unbound ??= []).push(...recordsOf(collection, [value]));
    return !isLeftOut;
  }

  /** Returns an event as it is restored. */
  event(given: Extract<BackupEntry, readonly ["events", unknown]>[1]): StoredEvent {
    const event = given.audit.salt === null ? rewritten(given, given) : given;
    if (event !== given) this.#replaced.push(replacementOf(event));
    this.#seq = event.seq;
    this.#at = event.at;
    this.#heads = headsAfter(this.#heads, event);
    return event;
  }

  /** Returns the event that comes after all others, if there is one. */
  lastEvent(): StoredEvent[] {
    const end = { seq: this.#seq, at: this.#at, heads: this.#heads };
    if (end.seq === 0) return [];
    const records = this.#unbound;
    if (records) return [bindingEvent("records-bound", { records, replaced: this.#replaced }, end)];
    return this.#leftOut.length > 0 ? [bindingEvent("forum-restored", { records: this.#leftOut }, end)] : [];
  }
}

/**
 * Collections that open a forum to whoever holds a token, and webhooks, whose secrets sign in its name. A backup may be in
 * other hands than the forum, so a restore leaves them out. Returned mails open nothing, and without them a restored forum
 * would mail news to dead addresses again.
 */
const tokenCollections: readonly Collection[] = [
  ...(["sessions", "invitations", "webhooks", "deliveries"] satisfies RowCollection[]),
  ...passingCollections.filter((one) => one !== "returnedMails"),
];

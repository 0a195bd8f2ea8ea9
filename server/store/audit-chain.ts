import { createHash, randomBytes } from "node:crypto";
import { type ChainHead, emptyHead, textToLink } from "#core/audit/chain-line.ts";
import type { Chain, NewEvent, StoredEvent } from "./stored-event.ts";

/** The last link of each chain. A store that many processes write to keeps them as one row, and locks it. */
export type ChainHeads = Readonly<Record<Chain, ChainHead>>;

export const emptyHeads: ChainHeads = { public: emptyHead, private: emptyHead };

/** An event with its number and id, not yet in a chain. */
type NumberedEvent = NewEvent & Pick<StoredEvent, "seq" | "id">;

/**
 * Appends an event to its chain. Returns the event to store, and the heads after it.
 *
 * Each link is the hash of the link before it and of what the line reveals. The facts of the event are only in its
 * commitment, a hash with a random salt: they can be erased without breaking the chain, and nobody can guess them from
 * the hash.
 */
export function chained(event: NumberedEvent, heads: ChainHeads): { event: StoredEvent; heads: ChainHeads } {
  const { chain = "private" } = event;
  const previous = heads[chain];
  const salt = randomBytes(16).toString("base64url");
  const position = previous.position + 1;
  const unlinked = { ...event, chain, audit: { position, salt, commitment: commitmentOf(event, salt) } };
  const link = linkOf(previous.link, unlinked);
  return {
    event: { ...unlinked, audit: { ...unlinked.audit, link } },
    heads: { ...heads, [chain]: { position, link } },
  };
}

/**
 * Returns an event of an earlier form in the private chain: nobody recorded then whether everybody could know of it. An
 * event that is in a chain stays as it is.
 */
export function chainedEarlier(event: StoredEvent, heads: ChainHeads): StoredEvent {
  const isChained = Object.hasOwn(event, "audit");
  return isChained ? event : chained({ ...event, chain: "private" }, heads).event;
}

/** Returns the heads after an event. Without an event, returns the same heads. */
export function headsAfter(heads: ChainHeads, event: Pick<StoredEvent, "chain" | "audit"> | undefined): ChainHeads {
  if (!event) return heads;
  const { position, link } = event.audit;
  return { ...heads, [event.chain]: { position, link } };
}

/** Returns an event whose facts are erased. It keeps its place in its chain. */
export function withoutFacts(event: StoredEvent): StoredEvent {
  return { ...event, before: null, after: null, audit: { ...event.audit, salt: null } };
}

/** Returns the new form of an event from which a person is erased. It keeps its place in its chain. */
export function rewritten(event: StoredEvent, by: StoredEvent): StoredEvent {
  return { ...by, chain: event.chain, audit: { ...event.audit, salt: null } };
}

/** A place at which a chain is not as it was written. */
export interface ChainFault {
  /**
   * - `chain-broken`: an event was removed, inserted, moved, or changed in what its line reveals.
   * - `chain-altered`: the facts of an event are not those that were recorded.
   */
  code: "chain-broken" | "chain-altered";
  chain: Chain;
  /** The first position that is wrong. */
  position: number;
  /** The number of the event there. */
  seq: number;
}

/** Checks the chains of a store, event by event. */
export class ChainCheck {
  #heads = emptyHeads;
  readonly #faults = new Map<string, ChainFault>();

  /** Checks the next event. Only the first fault of each kind in a chain is reported. */
  add(event: StoredEvent): void {
    const { chain, audit, seq } = event;
    const { position, link } = this.#heads[chain];
    const isNext = audit.position === position + 1 && linkOf(link, event) === audit.link;
    if (!isNext) this.#report({ code: "chain-broken", chain, position: position + 1, seq });
    if (audit.salt !== null && commitmentOf(event, audit.salt) !== audit.commitment)
      this.#report({ code: "chain-altered", chain, position: position + 1, seq });
    this.#heads = headsAfter(this.#heads, event);
  }

  /** The heads after all events so far. */
  get heads(): ChainHeads {
    return this.#heads;
  }

  /** Returns the faults found so far. */
  faults(): ChainFault[] {
    return [...this.#faults.values()];
  }

  #report(fault: ChainFault): void {
    const key = `${fault.code} ${fault.chain}`;
    if (!this.#faults.has(key)) this.#faults.set(key, fault);
  }
}

type Linkable = Pick<StoredEvent, "at" | "kind" | "documentId"> & {
  audit: Pick<StoredEvent["audit"], "position" | "commitment">;
};

function linkOf(previous: string, { at, kind, documentId, audit }: Linkable): string {
  const { position, commitment } = audit;
  return sha256(textToLink(previous, { position, at, kind, documentId, commitment }));
}

/**
 * Returns the hash of a salt and an event's facts: everything that was recorded, except its number, which depends on the
 * events of the other chain, and its place in the chain. Keys are sorted, because a database may change their order.
 */
export function commitmentOf(event: NumberedEvent, salt: string): string {
  const { seq: _seq, chain: _chain, audit: _audit, ...facts } = event as NumberedEvent & Partial<StoredEvent>;
  return sha256(`${salt}\n${sortedJson(facts)}`);
}

/** Returns the JSON of a value with sorted keys. A replacer of JSON.stringify would take several times as long. */
function sortedJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === undefined ? "null" : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(",")}]`;
  const fields = value as Record<string, unknown>;
  const present = Object.keys(fields).filter((key) => fields[key] !== undefined);
  return `{${present
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${sortedJson(fields[key])}`)
    .join(",")}}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

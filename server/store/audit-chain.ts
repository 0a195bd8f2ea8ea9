import { createHash } from "node:crypto";
import { type ChainHead, emptyHead, textToLink } from "#core/audit/chain-line.ts";
import { newSalt } from "./seals.ts";
import type { AuditRecord, Chain, NewEvent, Replacement, StoredEvent } from "./stored-event.ts";

/** The last link of each chain. A store that many processes write to keeps them as one row, and locks it. */
export type ChainHeads = Readonly<Record<Chain, ChainHead>>;

export const emptyHeads: ChainHeads = { public: emptyHead, private: emptyHead };

/** An event with its number and id, not yet in a chain. */
type NumberedEvent = NewEvent & Pick<StoredEvent, "seq" | "id">;

/** The records of a transaction. Its last event binds them: they are part of that event's commitment. */
export type Bound = Pick<AuditRecord, "records" | "replaced">;

/**
 * Appends an event to its chain. Returns the event to store, and the heads after it.
 *
 * Each link is the hash of the link before it and of what the line reveals. The facts of the event are only in its
 * commitment, a hash with a random salt, and so are the digests of the records that it binds. Facts can be erased without
 * breaking the chain, and nobody can guess them from the hash.
 */
export function chained(
  event: NumberedEvent,
  heads: ChainHeads,
  bound: Bound = {},
): { event: StoredEvent; heads: ChainHeads } {
  const { chain = "private" } = event;
  const previous = heads[chain];
  const salt = newSalt();
  const position = previous.position + 1;
  const facts = factsDigest(event, salt);
  const isBinding = bound.records !== undefined || bound.replaced !== undefined;
  const own = isBinding ? { ...bound, facts, commitment: commitmentTo(facts, bound) } : { commitment: facts };
  const unlinked = { ...event, chain, audit: { position, salt, ...own } };
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

/**
 * Returns the form of an event in which a person is erased, or all its facts without `by`. It keeps its place in its
 * chain. Its facts get a new salt, and the event that records the erasure binds them (`replacementOf`).
 */
export function rewritten(event: StoredEvent, by: StoredEvent = { ...event, before: null, after: null }): StoredEvent {
  const { concerns: _concerns, ...unnamed } = by;
  // Without its facts it must not name those whom an erased text mentioned.
  const isForgotten = by.before === null && by.after === null;
  return { ...(isForgotten ? unnamed : by), chain: event.chain, audit: { ...event.audit, salt: newSalt() } };
}

/** Returns an event without its salt, as earlier forms of the store left it after an erasure. */
export function withoutSalt(event: StoredEvent): StoredEvent {
  return Object.hasOwn(event, "audit") ? { ...event, audit: { ...event.audit, salt: null } } : event;
}

/** Returns the entry by which an erasure binds the new facts of an event. */
export function replacementOf(event: StoredEvent): Replacement {
  return [event.seq, factsDigest(event, event.audit.salt ?? "")];
}

type Linkable = Pick<StoredEvent, "at" | "kind" | "documentId"> & {
  audit: Pick<AuditRecord, "position" | "commitment">;
};

/** Returns the link of an event after the one before it. */
export function linkOf(previous: string, { at, kind, documentId, audit }: Linkable): string {
  const { position, commitment } = audit;
  return sha256(textToLink(previous, { position, at, kind, documentId, commitment }));
}

/**
 * Returns the hash of a salt and an event's facts: everything that was recorded, except its number, which depends on the
 * events of the other chain, and its place in the chain. Keys are sorted, because a database may change their order.
 */
export function factsDigest(event: NumberedEvent, salt: string): string {
  const { seq: _seq, chain: _chain, audit: _audit, ...facts } = event as NumberedEvent & Partial<StoredEvent>;
  return sha256(`${salt}\n${sortedJson(facts)}`);
}

/** Returns the commitment of an event to its facts and to the records that it binds. */
export function commitmentTo(facts: string, { records = [], replaced = [] }: Bound): string {
  return sha256(JSON.stringify([facts, records, replaced]));
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

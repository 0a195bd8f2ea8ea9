import type { StoredEvent } from "../../server/store/stored-event.ts";
import { documentOf } from "../store/document-event.ts";
import { type Act, bodyId, type BodyPlan, type DocumentPlan, replaced, rowOf } from "./act.ts";
import type { Message } from "./message.ts";

/** Acts on a folder as this side of the pipe knows them. */
export class Ledger {
  /** Acts that were begun, by name. */
  readonly acts = new Map<string, Act>();
  readonly acknowledged = new Set<string>();
  /** Size, in bytes, that the disk has confirmed, by the file's name. */
  readonly durable = new Map<string, number>();
  /** The states that each passing row may have. */
  readonly passing = new Map<string, readonly boolean[]>();
  /** Marks of every text that each document ever had. */
  readonly #marks = new Map<string, Set<string>>();

  hear(message: Message): void {
    if ("durable" in message) this.durable.set(message.durable, message.size);
    if ("begin" in message) {
      const act = message.begin;
      this.acts.set(act.name, act);
      for (const { id, mark } of act.documents) this.#marks.set(id, (this.#marks.get(id) ?? new Set()).add(mark));
      if (act.passing === undefined) return;
      const before = this.passing.get(act.passing) ?? [false];
      this.passing.set(act.passing, [...new Set([...before, act.kind === "pass"])]);
    }
    if ("done" in message) {
      const act = this.acts.get(message.done);
      this.acknowledged.add(message.done);
      if (act?.passing !== undefined) this.passing.set(act.passing, [act.kind === "pass"]);
    }
  }

  /** Forgets acts that left no trace. All others are kept from now on, because the store has shown them. */
  settle(dropped: readonly Act[]): void {
    for (const { name } of dropped) this.acts.delete(name);
    for (const name of this.acts.keys()) this.acknowledged.add(name);
    this.durable.clear();
  }

  /** Returns the marks that no file may contain once these acts are kept. */
  forbidden(acts: Iterable<Act>): Set<string> {
    const marks = new Set<string>();
    for (const { kind, documents } of acts) {
      for (const { id, body } of documents) {
        if (kind === "erase" || kind === "rewrite") for (const mark of this.#marks.get(id) ?? []) marks.add(mark);
        if ((kind === "erase" || kind === "remove") && body) marks.add(body.mark);
      }
    }
    return marks;
  }
}

/** What a folder must contain. */
export interface Expected {
  /** Rows of documents as JSON, by id. */
  rows: Map<string, string>;
  /** The documents that may be changed again. */
  documents: Map<string, DocumentPlan>;
  /** Bodies by id. */
  bodies: Map<string, BodyPlan>;
  /** `before` and `after` of each event as JSON, in order. */
  events: string[];
}

/** Returns what acts leave behind, in the order in which their events were stored. */
export function expectedAfter(acts: readonly Act[]): Expected {
  const rows = new Map<string, unknown>();
  const documents = new Map<string, DocumentPlan>();
  const bodies = new Map<string, BodyPlan>();
  const events: { id: string; before: unknown; after: unknown }[] = [];
  for (const { kind, documents: changed } of acts) {
    for (const document of changed) {
      const { id, body } = document;
      const before = rows.get(id) ?? null;
      if (kind === "erase" || kind === "rewrite") {
        const after = kind === "rewrite" ? replaced.rewrite : null;
        for (const event of events) if (event.id === id) Object.assign(event, { before: null, after });
        rows.set(id, documentOf(id, replaced[kind]));
        documents.delete(id);
        events.push({ id, before: null, after: null });
      } else {
        const after = kind === "remove" ? null : rowOf(document);
        if (after) rows.set(id, after);
        else rows.delete(id);
        if (after) documents.set(id, document);
        else documents.delete(id);
        events.push({ id, before, after });
      }
      if (body && (kind === "remove" || kind === "erase")) bodies.delete(bodyId(body));
      else if (body) bodies.set(bodyId(body), body);
    }
  }
  return {
    rows: new Map([...rows].map(([id, row]) => [id, JSON.stringify(row)])),
    documents,
    bodies,
    events: events.map(({ before, after }) => JSON.stringify([before, after])),
  };
}

/** Returns how often each act has an event, in the order of their first ones. */
export function actsOf(events: readonly StoredEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { changeId = "" } of events) counts.set(changeId, (counts.get(changeId) ?? 0) + 1);
  return counts;
}

import fc from "fast-check";
import { chained, chainedEarlier, emptyHeads, replacementOf, rewritten } from "../../server/store/audit-chain.ts";
import { ChainCheck, type ChainFault } from "../../server/store/audit-check.ts";
import type { Chain, NewEvent, Replacement, StoredEvent } from "../../server/store/stored-event.ts";
import { documentCreated } from "./document-event.ts";

/** Returns events in their chains, numbered from 1. */
function eventsIn(chains: readonly Chain[], of: Partial<NewEvent> = {}): StoredEvent[] {
  let heads = emptyHeads;
  return chains.map((chain, index) => {
    const event = { ...documentCreated(`document-${index}`, of), chain, seq: index + 1, id: `id-${index}` };
    const added = chained(event, heads);
    heads = added.heads;
    return added.event;
  });
}

function faultsOf(events: readonly StoredEvent[]): ChainFault[] {
  const check = new ChainCheck();
  for (const event of events) check.add(event);
  return check.faults();
}

const publicLines = (events: readonly StoredEvent[]): unknown[] =>
  events.filter(({ chain }) => chain === "public").map(({ at, kind, audit }) => [at, kind, audit.position]);

const chainsOf = fc.array(fc.constantFrom<Chain>("public", "private"), { minLength: 1, maxLength: 12 });
const mixed: Chain[] = ["public", "private", "public", "private", "private", "public"];

test("events that were not changed have no fault", () => {
  fc.assert(fc.property(chainsOf, (chains) => expect(faultsOf(eventsIn(chains))).toEqual([])));
});

test("a private event changes neither the position nor the link of public ones", () => {
  const ids = ["a", "b", "c"];
  const linksWith = (between: boolean): string[] => {
    let heads = emptyHeads;
    return ids.map((id, index) => {
      if (between) heads = chained({ ...documentCreated("draft"), seq: 9, id: "x" }, heads).heads;
      const added = chained({ ...documentCreated(id), chain: "public", seq: index + 1, id }, heads);
      heads = added.heads;
      return JSON.stringify([heads.public.position, added.event.audit.position]);
    });
  };
  expect(linksWith(true)).toEqual(linksWith(false));
  expect(publicLines(eventsIn(mixed))).toEqual(publicLines(eventsIn(mixed.filter((chain) => chain === "public"))));
});

test("an event without a chain is private", () => {
  const { event, heads } = chained({ ...documentCreated("a"), seq: 1, id: "a" }, emptyHeads);
  expect([event.chain, heads.public, heads.private.position]).toEqual(["private", emptyHeads.public, 1]);
});

test("the same facts have other commitments each time", () => {
  const [first, second] = [1, 2].map(
    () => chained({ ...documentCreated("a"), seq: 1, id: "a" }, emptyHeads).event.audit,
  );
  expect(first?.commitment).not.toBe(second?.commitment);
});

test("the order of fields does not matter, because a database may change it", () => {
  const [event] = eventsIn(["public"], { after: { id: "a", title: { en: "x", fr: "y" } } }) as [StoredEvent];
  const turned = Object.fromEntries(Object.entries(event).toReversed()) as unknown as StoredEvent;
  expect(faultsOf([{ ...turned, after: { title: { fr: "y", en: "x" }, id: "a" } }])).toEqual([]);
});

test.each<[string, (events: StoredEvent[]) => StoredEvent[], ChainFault]>([
  ["a removed event", (events) => events.toSpliced(3, 1), broken("private", 2, 5)],
  ["2 swapped events", (events) => events.with(3, events[4]!).with(4, events[3]!), broken("private", 2, 5)],
  ["an inserted event", (events) => events.toSpliced(2, 0, events[0]!), broken("public", 2, 1)],
  ["another time", (events) => events.with(2, { ...events[2]!, at: "2013-02-07T09:00:00Z" }), altered("broken", 2, 3)],
  ["another document", (events) => events.with(2, { ...events[2]!, documentId: "b" }), altered("broken", 2, 3)],
])("notices %s", (_what, change, fault) => {
  expect(faultsOf(change(eventsIn(mixed)))).toContainEqual(fault);
});

test.each<[string, Partial<StoredEvent>]>([
  ["another text", { after: { id: "document-2" } }],
  ["another actor", { actor: "chair" }],
  ["a deputy", { deputy: "deputy" }],
  ["another id", { id: "other" }],
])("notices %s in an event", (_what, change) => {
  const events = eventsIn(mixed);
  expect(faultsOf(events.with(2, { ...events[2]!, ...change }))).toEqual([altered("altered", 2, 3)]);
});

test("a gap in the positions is noticed, even if the links follow", () => {
  const heads = { ...emptyHeads, public: { ...emptyHeads.public, position: 5 } };
  const { event } = chained({ ...documentCreated("a"), chain: "public", seq: 1, id: "a" }, heads);
  expect(faultsOf([event])).toEqual([broken("public", 1, 1)]);
});

/** Appends the event of an erasure, which binds the new facts of earlier events. */
function withErasure(events: readonly StoredEvent[], replaced: readonly Replacement[]): StoredEvent[] {
  const check = new ChainCheck();
  for (const event of events) check.add(event);
  const erasure = { ...documentCreated("erasure"), seq: events.length + 1, id: "erasure" };
  return [...events, chained(erasure, check.heads, { replaced }).event];
}

const isErased = (events: readonly StoredEvent[]): boolean => faultsOf(events).length === 0;

test("an erased event keeps its place, and the event of the erasure binds what is left", () => {
  fc.assert(
    fc.property(chainsOf, fc.nat(), (chains, at) => {
      const events = eventsIn(chains);
      const index = at % events.length;
      const event = events[index]!;
      const erased = rewritten(event);
      expect(erased).toMatchObject({ before: null, after: null, audit: { link: event.audit.link } });
      expect(isErased(withErasure(events.with(index, erased), [replacementOf(erased)]))).toBe(true);
      const other = rewritten(event, { ...event, actor: "erased-1" });
      expect(isErased(withErasure(events.with(index, other), [replacementOf(other)]))).toBe(true);
    }),
  );
});

test.each<[string, (event: StoredEvent, erased: StoredEvent) => StoredEvent]>([
  ["the facts that were erased", (event) => event],
  ["other facts", (_event, erased) => ({ ...erased, after: "other" })],
  ["no salt", (event) => ({ ...event, audit: { ...event.audit, salt: null } })],
])("an erased event with %s is noticed", (_what, change) => {
  const events = eventsIn(mixed);
  const erased = rewritten(events[2]!);
  const after = withErasure(events.with(2, erased), [replacementOf(erased)]);
  expect(faultsOf(after.with(2, change(events[2]!, erased)))).toEqual([altered("altered", 2, 3)]);
});

test.each<[string, (event: StoredEvent) => StoredEvent]>([
  ["a removed salt", (event) => ({ ...event, audit: { ...event.audit, salt: null } })],
  ["a new salt", (event) => rewritten(event)],
])("%s is noticed if no erasure names the event", (_what, change) => {
  const events = eventsIn(mixed);
  expect(faultsOf(events.with(2, change(events[2]!)))).toEqual([altered("altered", 2, 3)]);
});

test.each<[string, Partial<StoredEvent["audit"]>]>([
  ["the digest of a record", { records: [["a", "2".repeat(64)]] }],
  ["no records", { records: [] }],
  ["an erasure", { replaced: [[1, "3".repeat(64)]] }],
])("notices an event that binds %s instead of what it bound", (_what, change) => {
  const event = { ...documentCreated("a"), seq: 1, id: "a" };
  const bound = chained(event, emptyHeads, { records: [["a", "1".repeat(64)]] }).event;
  expect(faultsOf([bound])).toEqual([]);
  const changed = { ...bound, audit: { ...bound.audit, ...change } };
  expect(faultsOf([changed])).toMatchObject([{ code: "chain-altered", position: 1 }]);
});

test("a rewritten event cannot take another place", () => {
  const [first, second] = eventsIn(["public", "private"]) as [StoredEvent, StoredEvent];
  const { salt: _salt, ...place } = first.audit;
  expect(rewritten(first, second)).toMatchObject({ chain: "public", audit: place });
});

test("an event of an earlier form goes to the private chain, and stays as it is afterwards", () => {
  const earlier = { ...documentCreated("a"), seq: 1, id: "a" } as StoredEvent;
  const event = chainedEarlier(earlier, emptyHeads);
  expect(event).toMatchObject({ chain: "private", audit: { position: 1 } });
  expect(chainedEarlier(event, emptyHeads)).toBe(event);
});

function broken(chain: Chain, position: number, seq: number): ChainFault {
  return { code: "chain-broken", chain, position, seq };
}

function altered(what: "altered" | "broken", position: number, seq: number): ChainFault {
  return { code: `chain-${what}`, chain: "public", position, seq };
}

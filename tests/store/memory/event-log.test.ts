import { emptyHeads } from "../../../server/store/audit-chain.ts";
import { EventLog, EventView, type UnreadEvent } from "../../../server/store/memory/event-log.ts";
import type { StoredEvent } from "../../../server/store/stored-event.ts";
import { documentCreated } from "../document-event.ts";

/** An event of a file, and how often it was read. */
function eventOfFile(seq: number): { unread: UnreadEvent; reads: () => number } {
  const { position, link } = emptyHeads.public;
  const event: StoredEvent = {
    ...documentCreated("opinion-5"),
    ...{ seq, id: `event-${String(seq)}`, chain: "public" },
    audit: { position: position + seq, link } as StoredEvent["audit"],
  };
  let reads = 0;
  const read = (): StoredEvent => {
    reads += 1;
    return { ...event };
  };
  return { unread: { readFacts: () => event, read }, reads: () => reads };
}

const listed = (log: EventLog): StoredEvent[] =>
  new EventView(log).list({ after: 0, limit: 10, documentId: "opinion-5" });

test("an event of a file is read once, however often a page with it is asked for", () => {
  const { unread, reads } = eventOfFile(1);
  const log = new EventLog([unread]);
  const before = reads();
  for (let page = 0; page < 5; page += 1) expect(listed(log)).toHaveLength(1);
  expect(reads() - before).toBe(1);
});

test("an event that was replaced is not remembered in its earlier form", () => {
  const { unread } = eventOfFile(1);
  const log = new EventLog([unread]);
  expect(listed(log)[0]?.actor).toBe("secretariat");
  const steps = log.replace([1], (event) => ({ ...event, actor: "erased" }));
  steps.next();
  // Not before all is replaced.
  expect(listed(log)[0]?.actor).toBe("secretariat");
  while (steps.next().done !== true);
  expect(listed(log)[0]?.actor).toBe("erased");
});

test("500 events of a file are remembered, and no more", () => {
  const readAgain = (count: number): number => {
    const events = Array.from({ length: count }, (_, index) => eventOfFile(index + 1));
    const log = new EventLog(events.map(({ unread }) => unread));
    const reads = (): number => events.reduce((sum, event) => sum + event.reads(), 0);
    const list = (): StoredEvent[] => new EventView(log).list({ after: 0, limit: count, documentId: "opinion-5" });
    list();
    const before = reads();
    expect(list()).toHaveLength(count);
    return reads() - before;
  };
  expect(readAgain(500)).toBe(0);
  expect(readAgain(501)).toBeGreaterThan(0);
});

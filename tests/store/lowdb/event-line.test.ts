import fc from "fast-check";
import { EventLine, eventLine } from "../../../server/store/lowdb/snapshot-file.ts";
import type { StoredEvent } from "../../../server/store/stored-event.ts";
import { documentCreated } from "../document-event.ts";

const audit = { position: 1, salt: null, commitment: "c", link: "l" };
const stored: StoredEvent = { ...documentCreated("a"), seq: 1, id: "x", chain: "public", audit };

/** Text that looks like the fields of a line. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(',"before":', '{"seq":1,"before":null', '\\",\\"before\\":', '"'),
);
const state = fc.oneof(
  fc.constant(null),
  fc.record({ id: text, before: text, seq: fc.nat(), after: fc.record({ before: text }) }),
);

const lineOf = (event: StoredEvent): EventLine | null => EventLine.of(Buffer.from(eventLine(event)));

test("the line of an event gives its facts, the event and the same line, whatever it says", () => {
  const event = fc.record({ actor: text, deputy: text, changeId: text, before: state, after: state });
  fc.assert(
    fc.property(event, (part) => {
      const whole: StoredEvent = { ...stored, ...part };
      const { before: _before, after: _after, audit: _audit, ...facts } = whole;
      const line = lineOf(whole);
      expect(line?.readFacts()).toEqual(facts);
      expect(line?.read()).toEqual(whole);
      expect(line?.line).toBe(eventLine(line!.read()));
    }),
  );
});

test.each(["before", "after"] as const)("an event without the state %s is not left unread", (missing) => {
  const { seq, ...rest } = { ...stored, after: { before: 1 }, [missing]: undefined };
  expect(lineOf({ seq, ...rest })).toBeNull();
});

test("a line of an earlier server, whose states come first, is not left unread", () => {
  const { seq, ...rest } = stored;
  const text = JSON.stringify(["events", { ...rest, seq }]);
  expect(EventLine.of(Buffer.from(`00000000 ${text}`))).toBeNull();
});

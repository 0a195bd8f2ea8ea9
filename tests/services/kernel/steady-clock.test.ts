import fc from "fast-check";
import { openContext } from "../../../server/cli/forum/open-forum.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { createDocument } from "../../../server/services/forum/document.ts";
import { setUpForum } from "../../../server/services/forum/set-up.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import { steadyClock } from "../../../server/services/kernel/clock.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";
import { documentCreated, documentOf } from "../../store/document-event.ts";

const folder = scratchFolder();

test("gives the system's time while that goes forwards", () => {
  let time = 1000;
  const now = steadyClock(null, () => time);
  expect(now().getTime()).toBe(1000);
  expect(now().getTime()).toBe(1000);
  time = 1005;
  expect(now().getTime()).toBe(1005);
});

test("does not fall behind the events of servers whose clocks are ahead", () => {
  let hear = (_event: { at: string }): void => undefined;
  const now = steadyClock(null, () => 1000, { subscribe: (listener) => (hear = listener) });
  hear({ at: new Date(900).toISOString() });
  expect(now().getTime()).toBe(1000);
  hear({ at: new Date(5000).toISOString() });
  expect(now().getTime()).toBe(5001);
});

test("never goes backwards, and never repeats a time that the system's clock has left", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 2 }), (times) => {
      let asked = 0;
      const now = steadyClock(null, () => times[asked++] ?? 0);
      const given = times.map(() => now().getTime());
      for (let index = 1; index < given.length; index += 1) {
        expect(given[index]).toBeGreaterThanOrEqual(given[index - 1]!);
        if (times[index]! < given[index - 1]!) expect(given[index]).toBeGreaterThan(given[index - 1]!);
      }
    }),
  );
});

test("an event made after the clock went backwards is among those since the event before", async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const store = await openLowdbStore({ folder });
  await store.transact(async (writer) => {
    await writer.put("documents", documentOf("opinion-5"));
    await writer.append({ ...documentCreated("opinion-5"), at: tomorrow });
  });
  await store.close();
  const { context } = await openContext(folder, null, { warn: () => undefined });
  await setUpForum(context);
  await createDocument(context, programActor, documentOf("opinion-6"));
  const since = await getEvents(context, programActor, { document: "opinion-6", since: tomorrow, limit: 10 });
  expect(since.map(({ kind }) => kind)).toEqual(["document-created"]);
  await context.store.close();
});

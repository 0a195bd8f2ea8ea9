import { addCalendarEntry } from "../../../server/services/forum/forum-settings.ts";
import { getChanges } from "../../../server/services/forum/changes.ts";
import { importPeople } from "../../../server/services/people/people-files.ts";
import { changePerson } from "../../../server/services/people/people.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { countReads } from "../../support/counted-reads.ts";
import { asActor, openForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");

test("lists every act once, however it is cut into parts, and reads few others for a part", async () => {
  const { store, count } = countReads(openMemoryStore());
  const { context } = await openForum({}, store);
  const made: [kind: string, records: number][] = [];
  const act = async (number: number): Promise<void> => {
    if (number % 3 === 0) {
      const date = `2099-01-${String(number + 10)}`;
      await addCalendarEntry(context, secretariat, { date, title: "Meeting", place: null });
      made.unshift(["calendar-changed", 1]);
    } else if (number % 3 === 1) {
      await changePerson(context, secretariat, { person: "member", name: `Member ${String(number)}` });
      made.unshift(["person-changed", 1]);
    } else {
      const lines = ["name", ...Array.from({ length: 300 }, (_, at) => `Person ${String(number)} ${String(at)}`)];
      const bytes = new TextEncoder().encode(lines.join("\n"));
      await importPeople(context, secretariat, { bytes, fileName: "p.csv", dryRun: false });
      made.unshift(["person-added", 300]);
    }
  };
  for (let number = 0; number < 15; number += 1) await act(number);
  for (const size of [1, 4, 50]) {
    const listed: typeof made = [];
    for (let next: string | null = ""; next !== null;) {
      count();
      const part: Awaited<ReturnType<typeof getChanges>> = await getChanges(context, secretariat, {
        size,
        after: next === "" ? undefined : next,
      });
      // Two imports, the one after them, and what each kind is read ahead.
      expect(count()).toBeLessThan(1400);
      listed.push(...part.items.map(({ kind, records }): [string, number] => [kind, records]));
      ({ next } = part);
    }
    expect(listed).toEqual(made);
  }
});

test("refuses to go on after an event that does not exist", async () => {
  const { context } = await openForum();
  const asked = getChanges(context, secretariat, { after: "nowhere", size: 5 });
  await expect(asked).rejects.toMatchObject({ code: "invalid-request", errors: [{ code: "event-unknown" }] });
});

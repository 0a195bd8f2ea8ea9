import { getLibrary } from "../../../server/services/forum/library.ts";
import { seedForum } from "../../../server/services/forum/seed-forum.ts";
import { asActor } from "../../support/forum.ts";
import { folders, seeded } from "./model.ts";

test("the model forum is read in date order, and only once", async () => {
  const events = await seeded.store.read((reader) => reader.events({ after: 0, limit: 100_000 }));
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const { documents } = await getLibrary(seeded, asActor("public"), { size: 100 });
  expect(documents.flatMap(({ versions }) => versions.map(({ state }) => state))).not.toContain("prepared");
  expect(await seedForum(seeded, ...folders)).toBe(false);
  const after = await seeded.store.read((reader) => reader.events({ after: 0, limit: 100_000 }));
  expect(after).toHaveLength(events.length);
});

test("the model forum has the Agreement, in both languages", async () => {
  const { documents } = await getLibrary(seeded, asActor("public"), { size: 100 });
  const agreement = documents.find(({ id }) => id === "agreement");
  expect(agreement?.versions.map(({ round, language }) => `${round} ${language}`)).toEqual(
    expect.arrayContaining(["1", "2", "3", "4", "5"].flatMap((round) => [`${round} en`, `${round} fr`])),
  );
});

import { getVersion } from "../../../server/services/forum/library.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { correctPublished } from "../../../server/services/publication/correction.ts";
import { withdrawVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const version = "opinion-5@1";

async function published(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  return forum;
}

test.each(["public", "member", "coordinator", "chair"])("the %s may not correct a published version", async (who) => {
  const { context } = await published();
  const correction = correctPublished(context, asActor(who), { version, label: "First draft", reason: "A slip." });
  await expect(correction).rejects.toMatchObject({ code: who === "public" ? "not-signed-in" : "not-allowed" });
});

test("a correction states who, when and why, with the values before, and keeps the text", async () => {
  const { context } = await published();
  const before = await getVersion(context, secretariat, { version });
  await correctPublished(context, secretariat, { version, label: "First draft", reason: "The cover says so." });
  await correctPublished(context, secretariat, {
    version,
    date: "2013-01-31",
    symbol: "WTPF-13/5-E",
    reason: "Typed.",
  });
  const after = await getVersion(context, asActor("public"), { version });
  expect(after.version).toMatchObject({
    label: "First draft",
    date: "2013-01-31",
    symbol: "WTPF-13/5-E",
    contentHash: before.version.contentHash,
    corrections: [
      {
        by: "secretariat",
        reason: "The cover says so.",
        before: { label: "Draft 1", date: "2013-02-01", symbol: null },
      },
      { by: "secretariat", reason: "Typed.", before: { label: "First draft", date: "2013-02-01", symbol: null } },
    ],
  });
  expect(after.text).toEqual(before.text);
});

test("a correction is an event that every reader may see", async () => {
  const { context } = await published();
  await correctPublished(context, secretariat, { version, label: "First draft", reason: "A slip." });
  const events = await getEvents(context, asActor("public"), { document: "opinion-5", limit: 100 });
  expect(events.at(-1)).toMatchObject({ kind: "version-corrected", actor: "secretariat" });
});

test("a correction that changes nothing leaves no record", async () => {
  const { context } = await published();
  const same = { version, label: "Draft 1", date: "2013-02-01", symbol: null, reason: "Nothing." };
  expect((await correctPublished(context, secretariat, same)).corrections).toBeUndefined();
});

test("removing a symbol keeps it on record", async () => {
  const { context } = await published();
  await correctPublished(context, secretariat, { version, symbol: "WTPF-13/6", reason: "New." });
  const removed = await correctPublished(context, secretariat, { version, symbol: null, reason: "Of another text." });
  expect(removed).not.toHaveProperty("symbol");
  expect(removed.corrections?.at(-1)?.before.symbol).toBe("WTPF-13/6");
});

test("rejects a prepared version and corrects a withdrawn one", async () => {
  const forum = await published();
  const { context } = forum;
  const prepared = await forum.prepare("2", secondDraft);
  await expect(
    correctPublished(context, secretariat, { version: prepared, label: "Second", reason: "A slip." }),
  ).rejects.toMatchObject({ code: "wrong-state" });
  await withdrawVersion(context, secretariat, { version, reason: "The wrong file." });
  const corrected = await correctPublished(context, secretariat, { version, label: "First", reason: "A slip." });
  expect(corrected).toMatchObject({ label: "First", state: "withdrawn" });
});

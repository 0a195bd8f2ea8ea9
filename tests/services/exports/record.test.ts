import type { Forum } from "../../../server/core/access/forum.ts";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getRecord } from "../../../server/services/exports/record.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { exportVersionFile, textOf } from "../../support/export-file.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const version = "opinion-5@2";
const clause = (id: string) => [{ kind: "clause" as const, clause: id }];

/** Opens a forum with two drafts, and comments on both, on the whole document and on a clause that the second deletes. */
async function openCommented(overrides: Partial<Forum> = {}): Promise<TestForum> {
  const forum = await openForum(overrides);
  await forum.publish("1", firstDraft);
  await forum.comment("member", { id: uuid(1), text: "Of all.", capacity: "personal" });
  await forum.comment("other", { id: uuid(2), text: "Of records.", targets: clause("is-of-the-view-2") });
  await forum.comment("member", { id: uuid(3), text: "Of few.", targets: clause("considering-b") });
  await forum.comment("member", { id: uuid(4), text: "Of halls.", targets: clause("considering-c") });
  await forum.publish("2", secondDraft);
  await forum.comment("other", { id: uuid(5), version, text: "Of few again.", targets: clause("considering-b") });
  return forum;
}

const recordFor = ({ context }: TestForum, who: string, more: object = {}) =>
  getRecord(context, asActor(who), { version, clauses: "commented", after: 0, ...more }, null);

const fileOf = async ({ context }: TestForum, format: string, more: object = {}): Promise<string> => {
  const query = exportOperations.exportVersion.query.parse({ format, layout: "record", ...more });
  return textOf(await exportVersionFile(context, asActor("secretariat"), { version, ...query }, null));
};

test("refuses the public in a closed forum", async () => {
  const forum = await openCommented({ audience: "participants" });
  await expect(recordFor(forum, "public")).rejects.toMatchObject({ code: "not-signed-in" });
});

test("lists comments by clause in the order of the text, general ones first and unplaced ones last", async () => {
  const { sections } = await recordFor(await openCommented(), "public");
  expect(sections.map(({ section, clause, entries }) => [clause?.citation ?? section, entries.map(({ text }) => text)]))
    // A comment about a clause is in one section only.
    .toEqual([
      ["general", ["Of all."]],
      ["considering b)", ["Of few.", "Of few again."]],
      ["is of the view 2", ["Of records."]],
      ["unplaced", ["Of halls."]],
    ]);
});

test("shows a clause as a redline of the earliest draft with a comment on it, and an unchanged one as its text", async () => {
  const { sections } = await recordFor(await openCommented(), "public");
  const [few, records] = sections.flatMap(({ clause }) => clause ?? []);
  expect(few?.changed?.since.address).toBe("opinion-5@1");
  expect(few?.changed?.clause.segments).toContainEqual({
    kind: "inserted",
    content: [{ type: "text", text: "fully " }],
  });
  expect(records?.text).toBe("that records should be kept.");
  expect(records).not.toHaveProperty("changed");
});

test("shows an unplaced comment with its clause as the draft deleted it", async () => {
  const { sections } = await recordFor(await openCommented(), "public");
  expect(sections.at(-1)?.entries[0]?.outcomeText).toMatchObject([{ citation: "considering c)" }]);
});

test("shows and counts the decision of a comment with its reason and the draft that shows it", async () => {
  const forum = await openCommented();
  const decision = { outcome: "accepted", reason: "Made clear.", mergedWith: null, shownIn: version } as const;
  await decideAnnotation(forum.context, asActor("chair"), { annotation: uuid(3), revision: 0, ...decision });
  const { sections, outcomes } = await recordFor(forum, "observer");
  expect(sections[1]?.entries[0]?.decision).toMatchObject({ reason: "Made clear.", shownIn: { address: version } });
  expect(outcomes).toEqual([
    { outcome: "accepted", count: 1 },
    { outcome: "undecided", count: 4 },
  ]);
});

test("includes clauses without comments if asked, and counts them", async () => {
  const forum = await openCommented();
  const { sections, uncommented } = await recordFor(forum, "public", { clauses: "all" });
  const bare = sections.filter(({ entries }) => entries.length === 0);
  expect(bare.map(({ clause }) => clause?.citation)).toContain("considering a)");
  expect(bare).toHaveLength(uncommented);
});

test("divides a long record into parts, also within a clause", async () => {
  const forum = await openCommented();
  for (let number = 10; number < 110; number += 1)
    await forum.comment("member", {
      id: uuid(number),
      version,
      text: String(number),
      targets: clause("considering-b"),
    });
  const first = await recordFor(forum, "public");
  expect(first.next).toBe("100");
  const second = await recordFor(forum, "public", { after: 100 });
  expect(second.next).toBeNull();
  const numbers = [...first.sections, ...second.sections].flatMap(({ entries }) => entries.map(({ number }) => number));
  expect(numbers).toEqual(Array.from({ length: 105 }, (_, index) => index + 1));
});

test.each(["public", "member", "secretariat"])("%s finds no drafts and nothing withdrawn", async (who) => {
  const forum = await openCommented();
  await forum.comment("member", { id: uuid(9), text: "Private.", visibility: "organisation" });
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: uuid(3), reason: "Gone." });
  expect(JSON.stringify(await recordFor(forum, who))).not.toMatch(/Private|Of few\.|Gone/u);
});

test.each([
  ["public", false],
  ["member", false],
  ["secretariat", true],
])("whether %s reads hidden sources: %j", async (who, reads) => {
  const record = await recordFor(await openCommented({ sources: "hidden" }), who);
  expect(JSON.stringify(record).includes("Registry")).toBe(reads);
});

test.each(["docx", "html"])(
  "the record as %s has the text, its changes, and comments with their decisions",
  async (format) => {
    const forum = await openCommented();
    const text = await fileOf(forum, format);
    const words = [
      "Public record",
      "many are concerned",
      "Changes since Draft 1",
      "Of halls.",
      "Registry",
      "Undecided",
    ];
    for (const word of words) expect(text).toContain(word);
  },
);

test("the secretariat's file without sources names nobody", async () => {
  const forum = await openCommented({ sources: "hidden" });
  expect(await fileOf(forum, "html", { sources: "hidden" })).not.toMatch(/Registry|The member/u);
});

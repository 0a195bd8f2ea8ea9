import { unzipSync } from "fflate";
import type { NewDecision } from "#core/contract/decision-operations.ts";
import type { Forum } from "../../../server/core/access/forum.ts";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { signOn } from "../../../server/services/annotations/joint.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { changeDesk } from "../../../server/services/desk/desk-entry.ts";
import { getLetters } from "../../../server/services/exports/letters.ts";
import { setForumTemplate } from "../../../server/services/forum/forum-settings.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { wordTemplate } from "../../support/word-template.ts";
import { exportVersionFile, textOf } from "../../support/export-file.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const version = "opinion-5@2";
const query = (more: object = {}) =>
  exportOperations.exportVersion.query.parse({ format: "docx", layout: "letter", ...more });

/** Opens a forum with two drafts. North and Registry commented on the first, jointly too, and a member personally. */
async function openCommented(overrides: Partial<Forum> = {}): Promise<TestForum> {
  const forum = await openForum(overrides);
  await forum.publish("1", firstDraft);
  await forum.comment("member", {
    id: uuid(1),
    text: "Of North.",
    targets: [{ kind: "clause", clause: "considering-b" }],
  });
  await forum.comment("member", { id: uuid(2), text: "Of a person.", capacity: "personal" });
  await forum.comment("other", { id: uuid(3), text: "=Of Registry." });
  await forum.comment("member", { id: uuid(4), text: "Of both." });
  await signOn(forum.context, asActor("other"), { annotation: uuid(4), revision: await forum.revision(uuid(4)) });
  await forum.publish("2", secondDraft);
  return forum;
}

const letterTo = async (forum: TestForum, who: string, recipient: string): Promise<unknown[]> => {
  const { letter } = await getLetters(forum.context, asActor(who), { version, recipient }, null);
  return letter?.entries.map(({ text }) => text) ?? [];
};

const recipientsFor = async (forum: TestForum, who: string): Promise<string[]> =>
  (await getLetters(forum.context, asActor(who), { version }, null)).recipients.map(({ id }) => id);

/** Records the secretariat's decision on the first annotation. */
const decideFirst = ({ context }: TestForum, decision: Pick<NewDecision, "outcome" | "reason" | "amendedBy">) =>
  decideAnnotation(context, asActor("secretariat"), {
    ...{ annotation: uuid(1), revision: 0, mergedWith: null, shownIn: null },
    ...decision,
  });

test("refuses the public in a closed forum", async () => {
  const forum = await openForum({ audience: "participants" });
  await forum.publish("1", firstDraft);
  const refused = getLetters(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
  await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
});

test("lists every letter to everybody who may know the sources", async () => {
  expect(await recipientsFor(await openCommented(), "public")).toEqual(["north", "registry", "member"]);
});

test("a letter has what its organisation made or co-signed, in the order of the text", async () => {
  const forum = await openCommented();
  expect(await letterTo(forum, "public", "north")).toEqual(["Of both.", "Of North."]);
  expect(await letterTo(forum, "public", "registry")).toEqual(["=Of Registry.", "Of both."]);
});

test("a personal comment is in a letter to its author alone", async () => {
  expect(await letterTo(await openCommented(), "member", "member")).toEqual(["Of a person."]);
});

test("a letter has no drafts and nothing that was withdrawn", async () => {
  const forum = await openCommented();
  await forum.comment("member", { id: uuid(9), text: "Private.", visibility: "organisation" });
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: uuid(1), reason: "" });
  expect(await letterTo(forum, "member", "north")).toEqual(["Of both."]);
});

test.each(["secretariat", "member"])("the letter that the %s makes has nothing private or internal", async (who) => {
  const forum = await openCommented();
  await forum.comment("member", { id: uuid(9), text: "Private draft.", visibility: "organisation" });
  const prepared = { outcome: "not-accepted", reason: "Prepared reason.", mergedWith: null, shownIn: null } as const;
  const change = { prepared, note: "Internal note.", addTags: ["internal-tag"], dueOn: "2031-08-09" };
  const items = [{ annotation: uuid(1), revision: 0 }];
  expect((await changeDesk(forum.context, asActor("secretariat"), { items, change }, null)).items).toHaveLength(1);
  const page = await getLetters(forum.context, asActor(who), { version, recipient: "north" }, null);
  const files = await Promise.all(
    ["docx", "html"].map((format) =>
      exportVersionFile(forum.context, asActor(who), { version, ...query({ format, recipient: "north" }) }, null),
    ),
  );
  for (const text of [JSON.stringify(page), ...files.map(textOf)]) {
    expect(text).toContain("Of North.");
    expect(text).not.toMatch(/Private draft|Prepared reason|Internal note|internal-tag|2031-08-09|9 Aug 2031/u);
  }
});

describe("where sources are hidden", () => {
  test.each([
    ["public", []],
    ["observer", []],
    ["colleague", ["north"]],
    ["member", ["north", "member"]],
    ["other", ["registry"]],
    ["secretariat", ["north", "registry", "member"]],
  ])("%s reads the letters of %j", async (who, recipients) => {
    expect(await recipientsFor(await openCommented({ sources: "hidden" }), who)).toEqual(recipients);
  });

  test("refuses another organisation's letter, also as a file", async () => {
    const forum = await openCommented({ sources: "hidden" });
    await expect(letterTo(forum, "other", "north")).rejects.toMatchObject({ code: "not-found" });
    const input = { version, ...query({ recipient: "north" }) };
    const file = exportVersionFile(forum.context, asActor("other"), input, null);
    const errors = [{ pointer: "/query/recipient", code: "recipient-unknown", params: { recipient: "north" } }];
    await expect(file).rejects.toMatchObject({ code: "invalid-request", errors });
  });
});

test.each([
  ["shown", ["Take fewer."]],
  ["hidden", []],
] as const)("where sources are %s, a letter quotes only %j of others", async (sources, quoted) => {
  const forum = await openForum({ sources });
  await forum.publish("1", firstDraft);
  const at = { clause: "considering-c", offset: 23 };
  const operations = [{ kind: "replace" as const, start: at, end: at, content: [{ type: "text", text: "too " }] }];
  await forum.comment("member", { kind: "proposal", targets: [{ kind: "clause", clause: at.clause }], operations });
  const amendment = [
    { kind: "inserted" as const, text: "much ", insertion: 0 },
    { kind: "kept" as const, text: "too ", insertion: 0 },
  ];
  const reply = { annotation: uuid(1), position: "support-with-amendment" } as const;
  await createReply(forum.context, asActor("other"), { ...reply, id: uuid(100), text: "Not this." });
  await createReply(forum.context, asActor("other"), { ...reply, id: uuid(101), text: "Take fewer.", amendment });
  await decideFirst(forum, { outcome: "accepted", reason: "", amendedBy: uuid(101) });
  const input = { version: "opinion-5@1", recipient: "north" };
  const { letter } = await getLetters(forum.context, asActor("secretariat"), input, null);
  expect(letter?.entries.flatMap(({ replies }) => replies.map(({ text }) => text))).toEqual(quoted);
});

test("shows the clause as the draft changed it, and the decision with its reason", async () => {
  const forum = await openCommented();
  const decision = {
    outcome: "accepted-in-part",
    reason: "Able is kept.",
    mergedWith: null,
    shownIn: version,
  } as const;
  const revision = await forum.revision(uuid(1));
  await decideAnnotation(forum.context, asActor("secretariat"), { annotation: uuid(1), revision: 0, ...decision });
  void revision;
  const { letter } = await getLetters(forum.context, asActor("other"), { version, recipient: "north" }, null);
  const entry = letter?.entries.at(-1);
  expect(entry).toMatchObject({ citations: ["considering b)"], origin: { citations: ["considering b)"] } });
  expect(entry?.decision).toMatchObject({ outcome: "accepted-in-part", reason: "Able is kept." });
  expect(entry?.outcomeText).toMatchObject([
    {
      citation: "considering b)",
      segments: expect.arrayContaining([{ kind: "inserted", content: [{ type: "text", text: "fully " }] }]) as unknown,
    },
  ]);
});

test.each(["docx", "html"])("a letter as %s has its comments and no others", async (format) => {
  const forum = await openCommented();
  const input = { version, ...query({ format, recipient: "registry" }) };
  const file = await exportVersionFile(forum.context, asActor("other"), input, null);
  expect(file.fileName).toBe(`opinion-5.2.en.letter.Registry.${format}`);
  const text = textOf(file);
  for (const words of ["Outcomes of your comments", "Of both.", "Of Registry.", "The Registry"])
    expect(text).toContain(words);
  expect(text).not.toMatch(/Of North|Of a person/u);
});

test("without a recipient, all letters are a zip with an index that a spreadsheet opens safely", async () => {
  const forum = await openCommented();
  const file = await exportVersionFile(
    forum.context,
    asActor("public"),
    { version, ...query({ format: "html" }) },
    null,
  );
  expect([file.fileName, file.mediaType]).toEqual(["opinion-5.2.en.letters.zip", "application/zip"]);
  const parts = unzipSync(file.bytes);
  const names = ["001-North.html", "002-Registry.html", "003-The-member.html"];
  expect(Object.keys(parts)).toEqual(["index.csv", ...names]);
  expect(new TextDecoder().decode(parts["index.csv"])).toContain("001-North.html,Administration of North,2,0,2");
});

test("a letter in Word is in the forum's template", async () => {
  const forum = await openCommented();
  const template = { bytes: wordTemplate(), fileName: "letters.docx" };
  await setForumTemplate(forum.context, asActor("secretariat"), template);
  const input = { version, ...query({ recipient: "north" }) };
  const text = textOf(await exportVersionFile(forum.context, asActor("public"), input, null));
  for (const words of ["The Council of Lakes", "Outcomes of your comments"]) expect(text).toContain(words);
});

import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { createReply, editReply, eraseReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import {
  discardContribution,
  getContribution,
  getContributionOriginal,
} from "../../../server/services/contributions/contribution.ts";
import { editContribution, editContributionItem } from "../../../server/services/contributions/edit-contribution.ts";
import { eraseAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getAnnotations } from "../../../server/services/annotations/threads.ts";
import { getContributions } from "../../../server/services/contributions/contribution-list.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { importContribution, undoImport } from "../../../server/services/contributions/import-contribution.ts";
import { r } from "../../import/docx/word-file.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid, type TestForum } from "../../support/forum.ts";
import { exportContributionFile, textOf } from "../../support/export-file.ts";
import { commented, del, ins, markedOpinion, type Setter } from "../../support/marked-opinion.ts";

const sentOn = "2013-02-03";

/** Returns a file with text replaced in b), and a comment with a reply on c). */
function file(setter: Setter = {}, { put = "too few", about = "How far?" } = {}): Uint8Array {
  const { author = "The member" } = setter;
  const b = `<w:p>${r("b) that ")}${del("few", setter)}${ins(put, setter)}${r(" are able to take part in meetings;")}</w:p>`;
  const c = `<w:p>${r("c) that meetings are held ")}${commented(1, r("far away"))}${r(",")}</w:p>`;
  const commentXml = (id: number, name: string, text: string): string =>
    `<w:comment w:id="${String(id)}" w:author="${name}" w:date="2013-02-02T11:00:00Z"><w:p w14:paraId="0${String(id)}">` +
    `<w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`;
  return markedOpinion(
    { b, c },
    {
      comments: commentXml(1, author, about) + commentXml(2, "The colleague", "A day."),
      commentsExtended: '<w15:commentEx w15:paraId="01"/><w15:commentEx w15:paraId="02" w15:paraIdParent="01"/>',
    },
  );
}

interface Given {
  by?: string;
  bytes?: Uint8Array;
  organisation?: string;
  jointly?: string[];
  dated?: boolean;
}

async function receive(
  forum: TestForum,
  { by = "secretariat", bytes = file(), organisation, jointly, dated = by === "secretariat" }: Given = {},
): Promise<ShownContribution> {
  return receiveContribution(forum.context, asActor(by), {
    bytes,
    fileName: "north.docx",
    organisation,
    jointly,
    sentOn: dated ? sentOn : undefined,
  });
}

async function open(overrides: Parameters<typeof openForum>[0] = {}): Promise<TestForum> {
  const forum = await openForum(overrides);
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  return forum;
}

const importAs = (
  forum: TestForum,
  { id, revision }: ShownContribution,
  by = "secretariat",
): Promise<ShownContribution> => importContribution(forum.context, asActor(by), { contribution: id, revision });

/**
 * Lists the annotations that a person can read on the first draft: author, organisations, kind, dates, standing, text
 * and replies.
 */
async function annotationTexts(forum: TestForum, who = "public"): Promise<string[]> {
  const placed = await getAnnotations(forum.context, asActor(who), { version: "opinion-5@1" }, null);
  return placed.map(({ annotation, replies }) => {
    const { speaker, kind, text, standing, createdAt, submittedAt } = annotation;
    const jointly = [...speaker.jointly.map(({ id }) => id), ...speaker.awaiting.map(({ id }) => `${id}?`)];
    const source = [speaker.organisation?.id ?? "–", ...jointly].join("+");
    const answers = replies.map((reply) => ` ↳ ${reply.speaker.name}: ${reply.text}`).join("");
    const dates = `${createdAt.slice(0, 16)} ${submittedAt?.slice(0, 10) ?? ""}`;
    return `${speaker.name} (${source}) ${kind} ${dates} ${standing}: ${text}${answers}`;
  });
}

describe("receiving a contribution", () => {
  test("lets a coordinator receive only for their own organisation, without a date", async () => {
    const forum = await open();
    const refused = { code: "invalid-request" };
    await expect(receive(forum, { by: "coordinator", organisation: "registry" })).rejects.toMatchObject(refused);
    await expect(receive(forum, { by: "coordinator", dated: true })).rejects.toMatchObject(refused);
    const { organisationIds, sentOn: day } = await receive(forum, { by: "coordinator" });
    expect([organisationIds, day]).toEqual([["north"], "2013-02-06"]);
  });

  test.each([
    ["an organisation", { organisation: "nobody" }],
    ["a joint sender", { organisation: "north", jointly: ["nobody"] }],
  ])("rejects %s that does not exist", async (_what, given) => {
    await expect(receive(await open(), given)).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("hides it from others until it is imported", async () => {
    const forum = await open();
    const { id: contribution } = await receive(forum);
    for (const who of ["public", "observer", "member", "other", "chair"]) {
      expect(await getContributions(forum.context, asActor(who))).toEqual([]);
      const refused = { code: "not-found" };
      await expect(getContribution(forum.context, asActor(who), { contribution })).rejects.toMatchObject(refused);
      await expect(getContributionOriginal(forum.context, asActor(who), { contribution })).rejects.toMatchObject(
        refused,
      );
      const events = await getEvents(forum.context, asActor(who), { document: "opinion-5", limit: 500 });
      expect(events.filter(({ kind }) => kind.startsWith("contribution"))).toEqual([]);
    }
    expect(await annotationTexts(forum, "member")).toEqual([]);
    expect(await getContributions(forum.context, asActor("coordinator"))).toMatchObject([{ id: contribution }]);
  });

  test("reveals nothing of a copy to another organisation's coordinator", async () => {
    const forum = await open();
    await receive(forum, { organisation: "registry" });
    expect(await receive(forum, { by: "coordinator" })).toMatchObject({ organisationIds: ["north"] });
    await expect(receive(forum)).rejects.toMatchObject({ code: "already-received" });
  });
});

describe("importing a contribution", () => {
  test("publishes everything at once, with the dates and authors of the file", async () => {
    const forum = await open();
    await importAs(forum, await receive(forum));
    expect(await annotationTexts(forum)).toEqual([
      "The member (north) proposal 2013-02-02T10:00 2013-02-03 open: ",
      "The member (north) comment 2013-02-02T11:00 2013-02-03 open: How far? ↳ The colleague: A day.",
    ]);
  });

  test("an item made on the day of sending is submitted when it was made, not before", async () => {
    const forum = await open();
    const { id: contribution, revision } = await receive(forum);
    const sameDay = { contribution, revision, sentOn: "2013-02-02" };
    await importAs(forum, await editContribution(forum.context, asActor("secretariat"), sameDay));
    const placed = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
    const dates = placed.map(({ annotation }) => [annotation.createdAt, annotation.submittedAt]);
    expect(dates.map((both) => both.map((date) => date?.slice(0, 16)))).toEqual([
      ["2013-02-02T10:00", "2013-02-02T10:00"],
      ["2013-02-02T11:00", "2013-02-02T11:00"],
    ]);
  });

  test("the secretariat names joint senders; a coordinator's import asks them to confirm", async () => {
    const bySecretariat = await open();
    await importAs(bySecretariat, await receive(bySecretariat, { organisation: "north", jointly: ["registry"] }));
    expect((await annotationTexts(bySecretariat))[1]).toMatch(/^The member \(north\+registry\)/u);
    const byCoordinator = await open();
    const received = await receive(byCoordinator, { by: "coordinator", jointly: ["registry"] });
    await importAs(byCoordinator, received, "coordinator");
    expect((await annotationTexts(byCoordinator))[1]).toMatch(/^The member \(north\)/u);
    expect((await annotationTexts(byCoordinator, "other"))[1]).toMatch(/^The member \(north\+registry\?\)/u);
  });

  test("names an unknown author as in the file, and another organisation's author in person", async () => {
    const forum = await open();
    await importAs(forum, await receive(forum, { bytes: file({ author: "Ada" }), organisation: "north" }));
    expect((await annotationTexts(forum))[0]).toMatch(/^Ada \(north\)/u);
    const other = await open();
    await importAs(other, await receive(other, { bytes: file({ author: "The other" }), organisation: "north" }));
    expect((await annotationTexts(other))[0]).toMatch(/^The other \(–\)/u);
  });

  test("a coordinator's import credits outside authors to the organisation, submitted at import", async () => {
    const forum = await open();
    const received = await receive(forum, { by: "coordinator", bytes: file({ author: "The other" }) });
    await importAs(forum, received, "coordinator");
    expect((await annotationTexts(forum))[0]).toMatch(/^The other \(north\) proposal 2013-02-02T10:00 2013-02-06/u);
  });

  test("a coordinator cannot name another organisation's member as contributor", async () => {
    const forum = await open();
    const received = await receive(forum, { by: "coordinator", bytes: file({ author: "" }) });
    const { id: contribution, revision } = received;
    const asOther = { contribution, revision, contributor: "other" };
    const refused = { code: "invalid-request" };
    await expect(editContribution(forum.context, asActor("coordinator"), asOther)).rejects.toMatchObject(refused);
    const edited = await editContribution(forum.context, asActor("secretariat"), asOther);
    await importAs(forum, edited, "coordinator");
    expect((await annotationTexts(forum))[0]).toMatch(/^Administration of North \(north\)/u);
  });

  test.each([
    ["before the version existed", "2012-01-01T10:00:00Z"],
    ["after it was sent", "2013-02-05T10:00:00Z"],
    ["at an invalid time", "yesterday"],
  ])("dates a mark made %s on the day the file was sent", async (_when, date) => {
    const forum = await open();
    await importAs(forum, await receive(forum, { bytes: file({ date }) }));
    expect((await annotationTexts(forum)).some((line) => line.includes("proposal 2013-02-03T00:00 2013-02-03"))).toBe(
      true,
    );
  });

  test("omits excluded items and uses corrected text", async () => {
    const forum = await open();
    const { id: contribution, revision } = await receive(forum);
    const edit = (item: string, on: string, change: object): Promise<ShownContribution> =>
      editContributionItem(forum.context, asActor("secretariat"), { contribution, item, revision: on, ...change });
    const without = await edit("comment-1", revision, { included: false });
    const worded = await edit("change-1", without.revision, { text: "Few is too many." });
    await importAs(forum, worded);
    expect(await annotationTexts(forum)).toEqual([
      "The member (north) proposal 2013-02-02T10:00 2013-02-03 open: Few is too many.",
    ]);
  });

  test("checks and imports a corrected target", async () => {
    const forum = await open();
    const { id: contribution, revision } = await receive(forum);
    const moveTo = (clause: string): Promise<ShownContribution> =>
      editContributionItem(forum.context, asActor("secretariat"), {
        ...{ contribution, item: "comment-1", revision },
        targets: [{ kind: "clause", clause }],
      });
    await expect(moveTo("nowhere")).rejects.toMatchObject({ code: "target-not-in-version" });
    await importAs(forum, await moveTo("considering-a"));
    const placed = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
    expect(placed[1]?.annotation.targets).toEqual([{ kind: "clause", clause: "considering-a" }]);
  });

  test("keeps a reviewer's change to an item when another version is chosen", async () => {
    const forum = await open();
    const { id: contribution, revision } = await receive(forum);
    const edited = await editContributionItem(forum.context, asActor("secretariat"), {
      ...{ contribution, item: "comment-1", revision },
      included: false,
    });
    const moved = await editContribution(forum.context, asActor("secretariat"), {
      ...{ contribution, revision: edited.revision },
      version: "opinion-5@2",
    });
    expect(moved.version?.address).toBe("opinion-5@2");
    expect(moved.matchedBy).toBe("person");
    // The second draft has no c), and has "fully" where the file does not. The file does not mark these differences.
    expect(moved.items.map(({ id, included, taken }) => [id, included, taken])).toEqual([
      ["change-1", true, true],
      ["unmarked-1", true, false],
      ["unmarked-2", true, false],
      ["comment-1", false, false],
    ]);
  });

  test("rejects a review based on an outdated revision", async () => {
    const forum = await open();
    const { id: contribution, revision } = await receive(forum);
    const edit = { contribution, revision, sentOn: "2013-02-04" };
    await editContribution(forum.context, asActor("secretariat"), edit);
    await expect(editContribution(forum.context, asActor("secretariat"), edit)).rejects.toMatchObject({
      code: "revision-conflict",
    });
  });

  test("rejects an import before a consultation opens, without a source, or twice", async () => {
    const forum = await open();
    const nobody = await receive(forum, { bytes: file({ author: "Ada" }) });
    expect(nobody.organisationIds).toEqual([]);
    await expect(importAs(forum, nobody)).rejects.toMatchObject({ code: "wrong-state" });
    const period = { opensAt: "2013-03-01T00:00:00Z", closesAt: "2013-04-01T00:00:00Z", blind: false };
    await setConsultation(forum.context, asActor("secretariat"), { version: "opinion-5@1", revision: 0, ...period });
    const known = await receive(forum, { bytes: file({}, { put: "hardly any" }) });
    await expect(importAs(forum, known)).rejects.toMatchObject({ code: "wrong-state" });
    const opened = { version: "opinion-5@1", revision: 1, ...period, opensAt: "2013-02-01T00:00:00Z" };
    await setConsultation(forum.context, asActor("secretariat"), opened);
    const imported = await importAs(forum, known);
    await expect(importAs(forum, imported)).rejects.toMatchObject({ code: "wrong-state" });
  });
});

describe("exporting a contribution against its draft", () => {
  test.each(["html", "docx"] as const)("writes a redline of its proposals as %s", async (format) => {
    const forum = await open();
    const { id: contribution } = await receive(forum);
    const exported = await exportContributionFile(
      forum.context,
      asActor("secretariat"),
      { contribution, format },
      null,
    );
    expect(exported.fileName).toBe(`opinion-5.1.en-contribution.${format}`);
    const written = textOf(exported);
    expect(written).toContain("Contribution from");
    expect(written).toMatch(format === "html" ? /<ins>too <\/ins>few/u : /<w:ins [^>]*>.{0,200}too /u);
  });

  test("omits excluded items", async () => {
    const forum = await open();
    const { id: contribution, items, revision } = await receive(forum);
    const item = items.find(({ operations }) => operations.length > 0)?.id ?? "";
    await editContributionItem(forum.context, asActor("secretariat"), {
      contribution,
      item,
      revision,
      included: false,
    });
    const file = await exportContributionFile(
      forum.context,
      asActor("secretariat"),
      { contribution, format: "html" },
      null,
    );
    expect(textOf(file)).not.toContain("<ins>too </ins>");
  });

  test("rejects a person who may not review it", async () => {
    const forum = await open();
    const { id: contribution } = await receive(forum);
    const refused = exportContributionFile(forum.context, asActor("member"), { contribution, format: "html" }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("after an import", () => {
  test("everyone sees the contribution, and its senders can download the file", async () => {
    const forum = await open();
    const { id: contribution } = await importAs(forum, await receive(forum));
    const listed = async (who: string): Promise<unknown> =>
      (await getContributions(forum.context, asActor(who))).map(({ proposals, comments, may }) => [
        proposals,
        comments,
        may.review,
        may.original,
      ]);
    expect(await listed("public")).toEqual([[1, 1, false, false]]);
    expect(await listed("member")).toEqual([[1, 1, false, true]]);
    expect(await listed("coordinator")).toEqual([[1, 1, true, true]]);
    const original = await getContributionOriginal(forum.context, asActor("member"), { contribution });
    expect(original).toEqual({ fileName: "north.docx", mediaType: "application/octet-stream", bytes: file() });
    await expect(getContributionOriginal(forum.context, asActor("other"), { contribution })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });

  test("with hidden sources, others see neither the contribution nor its items' origin", async () => {
    const forum = await open({ sources: "hidden" });
    await importAs(forum, await receive(forum));
    const seen = async (who: string): Promise<unknown[]> => [
      (await getContributions(forum.context, asActor(who))).length,
      ...(await getAnnotations(forum.context, asActor(who), { version: "opinion-5@1" }, null)).map(
        ({ annotation }) => annotation.contributionId !== null,
      ),
    ];
    expect(await seen("other")).toEqual([0, false, false]);
    expect(await seen("member")).toEqual([1, true, true]);
  });

  test("during a blind consultation, only its senders and the secretariat see it", async () => {
    const forum = await open();
    const period = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-04-01T00:00:00Z", blind: true };
    await setConsultation(forum.context, asActor("secretariat"), { version: "opinion-5@1", revision: 0, ...period });
    await importAs(forum, await receive(forum));
    const known = async (who: string): Promise<number> => (await getContributions(forum.context, asActor(who))).length;
    expect([await known("other"), await known("public"), await known("member"), await known("secretariat")]).toEqual([
      0, 0, 1, 1,
    ]);
    expect(await annotationTexts(forum, "other")).toEqual([]);
  });

  test("undo withdraws everything, which can be edited and imported again", async () => {
    const forum = await open();
    const imported = await importAs(forum, await receive(forum));
    await createReply(forum.context, asActor("other"), {
      ...{ annotation: imported.items.find(({ id }) => id === "comment-1")?.annotationId ?? "", id: uuid(90) },
      ...{ text: "Two.", position: null },
    });
    const undo = { contribution: imported.id, revision: imported.revision };
    const undone = await undoImport(forum.context, asActor("secretariat"), undo);
    expect((await annotationTexts(forum)).map((line) => line.replace(/^.* (withdrawn|open): /u, "$1 "))).toEqual([
      "withdrawn ",
      "withdrawn  ↳ The colleague:  ↳ The other: Two.",
    ]);
    const edited = await editContributionItem(forum.context, asActor("secretariat"), {
      ...{ contribution: imported.id, item: "comment-1", revision: undone.revision },
      text: "How far away?",
    });
    await importAs(forum, edited);
    expect((await annotationTexts(forum)).map((line) => line.replace(/^.* (withdrawn|open): /u, "$1 "))).toEqual([
      "open ",
      "open How far away? ↳ The colleague: A day. ↳ The other: Two.",
    ]);
  });

  test("an author's own withdrawal remains after an undo and a second import", async () => {
    const forum = await open();
    const imported = await importAs(forum, await receive(forum));
    const annotation = imported.items.find(({ id }) => id === "comment-1")?.annotationId ?? "";
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    const undo = { contribution: imported.id, revision: imported.revision };
    await importAs(forum, await undoImport(forum.context, asActor("secretariat"), undo));
    expect((await annotationTexts(forum)).map((line) => /withdrawn|open/u.exec(line)?.[0])).toEqual([
      "open",
      "withdrawn",
    ]);
  });

  test("a reply withdrawn by its author remains withdrawn too", async () => {
    const forum = await open();
    const imported = await importAs(forum, await receive(forum));
    const annotation = imported.items.find(({ id }) => id === "comment-1")?.annotationId ?? "";
    const [answer] = await forum.context.store.read((reader) => reader.list("replies", { annotationId: annotation }));
    await withdrawReply(forum.context, asActor("colleague"), { reply: answer?.id ?? "" });
    const undo = { contribution: imported.id, revision: imported.revision };
    await importAs(forum, await undoImport(forum.context, asActor("secretariat"), undo));
    expect((await annotationTexts(forum)).at(-1)).toMatch(/open: How far\? ↳ The colleague: $/u);
  });

  test("erasing a comment removes it from the contribution and deletes the file", async () => {
    const forum = await open();
    const imported = await importAs(forum, await receive(forum));
    const annotation = imported.items.find(({ id }) => id === "comment-1")?.annotationId ?? "";
    await eraseAnnotation(forum.context, asActor("secretariat"), { annotation, reason: "A court says so." });
    const secretariat: Actor = asActor("secretariat");
    const left = await getContribution(forum.context, secretariat, { contribution: imported.id });
    expect(JSON.stringify(left)).not.toMatch(/How far|A day|far away/u);
    await expect(
      getContributionOriginal(forum.context, secretariat, { contribution: imported.id }),
    ).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

test.each([
  ["unchanged since the import", () => Promise.resolve()],
  [
    "edited by its author",
    (forum: TestForum, { id: reply, revision }: Reply) =>
      editReply(forum.context, asActor("colleague"), { reply, revision, text: "Two." }),
  ],
])("erasing a reply, %s, removes it from the contribution and deletes the file", async (_when, change) => {
  const forum = await open();
  const imported = await importAs(forum, await receive(forum));
  const placed = await getAnnotations(forum.context, asActor("secretariat"), { version: "opinion-5@1" }, null);
  const [answer] = placed.flatMap(({ replies }) => replies);
  if (!answer) throw new Error("It was answered");
  await change(forum, answer);
  const reply = answer.id;
  await eraseReply(forum.context, asActor("secretariat"), { reply, reason: "A court says so." });
  const left = await getContribution(forum.context, asActor("secretariat"), { contribution: imported.id });
  expect(JSON.stringify(left)).not.toMatch(/A day\.|The colleague/u);
  expect(JSON.stringify(left)).toContain("How far?");
  await expect(
    getContributionOriginal(forum.context, asActor("secretariat"), { contribution: imported.id }),
  ).rejects.toMatchObject({ code: "not-found" });
});

test("discarding deletes the file, which can be received again", async () => {
  const forum = await open();
  const { id: contribution, source } = await receive(forum);
  await discardContribution(forum.context, asActor("secretariat"), { contribution });
  expect(await forum.context.store.read((reader) => reader.get("originals", source.hash))).toBeUndefined();
  expect(await receive(forum)).toMatchObject({ state: "prepared" });
});

import type { EditedItems } from "#core/contract/contribution-operations.ts";
import { createReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import { editContribution, editContributionItems } from "../../../server/services/contributions/edit-contribution.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { undoImport } from "../../../server/services/contributions/import-contribution.ts";
import { asActor, uuid } from "../../support/forum.ts";
import { annotationTexts, importAs, openDrafts, receive, sentFile } from "./sent-contribution.ts";

describe("importing a contribution", () => {
  test("publishes everything at once, with the dates and authors of the file", async () => {
    const forum = await openDrafts();
    await importAs(forum, await receive(forum));
    expect(await annotationTexts(forum)).toEqual([
      "The member (north) proposal 2013-02-02T10:00 2013-02-03 open: ",
      "The member (north) comment 2013-02-02T11:00 2013-02-03 open: How far? ↳ The colleague: A day.",
    ]);
  });

  test("takes a time of Word for one in the forum's zone, and the day of sending from its beginning there", async () => {
    const forum = await openDrafts({ timeZone: "Asia/Tokyo" });
    await importAs(forum, await receive(forum));
    expect((await annotationTexts(forum))[0]).toContain("proposal 2013-02-02T01:00 2013-02-02 open");
    const undated = await openDrafts({ timeZone: "Asia/Tokyo" });
    await importAs(undated, await receive(undated, { bytes: sentFile({ date: "yesterday" }) }));
    expect((await annotationTexts(undated)).join("\n")).toContain("proposal 2013-02-02T15:00 2013-02-02 open");
  });

  test("a file that comes without a day is sent today, in the forum's zone", async () => {
    const forum = await openDrafts({ timeZone: "Pacific/Honolulu" });
    expect((await receive(forum, { dated: false })).sentOn).toBe("2013-02-05");
  });

  test("an item made on the day of sending is submitted when it was made, not before", async () => {
    const forum = await openDrafts();
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
    const bySecretariat = await openDrafts();
    await importAs(bySecretariat, await receive(bySecretariat, { organisation: "north", jointly: ["registry"] }));
    expect((await annotationTexts(bySecretariat))[1]).toMatch(/^The member \(north\+registry\)/u);
    const byCoordinator = await openDrafts();
    const received = await receive(byCoordinator, { by: "coordinator", jointly: ["registry"] });
    await importAs(byCoordinator, received, "coordinator");
    expect((await annotationTexts(byCoordinator))[1]).toMatch(/^The member \(north\)/u);
    expect((await annotationTexts(byCoordinator, "other"))[1]).toMatch(/^The member \(north\+registry\?\)/u);
  });

  test("names an unknown author as in the file, and another organisation's author in person", async () => {
    const forum = await openDrafts();
    await importAs(forum, await receive(forum, { bytes: sentFile({ author: "Ada" }), organisation: "north" }));
    expect((await annotationTexts(forum))[0]).toMatch(/^Ada \(north\)/u);
    const other = await openDrafts();
    await importAs(other, await receive(other, { bytes: sentFile({ author: "The other" }), organisation: "north" }));
    expect((await annotationTexts(other))[0]).toMatch(/^The other \(–\)/u);
  });

  test("a coordinator's import credits outside authors to the organisation, submitted at import", async () => {
    const forum = await openDrafts();
    const received = await receive(forum, { by: "coordinator", bytes: sentFile({ author: "The other" }) });
    await importAs(forum, received, "coordinator");
    expect((await annotationTexts(forum))[0]).toMatch(/^The other \(north\) proposal 2013-02-02T10:00 2013-02-06/u);
  });

  test("a coordinator cannot name another organisation's member as contributor", async () => {
    const forum = await openDrafts();
    const received = await receive(forum, { by: "coordinator", bytes: sentFile({ author: "" }) });
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
    const forum = await openDrafts();
    await importAs(forum, await receive(forum, { bytes: sentFile({ date }) }));
    expect((await annotationTexts(forum)).some((line) => line.includes("proposal 2013-02-03T00:00 2013-02-03"))).toBe(
      true,
    );
  });

  test("omits excluded items and uses corrected text", async () => {
    const forum = await openDrafts();
    const { id: contribution, revision } = await receive(forum);
    const edit = (id: string, on: string, change: object): Promise<EditedItems> =>
      editContributionItems(forum.context, asActor("secretariat"), {
        ...{ contribution, revision: on },
        items: [{ id, ...change }],
      });
    const without = await edit("comment-1", revision, { included: false });
    const worded = await edit("change-1", without.revision, { text: "Few is too many." });
    await importAs(forum, { ...worded, id: contribution });
    expect(await annotationTexts(forum)).toEqual([
      "The member (north) proposal 2013-02-02T10:00 2013-02-03 open: Few is too many.",
    ]);
  });

  test("checks and imports a corrected target", async () => {
    const forum = await openDrafts();
    const { id: contribution, revision } = await receive(forum);
    const moveTo = (clause: string): Promise<EditedItems> =>
      editContributionItems(forum.context, asActor("secretariat"), {
        ...{ contribution, revision },
        items: [{ id: "comment-1", targets: [{ kind: "clause", clause }] }],
      });
    await expect(moveTo("nowhere")).rejects.toMatchObject({ code: "target-not-in-version" });
    await importAs(forum, { ...(await moveTo("considering-a")), id: contribution });
    const placed = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
    expect(placed[1]?.annotation.targets).toEqual([{ kind: "clause", clause: "considering-a" }]);
  });

  test("keeps a reviewer's change to an item when another version is chosen", async () => {
    const forum = await openDrafts();
    const { id: contribution, revision } = await receive(forum);
    const edited = await editContributionItems(forum.context, asActor("secretariat"), {
      ...{ contribution, revision },
      items: [{ id: "comment-1", included: false }],
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
    const forum = await openDrafts();
    const { id: contribution, revision } = await receive(forum);
    const edit = { contribution, revision, sentOn: "2013-02-04" };
    await editContribution(forum.context, asActor("secretariat"), edit);
    await expect(editContribution(forum.context, asActor("secretariat"), edit)).rejects.toMatchObject({
      code: "revision-conflict",
    });
  });

  test("rejects an import before a consultation opens, without a source, or twice", async () => {
    const forum = await openDrafts();
    const nobody = await receive(forum, { bytes: sentFile({ author: "Ada" }) });
    expect(nobody.organisationIds).toEqual([]);
    await expect(importAs(forum, nobody)).rejects.toMatchObject({ code: "wrong-state" });
    const period = { opensAt: "2013-03-01T00:00:00Z", closesAt: "2013-04-01T00:00:00Z", blind: false };
    await setConsultation(forum.context, asActor("secretariat"), { version: "opinion-5@1", revision: 0, ...period });
    const known = await receive(forum, { bytes: sentFile({}, { put: "hardly any" }) });
    await expect(importAs(forum, known)).rejects.toMatchObject({ code: "wrong-state" });
    const opened = { version: "opinion-5@1", revision: 1, ...period, opensAt: "2013-02-01T00:00:00Z" };
    await setConsultation(forum.context, asActor("secretariat"), opened);
    const imported = await importAs(forum, known);
    await expect(importAs(forum, imported)).rejects.toMatchObject({ code: "wrong-state" });
  });
});

describe("undoing an import", () => {
  test("undo withdraws everything, which can be edited and imported again", async () => {
    const forum = await openDrafts();
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
    const edited = await editContributionItems(forum.context, asActor("secretariat"), {
      ...{ contribution: imported.id, revision: undone.revision },
      items: [{ id: "comment-1", text: "How far away?" }],
    });
    await importAs(forum, { ...edited, id: imported.id });
    expect((await annotationTexts(forum)).map((line) => line.replace(/^.* (withdrawn|open): /u, "$1 "))).toEqual([
      "open ",
      "open How far away? ↳ The colleague: A day. ↳ The other: Two.",
    ]);
  });

  test("an author's own withdrawal remains after an undo and a second import", async () => {
    const forum = await openDrafts();
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
    const forum = await openDrafts();
    const imported = await importAs(forum, await receive(forum));
    const annotation = imported.items.find(({ id }) => id === "comment-1")?.annotationId ?? "";
    const [answer] = await forum.context.store.read((reader) => reader.list("replies", { annotationId: annotation }));
    await withdrawReply(forum.context, asActor("colleague"), { reply: answer?.id ?? "" });
    const undo = { contribution: imported.id, revision: imported.revision };
    await importAs(forum, await undoImport(forum.context, asActor("secretariat"), undo));
    expect((await annotationTexts(forum)).at(-1)).toMatch(/open: How far\? ↳ The colleague: $/u);
  });
});

import type { Target } from "../../../server/core/discuss/target.ts";
import type { NewAnnotation } from "../../../server/core/contract/annotation-operations.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { storeAnnotation } from "../../../server/services/annotations/store-thread.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getPlacements } from "../../../server/services/annotations/placement.ts";
import { withdrawVersion } from "../../../server/services/publication/publication.ts";
import { asActor, secondDraft, uuid } from "../../support/forum.ts";
import { everybody, openDrafts, replaceFew, whoFinds, words } from "../../support/annotated-drafts.ts";

describe("createAnnotation", () => {
  test.each([
    ["public", "not-signed-in"],
    ["observer", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const forum = await openDrafts();
    await expect(forum.comment(who)).rejects.toMatchObject({ code });
  });

  test("rejects a comment on a prepared or withdrawn version", async () => {
    const forum = await openDrafts();
    const version = await forum.prepare("2", secondDraft);
    await expect(forum.comment("member", { version })).rejects.toMatchObject({ code: "not-found" });
    await expect(forum.comment("chair", { version })).rejects.toMatchObject({ code: "wrong-state" });
    await withdrawVersion(forum.context, asActor("secretariat"), { version: "opinion-5@1", reason: "wrong file" });
    await expect(forum.comment("member")).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("stores a range with the version's text around it", async () => {
    const forum = await openDrafts();
    const placed = await forum.comment("member", { targets: [words("few", 5)], jointly: ["registry", "north"] });
    expect(placed.annotation.targets).toEqual([
      {
        kind: "range",
        start: { clause: "considering-b", offset: 5 },
        end: { clause: "considering-b", offset: 8 },
        quote: { exact: "few", prefix: "that ", suffix: " are able to take part in meetin" },
      },
    ]);
    expect(placed.annotation.speaker).toEqual({
      participantId: "member",
      name: "The member",
      capacity: "organisation",
      organisation: { id: "north", name: "Administration of North", shortName: "North", group: "member-state" },
      group: "member-state",
      jointly: [],
      awaiting: [{ id: "registry", name: "The Registry", shortName: "Registry", group: "technical-community" }],
    });
    expect(placed).toMatchObject({
      madeOn: "opinion-5@1",
      placement: { state: "exact", score: 1 },
      may: {
        edit: true,
        withdraw: true,
        hide: false,
        reinstate: false,
        erase: false,
        reply: true,
        decide: false,
        confirmJoint: false,
        leaveJoint: false,
        settle: false,
      },
    });
  });

  const noWords = { pointer: "/body/text", code: "comment-without-words" };
  test.each<[string, Partial<NewAnnotation>, object]>([
    ["words that are not at their offset", { targets: [words("many", 5)] }, { code: "target-not-in-version" }],
    ["an unknown clause", { targets: [{ kind: "clause", clause: "x" }] }, { code: "target-not-in-version" }],
    ["a comment without text", { text: "" }, { code: "invalid-request", errors: [noWords] }],
    ["a proposal without operations", { kind: "proposal" }, { code: "invalid-request" }],
    ["a comment with operations", { ...replaceFew, kind: "comment", text: "So." }, { code: "invalid-request" }],
    ["an unknown co-signatory", { jointly: ["nobody"] }, { code: "invalid-request" }],
    ["the capacity of chair for another person", { capacity: "chair" }, { code: "invalid-request" }],
    [
      "joint organisations in a personal capacity",
      { capacity: "personal", jointly: ["north"] },
      { code: "invalid-request" },
    ],
    [
      "an operation that cannot be applied",
      { ...replaceFew, operations: [{ kind: "delete", clause: "x" }] },
      { code: "proposal-not-applicable", errors: [{ pointer: "/body/operations/0", code: "clause-unknown" }] },
    ],
  ])("rejects an annotation with %s", async (_what, change, problem) => {
    const forum = await openDrafts();
    await expect(forum.comment("member", change)).rejects.toMatchObject(problem);
  });

  test("a comment on a change keeps its two versions on later drafts", async () => {
    const forum = await openDrafts(2);
    const change = { base: "opinion-5@1", revised: "opinion-5@2" };
    const targets = [{ kind: "clause" as const, clause: "considering-b" }];
    const created = await forum.comment("member", { version: "opinion-5@2", targets, change });
    const [base, revised] = ["version-1", "version-2"];
    expect(created.annotation.change).toEqual({ base, revised });
    await forum.publish("3", secondDraft.replace("fully able", "quite able"));
    const [carried] = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@3" }, null);
    expect(carried?.annotation.change).toEqual({ base, revised });
    expect(carried?.placement.targets).toEqual(targets);
  });

  test("a comment on deleted text is made on the version that has the text", async () => {
    const forum = await openDrafts(2);
    const change = { base: "opinion-5@1", revised: "opinion-5@2" };
    const targets = [{ kind: "clause" as const, clause: "considering-c" }];
    const created = await forum.comment("member", { version: "opinion-5@1", targets, change });
    expect(created.annotation.change).toEqual({ base: "version-1", revised: "version-2" });
  });

  test.each([
    ["of the version with itself", "opinion-5@1", "opinion-5@1", "invalid-request"],
    ["between two other versions", "opinion-5@2", "opinion-5@3", "invalid-request"],
    ["from a version that is not yet published", "opinion-5@4", "opinion-5@1", "not-found"],
    ["from an unknown version", "opinion-5@9", "opinion-5@1", "not-found"],
  ])("rejects a change %s", async (_what, base, revised, code) => {
    const forum = await openDrafts(2);
    await forum.publish("3", secondDraft);
    await forum.prepare("4", secondDraft);
    const refused = forum.comment("member", { version: "opinion-5@1", change: { base, revised } });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("rejects a comment for an organisation by a person without one", async () => {
    const forum = await openDrafts();
    const refused = forum.comment("chair", { capacity: "organisation" });
    await expect(refused).rejects.toMatchObject({ code: "invalid-request", errors: [{ pointer: "/body/capacity" }] });
  });

  test("creates a retried annotation once, and rejects the id of another person's", async () => {
    const forum = await openDrafts();
    const first = await forum.comment("member", { text: "Once." });
    const { id, revision } = first.annotation;
    expect(await forum.comment("member", { id, text: "Once." })).toEqual(first);
    await editAnnotation(forum.context, asActor("member"), { annotation: id, revision, text: "Edited." });
    expect((await forum.comment("member", { id, text: "Once." })).annotation.text).toBe("Edited.");
    await expect(forum.comment("other", { id: first.annotation.id })).rejects.toMatchObject({ code: "already-exists" });
    expect(await getAnnotations(forum.context, asActor("member"), { version: "opinion-5@1" }, null)).toHaveLength(1);
  });

  test.each<[string, Partial<NewAnnotation>]>([
    ["text", { text: "Twice." }],
    ["type", { type: "editorial" }],
    ["target", { targets: [{ kind: "clause", clause: "considering-a" }] }],
    ["visibility", { visibility: "private" }],
    ["capacity", { capacity: "personal" }],
    ["co-signers", { jointly: ["registry"] }],
  ])("rejects another %s under the id of one's own annotation, and keeps the first", async (_what, other) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const again = forum.comment("member", { id: annotation.id, ...other });
    await expect(again).rejects.toMatchObject({ code: "id-in-use" });
    const kept = await getAnnotation(forum.context, asActor("member"), { annotation: annotation.id });
    expect(kept.annotation).toEqual(annotation);
  });

  test("rejects an id that the same person already used on another version", async () => {
    const forum = await openDrafts(2);
    const { annotation } = await forum.comment("member");
    const retried = forum.comment("member", { id: annotation.id, version: "opinion-5@2" });
    await expect(retried).rejects.toMatchObject({ code: "already-exists" });
  });
});

describe("getAnnotation", () => {
  test.each<[NewAnnotation["visibility"], string[]]>([
    ["private", ["member"]],
    ["organisation", ["colleague", "coordinator", "member"]],
    ["submitted", everybody],
  ])("an annotation with visibility %s is visible only to %j", async (visibility, readers) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { visibility });
    expect(await whoFinds(forum, annotation.id)).toEqual(readers);
  });

  test("a personal draft is not visible to the organisation", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { visibility: "organisation", capacity: "personal" });
    expect(await whoFinds(forum, annotation.id)).toEqual(["member"]);
  });
});

describe("getAnnotations", () => {
  test("lists the annotations each reader may see", async () => {
    const forum = await openDrafts();
    for (const visibility of ["private", "organisation", "submitted"] as const)
      await forum.comment("member", { visibility });
    const counts = await Promise.all(
      everybody.map(async (who) => {
        const list = await getAnnotations(forum.context, asActor(who), { version: "opinion-5@1" }, null);
        return list.length;
      }),
    );
    expect(counts).toEqual([1, 1, 1, 2, 2, 3, 1, 1]);
  });

  test("carries annotations of earlier drafts, not of later ones or other languages", async () => {
    const forum = await openDrafts(2);
    await forum.publish("1", "# مشروع الرأي 5\n\nنص.\n", { language: "ar", date: "2013-02-02" });
    await forum.comment("member", { version: "opinion-5@1:en", targets: [words("few", 5)] });
    await forum.comment("member", {
      version: "opinion-5@1:en",
      targets: [{ kind: "clause", clause: "considering-c" }],
    });
    await forum.comment("member", { version: "opinion-5@2" });
    await forum.comment("member", { version: "opinion-5@1:ar" });
    const onFirst = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@1:en" }, null);
    expect(onFirst.map(({ annotation }) => annotation.id)).toEqual([uuid(1), uuid(2)]);
    const onSecond = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@2" }, null);
    expect(onSecond.map(({ annotation, madeOn, placement }) => [annotation.id, madeOn, placement.state])).toEqual([
      [uuid(1), "opinion-5@1:en", "exact"],
      [uuid(2), "opinion-5@1:en", "orphan"],
      [uuid(3), "opinion-5@2", "exact"],
    ]);
    expect(onSecond[0]?.annotation.targets).toEqual(onFirst[0]?.annotation.targets);
  });
});

describe("getPlacements", () => {
  test("hides the placements of an annotation the reader may not see", async () => {
    const forum = await openDrafts(2);
    const { annotation } = await forum.comment("member", { visibility: "private" });
    const refused = getPlacements(forum.context, asActor("colleague"), { annotation: annotation.id }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });

  test("lists the placements on every later published version", async () => {
    const forum = await openDrafts(2);
    await forum.prepare("3", secondDraft);
    const { annotation } = await forum.comment("member", { targets: [words("able", 13)] });
    const placements = await getPlacements(forum.context, asActor("public"), { annotation: annotation.id }, null);
    expect(placements.map(({ version, placement }) => [version, placement.state])).toEqual([
      ["opinion-5@2", "shifted"],
    ]);
  });
});

describe("editAnnotation", () => {
  test.each([
    ["public", "submitted", "not-signed-in"],
    ["colleague", "submitted", "not-allowed"],
    ["secretariat", "submitted", "not-allowed"],
    ["colleague", "organisation", "not-allowed"],
    ["secretariat", "organisation", "not-found"],
    ["coordinator", "private", "not-found"],
    ["coordinator", "submitted", "not-allowed"],
  ] as const)("rejects an edit by the %s of a member's %s comment: %s", async (who, visibility, code) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { visibility });
    const edit = { annotation: annotation.id, revision: annotation.revision, text: "Other words." };
    await expect(editAnnotation(forum.context, asActor(who), edit)).rejects.toMatchObject({ code });
    // The refusal does not reveal if the edit itself is valid.
    const wrong = { ...edit, targets: [{ kind: "clause" as const, clause: "not-there" }] };
    await expect(editAnnotation(forum.context, asActor(who), wrong)).rejects.toMatchObject({ code });
  });

  test("gives an edit a new revision and rejects one of an older revision", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const edit = { annotation: annotation.id, revision: annotation.revision, text: "Better words." };
    const edited = await editAnnotation(forum.context, asActor("member"), edit);
    expect(edited.annotation).toMatchObject({ text: "Better words.", type: "general" });
    expect(edited.annotation.revision).not.toBe(annotation.revision);
    expect(edited.annotation.editedAt).not.toBeNull();
    const late = editAnnotation(forum.context, asActor("member"), edit);
    await expect(late).rejects.toMatchObject({
      code: "revision-conflict",
      params: { revision: edited.annotation.revision },
    });
  });

  test("counts only changes of content after submission as edits", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { visibility: "private" });
    const edit = async (change: object): Promise<string | null> => {
      const { revision } = (await getAnnotation(forum.context, asActor("member"), { annotation: annotation.id }))
        .annotation;
      const edited = await editAnnotation(forum.context, asActor("member"), {
        ...{ annotation: annotation.id, revision },
        ...change,
      });
      return edited.annotation.editedAt;
    };
    expect(await edit({ text: "Other words." })).toBeNull();
    expect(await edit({ visibility: "organisation" })).toBeNull();
    expect(await edit({ visibility: "submitted" })).toBeNull();
    expect(await edit({ text: "Other words." })).toBeNull();
    expect(await edit({ text: "Better words." })).not.toBeNull();
  });

  test("shows a draft that an earlier version stored as edited by its submission as not edited", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    await forum.context.store.transact((writer) =>
      storeAnnotation(forum.context, writer, asActor("member"), {
        kind: "annotation-edited",
        before: annotation,
        after: { ...annotation, editedAt: annotation.submittedAt },
      }),
    );
    const read = await getAnnotation(forum.context, asActor("public"), { annotation: annotation.id });
    expect(read.annotation.editedAt).toBeNull();
  });

  test("a coordinator submits an organisation's draft; a submission cannot become private", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { visibility: "organisation" });
    const coordinator = asActor("coordinator");
    const hidden = editAnnotation(forum.context, coordinator, {
      annotation: annotation.id,
      revision: annotation.revision,
      visibility: "private",
    });
    await expect(hidden).rejects.toMatchObject({ code: "wrong-state" });
    const submitted = await editAnnotation(forum.context, coordinator, {
      annotation: annotation.id,
      revision: annotation.revision,
      visibility: "submitted",
    });
    expect(submitted.annotation).toMatchObject({ visibility: "submitted", speaker: { participantId: "member" } });
    const back = editAnnotation(forum.context, asActor("member"), {
      annotation: annotation.id,
      revision: submitted.annotation.revision,
      visibility: "private",
    });
    await expect(back).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("replaces the targets and stores the draft's text around them", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { targets: [words("few", 5)] });
    const choose = async (targets: Target[]): Promise<unknown> => {
      const revision = await forum.revision(annotation.id);
      const edit = { annotation: annotation.id, revision, targets };
      return (await editAnnotation(forum.context, asActor("member"), edit)).placement;
    };
    expect(await choose([words("few", 5), { kind: "clause", clause: "considering-c" }])).toMatchObject({
      state: "exact",
      targets: [
        { quote: { exact: "few", prefix: "that ", suffix: " are able to take part in meetin" } },
        { clause: "considering-c" },
      ],
    });
    expect(await choose([{ kind: "document" }])).toMatchObject({ targets: [{ kind: "document" }] });
  });

  test("places an edited comment on later drafts by its current targets", async () => {
    const forum = await openDrafts(2);
    const { annotation } = await forum.comment("member", { targets: [{ kind: "clause", clause: "considering-c" }] });
    const later = async (): Promise<unknown> =>
      (await getPlacements(forum.context, asActor("public"), { annotation: annotation.id }, null)).map(
        ({ placement }) => placement.state,
      );
    expect(await later()).toEqual(["orphan"]);
    const edit = { annotation: annotation.id, revision: annotation.revision };
    await editAnnotation(forum.context, asActor("member"), { ...edit, targets: [words("few", 5)] });
    expect(await later()).toEqual(["exact"]);
  });

  test.each<[string, object, string]>([
    ["no text left", { text: "" }, "invalid-request"],
    ["operations on a comment", { operations: replaceFew.operations }, "invalid-request"],
    ["words that are not at their offset", { targets: [words("many", 5)] }, "target-not-in-version"],
  ])("rejects an edit with %s", async (_what, change, code) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const edit = { annotation: annotation.id, revision: annotation.revision, ...change };
    await expect(editAnnotation(forum.context, asActor("member"), edit)).rejects.toMatchObject({ code });
  });
});

import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { Forum } from "../../../server/core/access/forum.ts";
import { publicActor } from "../../../server/core/access/permissions.ts";
import { uptakeByProposal } from "#core/phrases/uptake-table.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { setClearance } from "../../../server/services/annotations/clearance.ts";
import { createReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import {
  correctUptake,
  getUptake,
  getUptakeTable,
  revokeUptakeCorrection,
  undoUptakeCorrection,
} from "../../../server/services/outcome/uptake.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid, type TestForum } from "../../support/forum.ts";

/** Opens a forum whose second draft deletes c), as the member proposed on the first. */
async function openDrafts(overrides: Partial<Forum> = {}): Promise<{ forum: TestForum; annotation: string }> {
  const forum = await openForum(overrides);
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  return { forum, annotation: await propose(forum, "member") };
}

async function propose(forum: TestForum, who: string, clause = "considering-c"): Promise<string> {
  const operations = [{ kind: "delete", clause } as const];
  return (await forum.comment(who, { kind: "proposal", operations })).annotation.id;
}

const second = "opinion-5@2";
const ruling = { version: second, revision: 0, extent: "in-part", reason: "It had been asked for before." } as const;

describe("getUptake", () => {
  test("does not find a private draft", async () => {
    const { forum } = await openDrafts();
    const operations = [{ kind: "delete", clause: "considering-c" } as const];
    const placed = await forum.comment("member", { kind: "proposal", operations, visibility: "private" });
    const refused = getUptake(forum.context, asActor("secretariat"), { annotation: placed.annotation.id }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });

  test("reports the uptake in each later draft, and rejects a comment", async () => {
    const { forum, annotation } = await openDrafts();
    await forum.publish("3", firstDraft);
    expect(await getUptake(forum.context, asActor("public"), { annotation }, null)).toMatchObject([
      { versionId: "version-2", extent: "verbatim", computed: { reason: { code: "uptake-gone" } }, correction: null },
      { versionId: "version-3", extent: "not" },
    ]);
    const comment = (await forum.comment("member")).annotation.id;
    const none = getUptake(forum.context, asActor("public"), { annotation: comment }, null);
    await expect(none).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("hides the uptake of a withdrawn proposal from others", async () => {
    const { forum, annotation } = await openDrafts();
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    expect(await getUptake(forum.context, asActor("other"), { annotation }, null)).toEqual([]);
    expect(await getUptake(forum.context, asActor("member"), { annotation }, null)).toHaveLength(1);
  });
});

describe("correctUptake", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["chair", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const { forum, annotation } = await openDrafts();
    const refused = correctUptake(forum.context, asActor(who), { annotation, ...ruling });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("a correction overrides the computed uptake until revoked, each with an event", async () => {
    const { forum, annotation } = await openDrafts();
    const secretariat = asActor("secretariat");
    const corrected = await correctUptake(forum.context, secretariat, { annotation, ...ruling });
    expect(corrected).toMatchObject({
      extent: "in-part",
      computed: { extent: "verbatim" },
      correction: {
        current: { reason: "It had been asked for before.", by: { capacity: "secretariat" } },
        revision: 1,
      },
    });
    const place = { annotation, version: second };
    const revoked = await revokeUptakeCorrection(forum.context, secretariat, { ...place, revision: 1 });
    expect(revoked).toMatchObject({ extent: "verbatim", correction: { current: null } });
    const undone = await undoUptakeCorrection(forum.context, secretariat, { ...place, revision: 2 });
    expect(undone.extent).toBe("in-part");
    const late = correctUptake(forum.context, secretariat, { annotation, ...ruling });
    await expect(late).rejects.toMatchObject({ code: "revision-conflict" });
    const events = await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 });
    expect(events.map(({ kind }) => kind).filter((kind) => kind.startsWith("uptake"))).toEqual([
      "uptake-corrected",
      "uptake-uncorrected",
      "uptake-corrected",
    ]);
  });

  test("accepts only later published drafts, and only for a proposal", async () => {
    const { forum, annotation } = await openDrafts();
    const secretariat = asActor("secretariat");
    const prepared = await forum.prepare("3", firstDraft);
    for (const version of ["opinion-5@1", prepared, "opinion-5@9"]) {
      const refused = correctUptake(forum.context, secretariat, { annotation, ...ruling, version });
      await expect(refused).rejects.toMatchObject({ code: "not-found" });
    }
    const comment = (await forum.comment("member")).annotation.id;
    const none = correctUptake(forum.context, secretariat, { annotation: comment, ...ruling });
    await expect(none).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("rejects revocation or undo without a correction", async () => {
    const { forum, annotation } = await openDrafts();
    const place = { annotation, version: second, revision: 0 };
    for (const undo of [revokeUptakeCorrection, undoUptakeCorrection]) {
      await expect(undo(forum.context, asActor("secretariat"), place)).rejects.toMatchObject({ code: "wrong-state" });
    }
  });
});

describe("getUptakeTable", () => {
  test("rejects the public in a closed forum", async () => {
    const { forum } = await openDrafts({ audience: "participants" });
    const refused = getUptakeTable(forum.context, asActor("public"), { document: "opinion-5" }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("hides a joint organisation that has not yet confirmed", async () => {
    const { forum } = await openDrafts();
    const operations = [{ kind: "delete", clause: "considering-a" } as const];
    await forum.comment("member", { kind: "proposal", operations, jointly: ["registry"] });
    const awaiting = async (who: string) =>
      (await getUptakeTable(forum.context, asActor(who), { document: "opinion-5" }, null)).proposals.map(
        ({ annotation }) => annotation.speaker.awaiting.length,
      );
    expect(await awaiting("public")).toEqual([0, 0]);
    expect(await awaiting("other")).toEqual([0, 1]);
  });

  test("lists proposals by later draft, and counts corrected uptake by organisation and group", async () => {
    const { forum } = await openDrafts();
    const corrected = await propose(forum, "other");
    await correctUptake(forum.context, asActor("secretariat"), { annotation: corrected, ...ruling });
    await propose(forum, "other", "considering-a");
    await forum.comment("other");
    const table = await getUptakeTable(forum.context, asActor("public"), { document: "opinion-5" }, null);
    expect(table.versions.map(({ address }) => address)).toEqual(["opinion-5@1", second]);
    expect(table.proposals.map(({ uptakes }) => uptakes.map(({ extent }) => extent))).toEqual([
      ["verbatim"],
      ["in-part"],
      ["not"],
    ]);
    const count = { versionId: "version-2", verbatim: 0, "in-part": 0, not: 0 };
    const counts = [[{ ...count, verbatim: 1 }], [{ ...count, "in-part": 1, not: 1 }]];
    expect(table.organisations.map(({ organisation, counts }) => [organisation.id, counts])).toEqual([
      ["north", counts[0]],
      ["registry", counts[1]],
    ]);
    expect(table.groups).toEqual([
      { group: "member-state", counts: counts[0] },
      { group: "technical-community", counts: counts[1] },
    ]);
  });

  test("with hidden sources, names no organisation and no group that would reveal one", async () => {
    const { forum } = await openDrafts({ sources: "hidden" });
    const table = await getUptakeTable(forum.context, asActor("secretariat"), { document: "opinion-5" }, null);
    expect(table).toMatchObject({ proposals: [{}], organisations: [], groups: [] });
  });

  test("omits drafts and withdrawn proposals, even for their author", async () => {
    const { forum, annotation } = await openDrafts();
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    const operations = [{ kind: "delete", clause: "considering-c" } as const];
    await forum.comment("member", { kind: "proposal", operations, visibility: "private" });
    const table = await getUptakeTable(forum.context, asActor("member"), { document: "opinion-5" }, null);
    expect(table).toMatchObject({ proposals: [], organisations: [], groups: [] });
  });
});

describe("an amended proposal", () => {
  const at = { clause: "considering-c", offset: 23 };
  const text = "much too ";

  /** Opens a forum whose second draft has the wording as Registry amends it. */
  async function amended(
    overrides: Partial<Forum> = {},
  ): Promise<{ forum: TestForum; annotation: string; reply: ShownReply }> {
    const forum = await openForum(overrides);
    await forum.publish("1", firstDraft);
    const content = [{ type: "text", text }];
    const step = { kind: "replace", start: at, end: at, content } as const;
    const placed = await forum.comment("member", { kind: "proposal", operations: [step] });
    const { id: annotation } = placed.annotation;
    const amendment = amendmentTo(placed.annotation.operations, ["unreasonably"]);
    const position = "support-with-amendment";
    const reply = await createReply(forum.context, asActor("other"), {
      annotation,
      id: uuid(90),
      text: "",
      position,
      amendment,
    });
    await forum.publish("2", firstDraft.replace("held far away", "held unreasonably far away"));
    return { forum, annotation, reply };
  }

  test("reports the uptake of the amended wording beside that of the proposal", async () => {
    const { forum, annotation, reply } = await amended();
    const [uptake] = await getUptake(forum.context, asActor("public"), { annotation }, null);
    expect(uptake).toMatchObject({
      extent: "not",
      amendments: [{ reply: reply.id, extent: "verbatim", score: 1, speaker: { participantId: "other" } }],
    });
    const table = await getUptakeTable(forum.context, publicActor, { document: "opinion-5" }, null);
    expect(table.proposals[0]?.uptakes).toEqual([uptake]);
    expect(uptakeByProposal(table, "en").rows[0]?.cells.at(-1)).toContain("As amended by Registry: in full.");
    // Totals count proposals, not amendments.
    expect(table.organisations.map(({ organisation, counts }) => [organisation.id, counts[0]?.not])).toEqual([
      ["north", 1],
    ]);
  });

  test("keeps the amendment in the answer to a correction", async () => {
    const { forum, annotation } = await amended();
    const corrected = await correctUptake(forum.context, asActor("secretariat"), { annotation, ...ruling });
    expect(corrected).toMatchObject({ extent: "in-part", amendments: [{ extent: "verbatim" }] });
  });

  test("says nothing of an amendment that was withdrawn", async () => {
    const { forum, annotation, reply } = await amended();
    await withdrawReply(forum.context, asActor("other"), { reply: reply.id });
    const [uptake] = await getUptake(forum.context, asActor("secretariat"), { annotation }, null);
    expect(uptake).not.toHaveProperty("amendments");
  });

  test("does not reveal an amendment that awaits clearance, even to its author", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const content = [{ type: "text", text }];
    const placed = await forum.comment("other", {
      kind: "proposal",
      operations: [{ kind: "replace", start: at, end: at, content }],
    });
    const { id: annotation, operations } = placed.annotation;
    await setClearance(forum.context, asActor("coordinator"), { organisation: "north", clearance: "coordinator" });
    const member = { ...asActor("member"), underClearance: true as const };
    const amendment = amendmentTo(operations, ["unreasonably"]);
    await createReply(forum.context, member, { annotation, id: uuid(90), text: "", position: null, amendment });
    await forum.publish("2", secondDraft);
    for (const who of ["public", "other", "secretariat", "member"]) {
      const [uptake] = await getUptake(forum.context, asActor(who), { annotation }, null);
      expect(uptake).not.toHaveProperty("amendments");
    }
  });

  test("does not name the author of an amendment if sources are hidden", async () => {
    const { forum, annotation } = await amended({ sources: "hidden" });
    const [uptake] = await getUptake(forum.context, asActor("public"), { annotation }, null);
    expect(uptake?.amendments?.[0]?.speaker).toMatchObject({ name: "", participantId: "", organisation: null });
  });
});

import type { ProposalOperation } from "../../../server/core/discuss/proposal-operation.ts";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getBarometer, getBarometerFeed, getBarometerTable } from "../../../server/services/history/barometer.ts";
import { getClauseHistory } from "../../../server/services/history/clause-history.ts";
import { getPositions } from "../../../server/services/outcome/positions.ts";
import { getDocumentOutcomes, getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { getHistory } from "../../../server/services/history/document-history.ts";
import { getUptake, getUptakeTable } from "../../../server/services/outcome/uptake.ts";
import { settlePlace } from "../../../server/services/annotations/settlement.ts";
import { setOrganisationLogo } from "../../../server/services/people/logo.ts";
import { sha256 } from "../../../server/services/kernel/hashes.ts";
import { smallPng } from "../../support/small-png.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid, type TestForum } from "../../support/forum.ts";

const version = "opinion-5@2";
const proposal = uuid(2);
/** Puts a word of the view in brackets. */
const bracket = {
  kind: "replace",
  start: { clause: "is-of-the-view-2", offset: "that records ".length },
  end: { clause: "is-of-the-view-2", offset: "that records should".length },
  content: [{ type: "text", text: "[should]" }],
} satisfies ProposalOperation;
/** The logos of two organisations, and the versions that answers name them by. */
const images = { north: smallPng(), registry: smallPng(8, 8) };
const logos = { north: sha256(images.north).slice(0, 12), registry: sha256(images.registry).slice(0, 12) };
const exportQuery = exportOperations.exportVersion.query;

/**
 * Opens a forum that hides sources. A member of North commented and made proposals, one of which a draft took up.
 * Registry replied, and the member left a comment unplaced.
 */
async function openHidden(): Promise<TestForum> {
  const forum = await openForum({ sources: "hidden" });
  for (const organisation of ["north", "registry"] as const)
    await setOrganisationLogo(forum.context, asActor("secretariat"), { organisation, bytes: images[organisation] });
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const { annotation } = await forum.comment("member");
  const reply = { annotation: annotation.id, id: uuid(100), text: "No.", position: "oppose" } as const;
  await createReply(forum.context, asActor("other"), reply);
  const act = { kind: "given-up", revision: 0, reason: "It was met." } as const;
  await settlePlace(forum.context, asActor("member"), { annotation: annotation.id, version, ...act });
  const operations = [{ kind: "delete", clause: "considering-c" } as const];
  await forum.comment("member", { kind: "proposal", operations });
  await forum.comment("member", { kind: "proposal", version, operations: [bracket] });
  await forum.publish("3", secondDraft.replace("should be kept", "[should] be kept"));
  return forum;
}

/** Returns everything that a person is sent about annotations, as one text. */
async function sentTo(forum: TestForum, who: string): Promise<string> {
  const { context } = forum;
  const actor = asActor(who);
  const csv = { version, ...exportQuery.parse({ format: "csv" }) };
  return JSON.stringify([
    await getAnnotations(context, actor, { version }, null),
    await getOutcomes(context, actor, { version, waiting: false }, null),
    await getDocumentOutcomes(context, actor, { document: "opinion-5" }, null),
    await getPositions(context, actor, { version }, null),
    await getUptake(context, actor, { annotation: proposal }, null),
    await getUptakeTable(context, actor, { document: "opinion-5" }, null),
    await getHistory(context, actor, { document: "opinion-5" }, null),
    await getBarometer(context, actor, { document: "opinion-5" }, null),
    ...[
      await getBarometerTable(context, actor, { document: "opinion-5" }),
      await getBarometerFeed(context, actor, { document: "opinion-5" }, null),
    ].map(({ bytes }) => new TextDecoder().decode(bytes)),
    await getClauseHistory(context, actor, { version: "opinion-5@1", clause: "considering-c" }, null),
    (await getEvents(context, actor, { document: "opinion-5", limit: 100 })).filter(
      ({ subject }) => subject.collection !== "versions" && subject.collection !== "documents",
    ),
    new TextDecoder().decode((await exportVersionFile(context, actor, csv, null)).bytes),
  ]);
}

describe("in a forum with hidden sources", () => {
  test.each(["public", "chair", "observer"])("sends the %s no name by any route", async (who) => {
    const sent = await sentTo(await openHidden(), who);
    expect(sent).toContain("A remark.");
    expect(sent).toContain('"asked":{');
    for (const name of [
      "North",
      "north",
      "Registry",
      "registry",
      "The member",
      "The other",
      '"participantId":"member"',
      logos.north,
      logos.registry,
    ]) {
      expect(sent).not.toContain(name);
    }
  });

  test("counts every position without naming anyone", async () => {
    const forum = await openHidden();
    const reply = { annotation: uuid(1), id: uuid(101), text: "Yes.", position: "support" } as const;
    await createReply(forum.context, asActor("coordinator"), reply);
    const [placed] = await getAnnotations(forum.context, asActor("public"), { version }, null);
    expect(placed?.positions.map(({ position, holder }) => [position, holder.name])).toEqual([
      ["oppose", ""],
      ["support", ""],
    ]);
  });

  test("rejects an export filtered by source", async () => {
    const forum = await openHidden();
    const input = { version, ...exportQuery.parse({ format: "csv", organisations: "north" }) };
    const refused = exportVersionFile(forum.context, asActor("public"), input, null);
    await expect(refused).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("shows members their own organisation, but no other", async () => {
    const sent = await sentTo(await openHidden(), "colleague");
    for (const shown of ["North", logos.north]) expect(sent).toContain(shown);
    for (const hidden of ["Registry", logos.registry]) expect(sent).not.toContain(hidden);
  });

  test("shows sources to the secretariat", async () => {
    const sent = await sentTo(await openHidden(), "secretariat");
    for (const shown of ["North", logos.north, "Registry", logos.registry]) expect(sent).toContain(shown);
  });
});

import { wordTemplate } from "../../support/word-template.ts";
import { smallPng } from "../../support/small-png.ts";
import {
  addCalendarEntry,
  changeForum,
  setForumLogo,
  setForumTemplate,
} from "../../../server/services/forum/forum-settings.ts";
import { addOrganisation, changeOrganisation } from "../../../server/services/people/organisations.ts";
import { addPerson, changePerson } from "../../../server/services/people/people.ts";
import { setOrganisationLogo } from "../../../server/services/people/logo.ts";
import { appointDeputy } from "../../../server/services/people/deputies.ts";
import { signIn } from "../../../server/services/people/sign-in.ts";
import { addLink } from "../../../server/services/comparison/link.ts";
import { setClearance } from "../../../server/services/annotations/clearance.ts";
import { createReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import { correctUptake } from "../../../server/services/outcome/uptake.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { saveFilter } from "../../../server/services/forum/saved-filters.ts";
import { makeCircle } from "../../../server/services/people/circle.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { signOn } from "../../../server/services/annotations/joint.ts";
import { settlePlace } from "../../../server/services/annotations/settlement.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { importContribution } from "../../../server/services/contributions/import-contribution.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { r } from "../../import/docx/word-file.ts";
import { del, ins, markedOpinion } from "../../support/marked-opinion.ts";
import type { Writer } from "../../../server/store/store.ts";
import { asActor, firstDraft, secondDraft, uuid, type TestForum } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

export const version = { version: "opinion-5@1" };
/** By id, because only published versions have an address. */
export const prepared = { version: "version-3" };
/** The member's submitted comment, their withdrawn one, and the draft that only their organisation may see. */
export const [open, withdrawn, draft] = [{ annotation: uuid(1) }, { annotation: uuid(2) }, { annotation: uuid(3) }];
/** The member's comment that asks the other's organisation to co-sign. */
export const joint = { annotation: uuid(4) };
/** The member's submitted comment on the second draft, where it is left unplaced. */
export const later = { ...open, version: "opinion-5@2" };
/** The member's proposal to delete c), which the second draft does. */
export const uptakeParams = { annotation: uuid(20), version: "opinion-5@2" };
/** The draft with a consultation, and the circle of the two organisations. */
export const consulted = { version: "opinion-5@2" };
export const period = { opensAt: "2013-01-01T00:00:00Z", closesAt: "2014-01-01T00:00:00Z", blind: false };
export const circle = { id: uuid(30), name: "Coastal States", organisationIds: ["north", "registry"] };
/** The member's saved filter. */
export const savedFilter = { filter: uuid(40) };
/** The member's draft that is shared with the circle. */
export const inCircle = { id: uuid(23) };
/** North's contribution that awaits review, and the one that was imported. */
export const [received, receivedAndImported] = [{ contribution: "version-4" }, { contribution: "version-5" }];
/** The coordinator's comment that awaits clearance. */
const waitingForClearance = { id: uuid(22) };
export const waiting = { annotation: waitingForClearance.id };
/** The colleague's reply that awaits clearance. */
export const waitingReply = { reply: uuid(26) };
/** The reply of "other", and the reply that they withdrew. */
export const [reply, withdrawnReply] = [{ reply: uuid(9) }, { reply: uuid(10) }];
/** The webhook, and its delivery. */
export const hook = { webhook: "hook" };
export const delivery = { ...hook, delivery: "msg_1" };
export const both = { base: "opinion-5@1", revised: "opinion-5@2" };

/** Returns the current revision of a contribution. */
export async function revisionOfReceived({ context }: TestForum, { contribution } = received): Promise<string> {
  return (await context.store.read((reader) => reader.get("contributions", contribution)))?.revision ?? "";
}

/** Adds a participant who has never signed in. */
async function addNewcomer({ context }: TestForum): Promise<void> {
  await context.store.transact(async (writer) => {
    const newcomer = {
      id: "newcomer",
      name: "The newcomer",
      email: "newcomer@example.org",
      organisationId: null,
    } as const;
    await writer.put("participants", { ...newcomer, group: "other", role: "observer" });
    const subject = { collection: "participants", id: "newcomer" } as const;
    const by = { at: "2013-02-06T08:30:00.000Z", actor: null, onBehalfOf: null, documentId: null };
    await writer.append({ ...by, kind: "forum-seeded", subject, before: null, after: null });
  });
}

/** Adds a reply that a coordinator of North must clear. */
async function addWaitingReply({ context }: TestForum): Promise<void> {
  const [organisation, coordinator] = ["north", asActor("coordinator")];
  await setClearance(context, coordinator, { organisation, clearance: "coordinator" });
  const reply = { id: waitingReply.reply, text: "We agree.", position: "support" } as const;
  await createReply(context, asActor("colleague"), { ...open, ...reply });
  await setClearance(context, coordinator, { organisation, clearance: "free" });
}

/** Adds a coordinator of Registry, and signs them in. */
async function addNeighbour(server: TestServer): Promise<void> {
  const { context } = server.forum;
  const of = { organisationId: "registry", role: "coordinator", email: "neighbour@example.org" } as const;
  await addPerson(context, asActor("secretariat"), { id: "neighbour", name: "The neighbour", ...of });
  const { session } = await signIn(context, asActor("public"), { token: await server.link("neighbour") });
  server.admit("neighbour", session);
}

/** Adds a webhook to an address that is refused, so that no request leaves the machine, with a delivery that failed. */
async function addWebhook(writer: Writer): Promise<void> {
  const at = "2013-02-06T09:00:00.000Z";
  await writer.put("webhooks", {
    ...{ id: hook.webhook, url: "https://127.0.0.1/hook", news: ["draft"], secret: "whsec_c2VjcmV0", earlier: null },
    ...{ off: null, createdAt: at, seq: await writer.lastEvent(), failingSince: null },
  });
  await writer.put("deliveries", {
    ...{ id: delivery.delivery, webhookId: hook.webhook, seq: 1, kind: "version-published", at },
    ...{ state: "failed", dueAt: null, tries: 8, last: { at, status: 500, failure: null, took: 20 } },
  });
}

const noted = { revision: 0, outcome: "noted", reason: "", shownIn: null, mergedWith: null } as const;

/** Opens a server with two published drafts and a prepared third. The annotations on the first are named above. */
export async function filledServer(audience: "public" | "participants"): Promise<TestServer> {
  const server = await openServer({ forum: { audience }, services: { mailReaches: true } });
  const { forum } = server;
  await addNewcomer(forum);
  await addNeighbour(server);
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  await forum.prepare("3", `${secondDraft}\n3 that all is well.\n`);
  await forum.comment("member");
  await forum.comment("member");
  await withdrawAnnotation(forum.context, asActor("member"), { ...withdrawn, reason: "" });
  await forum.comment("member", { visibility: "organisation" });
  await forum.comment("member", { jointly: ["registry"] });
  await addLink(forum.context, asActor("secretariat"), {
    ...both,
    id: uuid(5),
    baseClause: "considering-b",
    revisedClause: "considering-b",
    reason: "It says the same.",
  });
  for (const { reply: id } of [reply, withdrawnReply]) {
    const reply = { id, text: "No.", position: "oppose", capacity: "organisation" } as const;
    await createReply(forum.context, asActor("other"), { ...open, ...reply });
  }
  await withdrawReply(forum.context, asActor("other"), withdrawnReply);
  await decideAnnotation(forum.context, asActor("chair"), { ...open, ...noted });
  await settlePlace(forum.context, asActor("member"), { ...later, revision: 0, kind: "given-up", reason: "Met." });
  await forum.comment("member", {
    id: uuid(20),
    kind: "proposal",
    operations: [{ kind: "delete", clause: "considering-c" }],
  });
  const corrected = { extent: "in-part", reason: "c) is half there.", revision: 0 } as const;
  await correctUptake(forum.context, asActor("secretariat"), { ...uptakeParams, ...corrected });
  await setConsultation(forum.context, asActor("secretariat"), { ...consulted, ...period, revision: 0 });
  await makeCircle(forum.context, asActor("coordinator"), circle);
  await saveFilter(forum.context, asActor("member"), {
    ...savedFilter,
    documentId: "opinion-5",
    name: "All",
    query: "",
  });
  await forum.comment("member", { id: uuid(21) });
  const signed = { annotation: uuid(21), revision: await forum.revision(uuid(21)) };
  await signOn(forum.context, asActor("other"), signed);
  const rewritten = [ins("too few"), ins("nearly none")].map(
    (put) => `<w:p>${r("b) that ")}${del("few")}${put}${r(" are able to take part in meetings;")}</w:p>`,
  );
  for (const b of rewritten) {
    const file = { bytes: markedOpinion({ b }), fileName: "north.docx", organisation: "north" };
    await receiveContribution(forum.context, asActor("secretariat"), file);
  }
  await forum.comment("coordinator", { ...waitingForClearance, visibility: "clearance" });
  await addWaitingReply(forum);
  await importContribution(forum.context, asActor("secretariat"), {
    ...receivedAndImported,
    revision: await revisionOfReceived(forum, receivedAndImported),
  });
  const south = { id: "south", name: "Administration of South", shortName: "South", group: "member-state" };
  await addOrganisation(forum.context, asActor("secretariat"), { ...south, contact: "The Registrar of South" });
  // No operation may show these to others, so answers that contain them are not as described.
  await setForumLogo(forum.context, asActor("secretariat"), { bytes: smallPng() });
  await setOrganisationLogo(forum.context, asActor("secretariat"), { organisation: "north", bytes: smallPng() });
  await changeOrganisation(forum.context, asActor("secretariat"), { organisation: "north", contact: "The Registrar" });
  await changePerson(forum.context, asActor("secretariat"), { person: "member", language: "fr" });
  await changeForum(forum.context, asActor("secretariat"), { erasure: "keep-text", timeZone: "Europe/Zurich" });
  await setForumTemplate(forum.context, asActor("secretariat"), { fileName: "house.docx", bytes: wordTemplate() });
  await addCalendarEntry(forum.context, asActor("secretariat"), {
    date: "2013-05-14",
    title: "The Forum",
    place: "Geneva",
  });
  const proposal = { principal: "coordinator", deputy: "colleague", until: null };
  await appointDeputy(forum.context, asActor("secretariat"), proposal);
  await forum.comment("member", { ...inCircle, visibility: "circle", circle: circle.id });
  await forum.context.store.transact(addWebhook);
  return server;
}

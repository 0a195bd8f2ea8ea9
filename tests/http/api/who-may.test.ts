import type { Readable } from "node:stream";
import type { Test } from "supertest";
import { contract, type OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { problemStatus, type ProblemCode } from "#core/contract/problem.ts";
import { addLink } from "../../../server/services/comparison/link.ts";
import { createReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import { correctUptake } from "../../../server/services/outcome/uptake.ts";
import { decideAnnotation } from "../../../server/services/outcome/disposition.ts";
import { saveView } from "../../../server/services/forum/saved-filters.ts";
import { makeCircle } from "../../../server/services/people/circle.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { signOn } from "../../../server/services/annotations/joint.ts";
import { settlePlace } from "../../../server/services/annotations/settlement.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { importContribution } from "../../../server/services/contributions/import-contribution.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { r } from "../../import/docx/word-file.ts";
import { del, ins, markedOpinion } from "../../support/marked-opinion.ts";
import { asActor, firstDraft, secondDraft, uuid, type TestForum } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

const people = ["public", "observer", "member", "colleague", "coordinator", "other", "chair", "secretariat"] as const;
type Person = (typeof people)[number];

/** A request's parameters, query and body, by the operation's own names. */
interface Sent {
  params?: Record<string, string>;
  query?: string;
  body?: Record<string, unknown> | ((forum: TestForum) => Promise<object>);
  file?: string | Buffer;
}

/**
 * For each operation: who may perform it, the request they send, and the refusal that others get if it is not the usual
 * one.
 */
interface Row {
  may: readonly Person[];
  sent?: Sent;
  /**
   * The refusal for people without permission. For the public it is a request to sign in, unless `public` says
   * otherwise.
   */
  refused?: ProblemCode;
  public?: ProblemCode;
}

const everyone = people;
const signedIn = people.filter((person) => person !== "public");
const speakers: Person[] = ["member", "colleague", "coordinator", "other", "chair", "secretariat"];
const version = { version: "opinion-5@1" };
/** By id, because only published versions have an address. */
const prepared = { version: "version-3" };
/** The member's submitted comment, their withdrawn one, and the draft that only their organisation may see. */
const [open, withdrawn, draft] = [{ annotation: uuid(1) }, { annotation: uuid(2) }, { annotation: uuid(3) }];
/** The member's comment that asks the other's organisation to co-sign. */
const joint = { annotation: uuid(4) };
const noted = { revision: 0, outcome: "noted", reason: "", shownIn: null, mergedWith: null } as const;
/** The member's submitted comment on the second draft, where it is left unplaced. */
const later = { ...open, version: "opinion-5@2" };
/** The member's proposal to delete c), which the second draft does. */
const uptakeParams = { annotation: uuid(20), version: "opinion-5@2" };
/** The draft with a consultation, and the circle of the two organisations. */
const consulted = { version: "opinion-5@2" };
const period = { opensAt: "2013-01-01T00:00:00Z", closesAt: "2014-01-01T00:00:00Z", blind: false };
const circle = { id: uuid(30), name: "Coastal States", organisationIds: ["north", "registry"] };
/** The member's saved filter. */
const view = { view: uuid(40) };
/** North's contribution that awaits review, and the one that was imported. */
const [received, receivedAndImported] = [{ contribution: "version-4" }, { contribution: "version-5" }];
/** A draft as it is edited on the site. */
const workedOut = {
  type: "doc",
  attrs: { language: "en", direction: "ltr" },
  content: [
    { type: "clause", attrs: { id: "c1", kind: "paragraph" }, content: [{ type: "text", text: "That is all." }] },
  ],
};
/** The reply of "other", and the reply that they withdrew. */
const [reply, withdrawnReply] = [{ reply: uuid(9) }, { reply: uuid(10) }];
const both = { base: "opinion-5@1", revised: "opinion-5@2" };
const comment = {
  id: uuid(8),
  kind: "comment",
  type: "general",
  targets: [{ kind: "document" }],
  text: "A remark.",
  operations: [],
  visibility: "submitted",
  capacity: "personal",
  jointly: [],
};
const newDocument = { id: "report", title: "Report", shortTitle: "Report", kind: "report", relations: [] };
const next = "fileName=d.md&round=4&label=Draft%204&date=2013-02-20&language=en";

/** Permissions in a public forum. */
const rows: Record<OperationName, Row> = {
  getOpenapi: { may: everyone },
  getMe: { may: everyone },
  signIn: {
    may: [],
    sent: { body: { token: "not-a-token-at-all" } },
    refused: "link-not-valid",
    public: "link-not-valid",
  },
  signOut: { may: everyone },
  getLibrary: { may: everyone },
  getDocument: { may: everyone, sent: { params: { document: "opinion-5" } } },
  createDocument: { may: ["secretariat"], sent: { body: newDocument } },
  getParticipants: { may: signedIn },
  invite: { may: ["secretariat"], sent: { params: { participant: "member" } } },
  getVersion: { may: everyone, sent: { params: version } },
  getOriginal: { may: signedIn, sent: { params: version } },
  prepareVersion: {
    may: ["secretariat"],
    sent: { params: { document: "opinion-5" }, query: next, file: secondDraft },
  },
  getPreview: { may: ["secretariat"], sent: { params: prepared } },
  correctVersion: {
    may: ["secretariat"],
    sent: {
      params: prepared,
      body: async (forum) => ({
        contentHash: await contentHashIn(forum),
        correction: { kind: "name", clause: "title", depth: 0 },
      }),
    },
  },
  readVersionAgain: {
    may: ["secretariat"],
    sent: {
      params: prepared,
      body: async (forum) => ({ contentHash: await contentHashIn(forum), changes: "reject" }),
    },
  },
  publishVersion: { may: ["secretariat"], sent: { params: prepared } },
  discardVersion: { may: ["secretariat"], sent: { params: prepared } },
  withdrawVersion: { may: ["secretariat"], sent: { params: version, body: { reason: "The wrong file." } } },
  getComparison: { may: everyone, sent: { params: both } },
  getRedline: { may: everyone, sent: { params: both } },
  compareThree: { may: everyone, sent: { params: { ...both, other: "opinion-5@1" } } },
  explainPairing: { may: everyone, sent: { params: both, query: "baseClause=considering-c" } },
  getLinks: { may: everyone, sent: { params: both } },
  addLink: {
    may: ["chair", "secretariat"],
    sent: {
      params: both,
      body: { id: uuid(6), baseClause: "considering-c", revisedClause: null, reason: "Taken out on purpose." },
    },
  },
  revokeLink: { may: ["chair", "secretariat"], sent: { params: { link: uuid(5) }, body: { reason: "An error." } } },
  getLineage: { may: everyone, sent: { params: { ...version, clause: "considering-c" } } },
  getBiography: { may: everyone, sent: { params: { ...version, clause: "considering-c" } } },
  getTranslations: { may: everyone, sent: { params: { ...version, clause: "considering-c" } } },
  getWordOrigins: { may: everyone, sent: { params: version } },
  getHistory: { may: everyone, sent: { params: { document: "opinion-5" } } },
  exportComparison: { may: everyone, sent: { params: both, query: "format=html" } },
  getAnnotations: { may: everyone, sent: { params: version } },
  createAnnotation: { may: speakers, sent: { params: version, body: comment } },
  getAnnotation: {
    may: ["member", "colleague", "coordinator"],
    sent: { params: draft },
    refused: "not-found",
    public: "not-found",
  },
  editAnnotation: { may: ["member"], sent: { params: open, body: betterWords(open.annotation) } },
  withdrawAnnotation: { may: ["member"], sent: { params: open, body: { reason: "" } } },
  reinstateAnnotation: { may: ["member"], sent: { params: withdrawn } },
  getJointRequests: { may: everyone },
  confirmJoint: {
    may: ["other"],
    sent: { params: joint, body: async (forum) => ({ revision: await forum.revision(joint.annotation) }) },
  },
  leaveJoint: { may: ["other"], sent: { params: joint } },
  hideAnnotation: { may: ["secretariat"], sent: { params: open, body: { reason: "Off the subject." } } },
  eraseAnnotation: { may: ["secretariat"], sent: { params: open, body: { reason: "A court says so." } } },
  getEarlierWordings: { may: everyone, sent: { params: open } },
  getPlacements: { may: everyone, sent: { params: open } },
  decideAnnotation: {
    may: ["chair", "secretariat"],
    sent: { params: open, body: { revision: 1, outcome: "accepted" } },
  },
  undoDecision: { may: ["chair", "secretariat"], sent: { params: open, body: { revision: 1 } } },
  getLedger: { may: everyone, sent: { params: version } },
  getDocumentLedger: { may: everyone, sent: { params: { document: "opinion-5" } } },
  settlePlace: {
    may: ["member", "secretariat"],
    sent: { params: later, body: { revision: 1, kind: "given-up", reason: "It was met." } },
  },
  unsettlePlace: { may: ["member", "secretariat"], sent: { params: later, body: { revision: 1 } } },
  undoSettlement: { may: ["member", "secretariat"], sent: { params: later, body: { revision: 1 } } },
  setConsultation: { may: ["secretariat"], sent: { params: consulted, body: { ...period, revision: 1 } } },
  callOffConsultation: { may: ["secretariat"], sent: { params: consulted, body: { revision: 1 } } },
  undoConsultation: { may: ["secretariat"], sent: { params: consulted, body: { revision: 1 } } },
  consolidateDrafts: {
    may: ["coordinator"],
    sent: { params: version, body: { ...comment, id: uuid(32), capacity: undefined, drafts: [draft.annotation] } },
  },
  signOn: {
    may: ["other"],
    sent: { params: open, body: async (forum) => ({ revision: await forum.revision(open.annotation) }) },
  },
  removeJoint: { may: ["member"], sent: { params: { annotation: uuid(21), organisation: "registry" } } },
  getMentions: { may: signedIn },
  getViews: { may: signedIn },
  saveView: {
    may: signedIn,
    sent: { params: { view: uuid(41) }, body: { documentId: "opinion-5", name: "Open", query: "kinds=proposal" } },
  },
  removeView: { may: ["member"], sent: { params: view }, refused: "not-found" },
  getCircles: { may: signedIn },
  getNewReaders: { may: signedIn },
  makeCircle: { may: ["coordinator", "secretariat"], sent: { body: { ...circle, id: uuid(31) } } },
  changeCircle: {
    may: ["coordinator", "secretariat"],
    sent: { params: { circle: circle.id }, body: { name: "Coast" } },
  },
  leaveCircle: { may: ["coordinator"], sent: { params: { circle: circle.id } } },
  dissolveCircle: { may: ["coordinator", "secretariat"], sent: { params: { circle: circle.id } } },
  getConsensus: { may: everyone, sent: { params: version } },
  getRebased: { may: everyone, sent: { params: uptakeParams } },
  getWorkingText: { may: ["secretariat"], sent: { params: version } },
  prepareWorkingText: {
    may: ["secretariat"],
    sent: { params: version, body: { round: "4", label: "Draft 4", date: "2013-02-20", draft: workedOut } },
  },
  getNegotiation: { may: everyone, sent: { params: version } },
  getNegotiationHistory: { may: everyone, sent: { params: { document: "opinion-5" } } },
  getOccurrences: { may: everyone, sent: { params: version, query: "phrase=that" } },
  getTargetHits: { may: everyone, sent: { params: later } },
  getUptake: { may: everyone, sent: { params: { annotation: uptakeParams.annotation } } },
  getUptakeTable: { may: everyone, sent: { params: { document: "opinion-5" } } },
  correctUptake: {
    may: ["secretariat"],
    sent: { params: uptakeParams, body: { revision: 1, extent: "not", reason: "It was gone before." } },
  },
  revokeUptakeCorrection: { may: ["secretariat"], sent: { params: uptakeParams, body: { revision: 1 } } },
  undoUptakeCorrection: { may: ["secretariat"], sent: { params: uptakeParams, body: { revision: 1 } } },
  revokeDecision: { may: ["chair", "secretariat"], sent: { params: open, body: { revision: 1 } } },
  createReply: {
    may: speakers,
    sent: { params: open, body: { id: uuid(7), text: "Agreed.", position: "support", capacity: "personal" } },
  },
  editReply: { may: ["other"], sent: { params: reply, body: betterWords(reply.reply) } },
  withdrawReply: { may: ["other"], sent: { params: reply } },
  reinstateReply: { may: ["other"], sent: { params: withdrawnReply } },
  hideReply: { may: ["secretariat"], sent: { params: reply, body: { reason: "Off the subject." } } },
  eraseReply: { may: ["secretariat"], sent: { params: reply, body: { reason: "A court says so." } } },
  getEvents: { may: everyone, sent: { params: { document: "opinion-5" } } },
  streamCircles: { may: signedIn },
  streamEvents: { may: everyone, sent: { params: { document: "opinion-5" } } },
  exportVersion: { may: everyone, sent: { params: version, query: "format=csv" } },
  getContributions: { may: everyone },
  receiveContribution: {
    may: ["coordinator", "secretariat"],
    sent: {
      query: "fileName=other.docx&organisation=north",
      file: Buffer.from(
        markedOpinion({ c: `<w:p>${r("c) that meetings are ")}${del("held ")}${r("far away,")}</w:p>` }),
      ),
    },
  },
  getContribution: ofReceived({ params: received }),
  getContributionOriginal: ofReceived({ params: received }),
  exportContribution: ofReceived({ params: received, query: "format=html" }),
  editContribution: ofReceived({
    params: received,
    body: async (forum) => ({ revision: await revisionOfReceived(forum), contributor: "colleague" }),
  }),
  editContributionItem: ofReceived({
    params: { ...received, item: "change-1" },
    body: async (forum) => ({ revision: await revisionOfReceived(forum), text: "It is enough." }),
  }),
  takeContribution: ofReceived({
    params: received,
    body: async (forum) => ({ revision: await revisionOfReceived(forum) }),
  }),
  undoTaking: {
    may: ["coordinator", "secretariat"],
    sent: {
      params: receivedAndImported,
      body: async (forum) => ({ revision: await revisionOfReceived(forum, receivedAndImported) }),
    },
  },
  discardContribution: ofReceived({ params: received }),
};

/**
 * Returns the row of an operation on a contribution. To everyone except its reviewers, a contribution does not exist.
 */
function ofReceived(sent: Sent): Row {
  return { may: ["coordinator", "secretariat"], sent, refused: "not-found", public: "not-found" };
}

async function revisionOfReceived({ context }: TestForum, { contribution } = received): Promise<string> {
  return (await context.store.read((reader) => reader.get("contributions", contribution)))?.revision ?? "";
}

/** Opens a server with two published drafts and a prepared third. The annotations on the first are named above. */
async function filledServer(audience: "public" | "participants"): Promise<TestServer> {
  const server = await openServer({ forum: { audience } });
  const { forum } = server;
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
  await saveView(forum.context, asActor("member"), { ...view, documentId: "opinion-5", name: "All", query: "" });
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
  await importContribution(forum.context, asActor("secretariat"), {
    ...receivedAndImported,
    revision: await revisionOfReceived(forum, receivedAndImported),
  });
  return server;
}

/** Returns an edit of the annotation or reply with that id, at its current revision. */
function betterWords(id: string): (forum: TestForum) => Promise<object> {
  return async (forum) => ({ revision: await forum.revision(id), text: "Better." });
}

/** Returns the content hash of the prepared draft, which corrections have to name. */
async function contentHashIn({ context }: TestForum): Promise<string | undefined> {
  return (await context.store.read((reader) => reader.get("versions", prepared.version)))?.contentHash;
}

/** The relevant part of a response: the JSON of an answer, or the code of a refusal. */
interface Outcome {
  status: number;
  code?: unknown;
  body?: unknown;
}

/** Sends an operation as a participant, and returns the response. */
async function sendRequest(
  server: TestServer,
  who: string,
  name: OperationName,
  { params = {}, query, body, file }: Sent,
): Promise<Outcome> {
  const { method, path }: Operation = contract[name];
  const filled = path.replace(/\{(\w+)\}/gu, (_match, key: string) => params[key] ?? "");
  const request = server.request(who, method, `/api${filled}${query === undefined ? "" : `?${query}`}`);
  const sent = typeof body === "function" ? await body(server.forum) : body;
  if (sent) request.send(sent);
  if (file !== undefined) request.set("Content-Type", "application/octet-stream").send(file);
  return answerTo(request);
}

/** Returns a response. For a stream, it reads only the head, because a stream does not end. */
async function answerTo(request: Test): Promise<Outcome> {
  request.buffer(true).parse((response, done) => {
    if (response.headers["content-type"]?.startsWith("text/event-stream")) {
      (response as unknown as Readable).destroy();
      done(null, {});
      return;
    }
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () => done(null, Buffer.concat(chunks).toString()));
  });
  const { status, body, type } = (await request) as { status: number; body: unknown; type: string };
  if (!/json$/u.test(type) || typeof body !== "string" || body === "") return { status };
  const json = JSON.parse(body) as { code?: unknown };
  return status >= 400 ? { status, code: json.code } : { status, body: json };
}

let shared: TestServer;
let closed: TestServer;
beforeAll(async () => {
  shared = await filledServer("public");
  closed = await filledServer("participants");
});

describe.each(Object.entries(rows) as [OperationName, Row][])("%s", (name, row) => {
  test.each(people.map((who) => [who, row.may.includes(who) ? "may" : "may not"]))(
    "the %s %s call it",
    async (who, may) => {
      // A permitted write uses a forum of its own, because it changes the forum.
      const server = may === "may" && contract[name].method !== "get" ? await filledServer("public") : shared;
      const answer = await sendRequest(server, who, name, row.sent ?? {});
      if (may === "may") {
        expect(answer.status).toBeLessThan(300);
        const described: Operation["answer"] = contract[name].answer;
        // No field is undocumented, and none is missing.
        if (described.kind === "json") expect(described.schema.parse(answer.body)).toEqual(answer.body);
        return;
      }
      const expected = who === "public" ? (row.public ?? "not-signed-in") : (row.refused ?? "not-allowed");
      expect(answer).toEqual({ status: problemStatus[expected], code: expected });
    },
  );
});

/** The only operations open to visitors if a forum is not public. */
const atTheDoor: OperationName[] = ["getOpenapi", "getMe", "signIn", "signOut"];

test.each((Object.keys(rows) as OperationName[]).filter((name) => !atTheDoor.includes(name)))(
  "asks a stranger to sign in to a closed forum: %s",
  async (name) => {
    const sent = name === "getAnnotation" ? { params: open } : (rows[name].sent ?? {});
    expect(await sendRequest(closed, "public", name, sent)).toEqual({ status: 401, code: "not-signed-in" });
  },
);

// Longer than other files, because it is one table of all operations.
import { settingsRows } from "./settings-permissions.ts";
import type { OperationName } from "#core/contract/contract.ts";
import type { ProblemCode } from "#core/contract/problem.ts";
import { r } from "../../import/docx/word-file.ts";
import { workbook } from "../../support/hostile-files.ts";
import { del, markedOpinion } from "../../support/marked-opinion.ts";
import { announce } from "../../../server/services/announcements/announcement.ts";
import { changePerson } from "../../../server/services/people/people.ts";
import { smallPdf } from "../../support/small-pdf.ts";
import { asActor, secondDraft, uuid, type TestForum } from "../../support/forum.ts";
import { mailboxLinkOf, mailedReplyOf, stopLinkOf } from "../../support/mailing.ts";
import {
  version,
  prepared,
  open,
  withdrawn,
  draft,
  joint,
  later,
  uptakeParams,
  consulted,
  period,
  circle,
  savedFilter,
  received,
  receivedAndImported,
  reply,
  withdrawnReply,
  both,
  revisionOfReceived,
  waiting,
  waitingReply,
} from "./filled-server.ts";

/**
 * "neighbour" coordinates Registry, the organisation of "other". Its drafts are open to them, North's only in their
 * circle, and a coordinator's rights must end at their own organisation.
 */
export const people = [
  "public",
  "observer",
  "member",
  "colleague",
  "coordinator",
  "other",
  "neighbour",
  "chair",
  "secretariat",
] as const;
export type Person = (typeof people)[number];

/** A request's parameters, query and body, by the operation's own names. */
export interface Sent {
  params?: Record<string, string> | ((forum: TestForum) => Promise<Record<string, string>>);
  query?: string;
  body?: Record<string, unknown> | ((forum: TestForum) => Promise<object>);
  file?: string | Buffer;
}

/**
 * For each operation: who may perform it, the request they send, and the refusal that others get if it is not the usual
 * one.
 */
export interface Row {
  may: readonly Person[];
  sent?: Sent;
  /**
   * The refusal for people without permission. For the public it is a request to sign in, unless `public` says
   * otherwise.
   */
  refused?: ProblemCode;
  public?: ProblemCode;
  /** The refusal of people who would be allowed if the forum were in another state. */
  otherwise?: Partial<Record<Person, ProblemCode>>;
}

const everyone = people;
const signedIn = people.filter((person) => person !== "public");
const speakers: Person[] = ["member", "colleague", "coordinator", "other", "neighbour", "chair", "secretariat"];

/** To people outside a circle, it does not exist. */
const outsideCircle = { observer: "not-found", chair: "not-found" } as const;

/** A draft as it is edited on the site. */
const workedOut = {
  type: "doc",
  attrs: { language: "en", direction: "ltr" },
  content: [
    { type: "clause", attrs: { id: "c1", kind: "paragraph" }, content: [{ type: "text", text: "That is all." }] },
  ],
};
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
const deskHeads = ["Id", "Outcome", "Reason"].map((head, at) => {
  return `<c r="${"ABC".charAt(at)}1" t="inlineStr"><is><t>${head}</t></is></c>`;
});
const emptyDeskFile = Buffer.from(workbook(`<row r="1">${deskHeads.join("")}</row>`));
const printedDraft = Buffer.from(
  smallPdf([
    ["a) that many are concerned by what is decided;", 70, 700],
    ["b) that few are able to take part in meetings;", 70, 670],
    ["c) that meetings are held far away,", 70, 640],
  ]),
);
const next = "fileName=d.md&round=4&label=Draft%204&date=2013-02-20&language=en";

const decide: Person[] = ["chair", "secretariat"];
const announcement = { to: { kind: "group", group: "other" }, subject: "Meeting", text: "We meet on Monday." } as const;

/** A passkey's answer to no challenge. */
const credential = { id: "x", rawId: "x", type: "public-key", response: { clientDataJSON: "e30" } };

/** An answer by mail of the member. */
const answerOfMember = async ({ context }: TestForum): Promise<{ mailedReply: string }> => ({
  mailedReply: await mailedReplyOf(context, { participantId: "member", annotationId: open.annotation }),
});

/** Permissions in a public forum. */
export const rows: Record<OperationName, Row> = {
  getOpenapi: { may: everyone },
  getMe: { may: everyone },
  signIn: {
    may: [],
    sent: { body: { token: "not-a-token-at-all" } },
    refused: "link-not-valid",
    public: "link-not-valid",
  },
  signOut: { may: everyone },
  getForumFace: { may: everyone },
  getForumLogo: { may: everyone },
  getSignIn: { may: everyone },
  askToSignIn: { may: everyone, sent: { body: { email: "stranger@example.org" } } },
  confirmSignIn: {
    may: [],
    sent: { params: { request: "unknown" }, body: { code: "123456" } },
    refused: "other-browser",
    public: "other-browser",
  },
  getProfile: { may: signedIn },
  changeProfile: { may: signedIn, sent: { body: { name: "A Better Name", theme: "dark" } } },
  askEmailChange: { may: signedIn, sent: { body: { email: "new@example.org" } } },
  confirmEmailChange: { may: [], sent: { body: { newCode: "123456" } }, refused: "sign-in-ended" },
  getOwnData: { may: signedIn },
  getSessions: { may: signedIn },
  endSession: { may: [], sent: { params: { session: "of-another" } }, refused: "not-found" },
  endOtherSessions: { may: signedIn },
  getTokens: { may: signedIn },
  makeToken: { may: signedIn, sent: { body: { name: "Script", scopes: ["read"], days: 30 } } },
  revokeToken: { may: [], sent: { params: { token: "of-another" } }, refused: "not-found" },
  getSignInMethods: { may: everyone },
  beginProviderSignIn: {
    may: [],
    sent: { params: { provider: "none" }, body: {} },
    refused: "not-found",
    public: "not-found",
  },
  finishProviderSignIn: {
    may: [],
    sent: { params: { provider: "none" }, body: { answer: "code=x&state=y" } },
    refused: "not-found",
    public: "not-found",
  },
  askForPasskey: { may: everyone },
  signInWithPasskey: {
    may: [],
    sent: { body: { credential } },
    refused: "passkey-not-valid",
    public: "passkey-not-valid",
  },
  getWaysIn: { may: signedIn },
  linkIdentity: { may: [], sent: { params: { provider: "none" }, body: {} }, refused: "not-found" },
  unlinkIdentity: { may: [], sent: { params: { identity: "of-another" } }, refused: "not-found" },
  askToAddPasskey: { may: signedIn },
  addPasskey: { may: [], sent: { body: { credential } }, refused: "passkey-not-valid" },
  renamePasskey: { may: [], sent: { params: { passkey: "of-another" }, body: { name: "Key" } }, refused: "not-found" },
  removePasskey: { may: [], sent: { params: { passkey: "of-another" } }, refused: "not-found" },
  agreeToAddress: {
    may: [],
    sent: { params: { participant: "member" }, body: { token: "unknown" } },
    refused: "link-not-valid",
    public: "link-not-valid",
  },
  recoverAccess: { may: ["secretariat"], sent: { params: { participant: "member" } } },
  getForum: { may: everyone },
  getLibrary: { may: everyone },
  getAuditHead: { may: everyone },
  getAuditChain: { may: everyone },
  getDocument: { may: everyone, sent: { params: { document: "opinion-5" } } },
  createDocument: { may: ["secretariat"], sent: { body: newDocument } },
  getOrganisationNames: { may: everyone },
  getParticipants: { may: signedIn },
  invite: { may: ["secretariat"], sent: { params: { participant: "newcomer" } } },
  getVersion: { may: everyone, sent: { params: version } },
  getLines: { may: everyone, sent: { params: version } },
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
  getCandidates: { may: everyone, sent: { params: both } },
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
  getClauseHistory: { may: everyone, sent: { params: { ...version, clause: "considering-c" } } },
  getTranslations: { may: everyone, sent: { params: { ...version, clause: "considering-c" } } },
  getWordOrigins: { may: everyone, sent: { params: version } },
  getHistory: { may: everyone, sent: { params: { document: "opinion-5" } } },
  exportComparison: { may: everyone, sent: { params: both, query: "format=html" } },
  getAnnotations: { may: everyone, sent: { params: version } },
  getAnnotationPage: { may: everyone, sent: { params: version } },
  getAnnotationCounts: { may: everyone, sent: { params: version } },
  createAnnotation: { may: speakers, sent: { params: version, body: comment } },
  submitDrafts: { may: speakers, sent: { body: { annotations: ["nothing"] } } },
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
    may: ["other", "neighbour"],
    sent: { params: joint, body: async (forum) => ({ revision: await forum.revision(joint.annotation) }) },
  },
  leaveJoint: { may: ["other", "neighbour"], sent: { params: joint } },
  hideAnnotation: { may: ["secretariat"], sent: { params: open, body: { reason: "Off the subject." } } },
  eraseAnnotation: { may: ["secretariat"], sent: { params: open, body: { reason: "A court says so." } } },
  getEarlierWordings: { may: everyone, sent: { params: open } },
  getPlacements: { may: everyone, sent: { params: open } },
  decideAnnotation: {
    may: ["chair", "secretariat"],
    sent: { params: open, body: { revision: 1, outcome: "accepted" } },
  },
  undoDecision: { may: ["chair", "secretariat"], sent: { params: open, body: { revision: 1 } } },
  getOutcomes: { may: everyone, sent: { params: version } },
  getDocumentOutcomes: { may: everyone, sent: { params: { document: "opinion-5" } } },
  settlePlace: {
    may: ["member", "secretariat"],
    sent: { params: later, body: { revision: 1, kind: "given-up", reason: "It was met." } },
  },
  unsettlePlace: { may: ["member", "secretariat"], sent: { params: later, body: { revision: 1 } } },
  undoSettlement: { may: ["member", "secretariat"], sent: { params: later, body: { revision: 1 } } },
  setConsultation: { may: ["secretariat"], sent: { params: consulted, body: { ...period, revision: 1 } } },
  callOffConsultation: { may: ["secretariat"], sent: { params: consulted, body: { revision: 1 } } },
  exportInvitation: { may: ["secretariat"], sent: { params: consulted } },
  undoConsultation: { may: ["secretariat"], sent: { params: consulted, body: { revision: 1 } } },
  consolidateDrafts: {
    may: ["coordinator"],
    sent: { params: version, body: { ...comment, id: uuid(32), capacity: undefined, drafts: [draft.annotation] } },
    // Registry's coordinator may consolidate, but this draft does not exist for them.
    otherwise: { neighbour: "not-found" },
  },
  signOn: {
    may: ["other", "neighbour"],
    sent: { params: open, body: async (forum) => ({ revision: await forum.revision(open.annotation) }) },
  },
  removeJoint: { may: ["member"], sent: { params: { annotation: uuid(21), organisation: "registry" } } },
  getMentions: { may: signedIn },
  getSavedFilters: { may: signedIn },
  saveFilter: {
    may: signedIn,
    sent: { params: { filter: uuid(41) }, body: { documentId: "opinion-5", name: "Open", query: "kinds=proposal" } },
  },
  removeSavedFilter: { may: ["member"], sent: { params: savedFilter }, refused: "not-found" },
  getCircles: { may: signedIn },
  getNewReaders: { may: signedIn },
  makeCircle: { may: ["coordinator", "neighbour", "secretariat"], sent: { body: { ...circle, id: uuid(31) } } },
  changeCircle: {
    may: ["coordinator", "secretariat"],
    sent: { params: { circle: circle.id }, body: { name: "Coast" } },
    otherwise: outsideCircle,
  },
  openDrafts: {
    may: ["member"],
    sent: {
      params: async (forum) => {
        await forum.comment("member", { id: uuid(77), visibility: "circle", circle: circle.id });
        return { circle: circle.id };
      },
      body: { organisation: "registry" },
    },
    refused: "not-found",
  },
  getNewColleagues: { may: signedIn },
  getUnread: { may: signedIn },
  getNotifications: { may: signedIn },
  getWaiting: { may: signedIn },
  getOwnAnnotations: { may: signedIn },
  getPersonAnnotations: { may: everyone, sent: { params: { author: "member" } } },
  getOrganisationAnnotations: { may: everyone, sent: { params: { organisation: "north" } } },
  getLetters: { may: everyone, sent: { params: version } },
  getRecord: { may: everyone, sent: { params: version } },
  getLetterMail: { may: decide, sent: { params: version } },
  getPendingWork: { may: ["chair", "secretariat"] },
  getDesk: { may: decide },
  getDeskItem: { may: decide, sent: { params: open } },
  changeDesk: {
    may: decide,
    sent: { body: { items: [{ annotation: "open", revision: 0 }], change: { dueOn: null } } },
  },
  undoDesk: { may: decide, sent: { body: { items: [{ annotation: "open", revision: 0 }] } } },
  releaseDecisions: { may: decide, sent: { body: { items: [{ annotation: "open", revision: 0 }] } } },
  exportDesk: { may: decide, sent: { body: { ids: ["open"] } } },
  readDecisions: { may: decide, sent: { query: "fileName=desk.xlsx", file: emptyDeskFile } },
  visitDesk: { may: decide, sent: { body: { annotation: null } } },
  getDeskChoices: { may: decide },
  getSimilar: { may: decide, sent: { params: version } },
  markNotifications: { may: signedIn, sent: { body: { state: "read" } } },
  getFollowing: { may: signedIn },
  setFollowing: { may: signedIn, sent: { body: { subject: "document/opinion-5", state: "following" } } },
  getAnnouncements: { may: signedIn },
  announce: { may: decide, sent: { body: announcement } },
  withdrawAnnouncement: {
    may: decide,
    sent: {
      params: async ({ context }) => ({ announcement: (await announce(context, asActor("chair"), announcement)).id }),
    },
  },
  previewRecipients: { may: decide, sent: { body: { kind: "announcement", ...announcement } } },
  getAnswers: { may: decide, sent: { params: version } },
  getMailChoices: { may: signedIn },
  setMailChoices: { may: signedIn, sent: { body: { times: [{ kind: "reply", time: "at-once" }] } } },
  stopMails: {
    may: everyone,
    sent: { body: async ({ context }) => stopLinkOf(context, { person: "member", kind: "reply" }) },
  },
  getMailbox: { may: ["coordinator", "secretariat"], sent: { params: { organisation: "north" } } },
  setMailbox: {
    may: ["coordinator", "secretariat"],
    sent: { params: { organisation: "north" }, body: { email: "office@north.example" } },
  },
  confirmMailbox: { may: everyone, sent: { body: async ({ context }) => mailboxLinkOf(context) } },
  getMailedReplies: { may: signedIn },
  postMailedReply: { may: ["member"], sent: { params: answerOfMember }, refused: "not-found" },
  discardMailedReply: { may: ["member"], sent: { params: answerOfMember }, refused: "not-found" },
  openEarlierDrafts: {
    may: ["member", "colleague", "coordinator"],
    sent: {
      params: async ({ context }) => {
        await changePerson(context, asActor("secretariat"), { person: "newcomer", organisationId: "north" });
        return { organisation: "north", participant: "newcomer" };
      },
    },
    refused: "not-found",
  },
  leaveCircle: { may: ["coordinator", "neighbour"], sent: { params: { circle: circle.id } }, otherwise: outsideCircle },
  dissolveCircle: {
    may: ["coordinator", "secretariat"],
    sent: { params: { circle: circle.id } },
    otherwise: outsideCircle,
  },
  getPositions: { may: everyone, sent: { params: version } },
  getRebased: { may: everyone, sent: { params: uptakeParams } },
  getWorkingText: { may: ["secretariat"], sent: { params: version } },
  exportWorkingText: { may: ["secretariat"], sent: { params: version } },
  prepareWorkingText: {
    may: ["secretariat"],
    sent: { params: version, body: { round: "4", label: "Draft 4", date: "2013-02-20", draft: workedOut } },
  },
  getNegotiation: { may: everyone, sent: { params: version } },
  getNegotiationHistory: { may: everyone, sent: { params: { document: "opinion-5" } } },
  getBarometer: { may: everyone, sent: { params: { document: "opinion-5" } } },
  getBarometerTable: { may: everyone, sent: { params: { document: "opinion-5" } } },
  getBarometerFeed: { may: everyone, sent: { params: { document: "opinion-5" } } },
  getForumCalendar: { may: everyone },
  getDocumentCalendar: { may: everyone, sent: { params: { document: "opinion-5" } } },
  getForumFeed: { may: everyone },
  getDocumentFeed: { may: everyone, sent: { params: { document: "opinion-5" } } },
  getThreadFeed: { may: everyone, sent: { params: open } },
  getClauseFeed: { may: everyone, sent: { params: { ...version, clause: "considering-b" } } },
  getFeedAddress: { may: signedIn },
  makeFeedAddress: { may: signedIn },
  endFeedAddress: { may: signedIn },
  getOrganisationFeed: { may: ["member", "colleague", "coordinator", "other", "neighbour"], refused: "not-found" },
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
  streamNotifications: { may: signedIn },
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
    // Registry's coordinator may send, but not in North's name.
    otherwise: { neighbour: "invalid-request" },
  },
  getContribution: ofReceived({ params: received }),
  getContributionColumns: ofReceived({ params: received }),
  getContributionOriginal: ofReceived({ params: received }),
  exportContribution: ofReceived({ params: received, query: "format=html" }),
  exportReconciliation: ofReceived({ params: received, query: "format=html" }),
  editContribution: ofReceived({
    params: received,
    body: async (forum) => ({ revision: await revisionOfReceived(forum), contributor: "colleague" }),
  }),
  editContributionItems: ofReceived({
    params: received,
    body: async (forum) => ({
      revision: await revisionOfReceived(forum),
      items: [{ id: "change-1", text: "It is enough." }],
    }),
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
  ...settingsRows,
  getClearance: { may: signedIn },
  getSentBack: { may: signedIn },
  clearAnnotation: {
    may: ["coordinator"],
    sent: { params: waiting, body: async (forum) => ({ revision: await forum.revision(waiting.annotation) }) },
    refused: "not-found",
  },
  sendBackAnnotation: {
    may: ["coordinator"],
    sent: { params: waiting, body: { note: "Say why." } },
    refused: "not-found",
  },
  // The clock of a test forum passes a minute before the clearance can be undone.
  undoClearing: { may: [], sent: { params: open }, otherwise: { coordinator: "wrong-state" } },
  clearReply: {
    may: ["coordinator"],
    sent: { params: waitingReply, body: async (forum) => ({ revision: await forum.revision(waitingReply.reply) }) },
    refused: "not-found",
    otherwise: { colleague: "not-allowed" },
  },
  sendBackReply: {
    may: ["coordinator"],
    sent: { params: waitingReply, body: { note: "Say why." } },
    refused: "not-found",
    otherwise: { colleague: "not-allowed" },
  },
  undoClearingReply: { may: [], sent: { params: reply }, otherwise: { neighbour: "wrong-state" } },
  setClearance: {
    may: ["coordinator", "secretariat"],
    sent: { params: { organisation: "north" }, body: { clearance: "coordinator" } },
  },
  changeDocument: { may: ["secretariat"], sent: { params: { document: "opinion-5" }, body: { symbol: "WTPF-13/5" } } },
  moveDocument: { may: ["secretariat"], sent: { params: { document: "opinion-5" }, body: { position: 1 } } },
  archiveDocument: { may: ["secretariat"], sent: { params: { document: "opinion-5" } } },
  restoreDocument: { may: ["secretariat"], sent: { params: { document: "opinion-5" } } },
  correctPublished: {
    may: ["secretariat"],
    sent: { params: version, body: { symbol: "WTPF-13/5-E", reason: "It had none." } },
  },
  setLines: { may: ["secretariat"], sent: { params: version, query: "fileName=d.pdf", file: printedDraft } },
};

/**
 * Returns the row of an operation on a contribution. To everyone except its reviewers, a contribution does not exist. A
 * body of the public is not read, whether it exists or not.
 */
function ofReceived(sent: Sent): Row {
  const unseen = sent.body === undefined ? "not-found" : "not-signed-in";
  return { may: ["coordinator", "secretariat"], sent, refused: "not-found", public: unseen };
}

/** Returns an edit of the annotation or reply with that id, at its current revision. */
function betterWords(id: string): (forum: TestForum) => Promise<object> {
  return async (forum) => ({ revision: await forum.revision(id), text: "Better." });
}

/** Returns the content hash of the prepared draft, which corrections have to name. */
async function contentHashIn({ context }: TestForum): Promise<string | undefined> {
  return (await context.store.read((reader) => reader.get("versions", prepared.version)))?.contentHash;
}

import type { contract, OperationName } from "#core/contract/contract.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { getChanges } from "../../../server/services/forum/changes.ts";
import { asActor, type TestForum, uuid } from "../../support/forum.ts";
import { mailedReplyOf, waitingMail } from "../../support/mailing.ts";
import type { TestServer } from "../server.ts";
import { markedOpinion } from "../../support/marked-opinion.ts";
import {
  circle,
  delivery,
  draft,
  hook,
  inCircle,
  open,
  prepared,
  received,
  revisionOfReceived,
  version,
  savedFilter,
  waiting,
  waitingReply,
} from "./filled-server.ts";
import { people, type Person, type Sent } from "./permissions.ts";
import { announce } from "../../../server/services/announcements/announcement.ts";
import { proposedDeputy } from "./settings-permissions.ts";

type ParametersOf<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParametersOf<Rest> : never;
/** The name of a parameter in the path of an operation. */
export type Parameter = ParametersOf<(typeof contract)[OperationName]["path"]>;

/** A record that some people must not find. */
export interface HiddenThing {
  what: string;
  id: string | ((forum: TestForum) => Promise<string>);
  /** The people who may know that it exists. */
  knownTo: readonly Person[];
}

export const privateDraft = { annotation: uuid(24) };
export const replyToDraft = { reply: uuid(25) };
const passkeyId = "b".repeat(64);
const identityId = "c".repeat(64);
const ofNorth: Person[] = ["member", "colleague", "coordinator"];

/** Adds the records that `filledServer` does not have. */
export async function addHiddenThings({ forum }: TestServer): Promise<void> {
  const { context } = forum;
  await forum.comment("member", { id: privateDraft.annotation, visibility: "private" });
  const reply = { ...draft, id: replyToDraft.reply, text: "Let us wait.", position: null };
  await createReply(context, asActor("colleague"), reply);
  await context.store.transact(async (writer) => {
    const at = "2013-02-06T09:00:00.000Z";
    const own = { participantId: "coordinator", createdAt: at, lastUsedAt: at };
    const key = { host: "localhost", credentialId: "b", publicKey: "k", counter: 0, transports: [] };
    await writer.put("passkeys", { ...own, ...key, id: passkeyId, name: "Laptop" });
    const { createdAt: linkedAt, ...linked } = own;
    await writer.put("identities", { ...linked, id: identityId, issuer: "https://id.example", email: null, linkedAt });
    const invitation = { id: "invitation", actor: null, onBehalfOf: null, documentId: null };
    const subject = { collection: "participants", id: "coordinator" } as const;
    await writer.append({ ...invitation, at, kind: "invitation-made", subject, before: null, after: null });
  });
}

async function sessionOfCoordinator({ context }: TestForum): Promise<string> {
  const [session] = await context.store.read((reader) => reader.list("sessions", { participantId: "coordinator" }));
  return session?.series ?? session?.id ?? "";
}

async function tokenOfCoordinator({ context }: TestForum): Promise<string> {
  const [token] = await context.store.read((reader) => reader.list("tokens", { participantId: "coordinator" }));
  return token?.id ?? "";
}

async function anAnnouncement({ context }: TestForum): Promise<string> {
  const to = { kind: "organisations" as const, organisationIds: ["north"] };
  return (await announce(context, asActor("chair"), { to, subject: "Meeting", text: "We meet on Monday." })).id;
}

async function latestChange({ context }: TestForum): Promise<string> {
  const { items } = await getChanges(context, asActor("secretariat"), { size: 1 });
  return items[0]?.change ?? "";
}

const anUnpublishedVersion: HiddenThing[] = [
  { what: "a prepared draft", id: prepared.version, knownTo: ["chair", "secretariat"] },
];
const ofSecretariat = (what: string, id: HiddenThing["id"]): HiddenThing[] => [{ what, id, knownTo: ["secretariat"] }];
const ofCoordinator = (what: string, id: HiddenThing["id"]): HiddenThing[] => [{ what, id, knownTo: ["coordinator"] }];

/** Records that not everybody may know, by the parameter that names them. A text says why there are none. */
export const hiddenThings: Readonly<Record<Parameter, readonly HiddenThing[] | string>> = {
  annotation: [
    { what: "a private draft", id: privateDraft.annotation, knownTo: ["member"] },
    { what: "an organisation's draft", id: draft.annotation, knownTo: ofNorth },
    { what: "a circle's draft", id: inCircle.id, knownTo: [...ofNorth, "other", "neighbour"] },
    { what: "a comment that awaits clearance", id: waiting.annotation, knownTo: ["coordinator"] },
  ],
  mailedReply: [
    {
      what: "another's answer by mail",
      id: ({ context }) => mailedReplyOf(context, { participantId: "member", annotationId: open.annotation }),
      knownTo: ["member"],
    },
  ],
  reply: [
    { what: "a reply to an organisation's draft", id: replyToDraft.reply, knownTo: ofNorth },
    { what: "a reply that awaits clearance", id: waitingReply.reply, knownTo: ["colleague", "coordinator"] },
  ],
  version: anUnpublishedVersion,
  base: anUnpublishedVersion,
  revised: anUnpublishedVersion,
  other: anUnpublishedVersion,
  circle: [{ what: "a circle", id: circle.id, knownTo: [...ofNorth, "other", "neighbour", "secretariat"] }],
  contribution: [
    { what: "a contribution before its import", id: received.contribution, knownTo: ["coordinator", "secretariat"] },
  ],
  filter: [{ what: "another's saved filter", id: savedFilter.filter, knownTo: ["member"] }],
  deputy: [{ what: "others' deputy", id: proposedDeputy, knownTo: ["coordinator", "colleague", "secretariat"] }],
  session: ofCoordinator("another's session", sessionOfCoordinator),
  token: ofCoordinator("another's token", tokenOfCoordinator),
  passkey: ofCoordinator("another's passkey", passkeyId),
  identity: ofCoordinator("another's account at a provider", identityId),
  link: [{ what: "a link", id: uuid(5), knownTo: ["chair", "secretariat"] }],
  entry: ofSecretariat("a calendar entry", "811edff4e1f20649"),
  group: ofSecretariat("a group", "academia"),
  person: ofSecretariat("a person", "member"),
  participant: ofSecretariat("a person", "member"),
  webhook: ofSecretariat("a webhook", hook.webhook),
  delivery: ofSecretariat("a delivery", delivery.delivery),
  mail: ofSecretariat("a waiting message", ({ context }) => waitingMail(context)),
  author: [
    {
      what: "a person who never commented",
      id: "observer",
      knownTo: people.filter((who) => who !== "public"),
    },
  ],
  event: ofSecretariat("a change of the settings", latestChange),
  announcement: [{ what: "an announcement", id: anAnnouncement, knownTo: ["chair", "secretariat"] }],
  document: "the public list has every document",
  organisation: "the public list has every organisation",
  clause: "clauses are as public as their version",
  step: "the steps are the same in every forum",
  provider: "the providers are on the page for signing in",
  request: "only the browser that asked can name a request (sign-in-by-mail.test.ts)",
};

/** A request that names a record outside the path: in its query or its body. */
export interface Reference {
  name: OperationName;
  naming: (id: string) => Sent;
  things: readonly HiddenThing[];
}

const annotations = hiddenThings.annotation as readonly HiddenThing[];

/** A new comment. */
const comment = {
  id: uuid(70),
  kind: "comment",
  type: "general",
  targets: [{ kind: "document" }],
  text: "A remark.",
  operations: [],
  visibility: "submitted",
  jointly: [],
};

/** References to records outside the path. */
export const references: readonly Reference[] = [
  {
    name: "decideAnnotation",
    naming: (mergedWith) => ({
      params: open,
      body: { revision: 1, outcome: "accepted", reason: "One decision.", mergedWith },
    }),
    things: annotations,
  },
  {
    name: "consolidateDrafts",
    naming: (id) => ({ params: version, body: { ...comment, drafts: [id] } }),
    things: annotations,
  },
  {
    name: "openDrafts",
    naming: (id) => ({ params: { circle: circle.id }, body: { organisation: "registry", drafts: [id] } }),
    things: annotations,
  },
  {
    name: "createAnnotation",
    naming: (id) => ({ params: version, body: { ...comment, visibility: "circle", circle: id } }),
    things: hiddenThings.circle as readonly HiddenThing[],
  },
  {
    name: "createAnnotation",
    naming: (base) => ({ params: version, body: { ...comment, change: { base, revised: "opinion-5@1" } } }),
    things: anUnpublishedVersion,
  },
  {
    name: "getBarometer",
    naming: (id) => ({ params: { document: "opinion-5" }, query: `draft=${id}` }),
    things: anUnpublishedVersion,
  },
  {
    name: "editContribution",
    naming: (id) => ({
      params: received,
      body: async (forum) => ({ revision: await revisionOfReceived(forum), version: id }),
    }),
    things: anUnpublishedVersion,
  },
  {
    name: "receiveContribution",
    naming: (id) => ({ query: `fileName=a.docx&version=${id}`, file: Buffer.from(markedOpinion({ c: "<w:p/>" })) }),
    things: anUnpublishedVersion,
  },
  {
    name: "actAsDeputy",
    naming: (principal) => ({ body: { principal } }),
    things: ofSecretariat("a person", "chair"),
  },
];

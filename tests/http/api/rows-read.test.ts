import type { OperationName } from "#core/contract/contract.ts";
import type { KeptParticipant } from "../../../server/core/access/kept-people.ts";
import type { Annotation } from "../../../server/core/discuss/annotation.ts";
import type { Speaker } from "../../../server/core/discuss/speaker.ts";
import type { KeptReply } from "../../../server/store/collections.ts";
import type { Writer } from "../../../server/store/store.ts";
import type { NewEvent } from "../../../server/store/stored-event.ts";
import { countReads, type CountedStore } from "../../support/counted-reads.ts";
import { uuid } from "../../support/forum.ts";
import { type RestorableServer, restorableCopy, type TestServer } from "../server.ts";
import { filledServer, version } from "./filled-server.ts";
import { rows, type Sent } from "./permissions.ts";
import { sendOperation } from "./send-operation.ts";

/** Number of strangers, organisations, circles, documents, contributions, comments, replies and changes of each forum. */
const [least, most] = [20, 220];

/** The operations that need all comments of a document. The server reads them once and keeps them. */
const withAllComments: ReadonlySet<OperationName> = new Set<OperationName>([
  ...(["getAnnotations", "getAnnotationPage", "getAnnotationCounts", "getOutcomes", "getDocumentOutcomes"] as const),
  ...(["getPositions", "getUptakeTable", "exportVersion", "getLetters", "getLetterMail", "getRecord"] as const),
  ...(["getClauseHistory", "getClauseFeed", "getWordOrigins", "getHistory", "getNegotiationHistory"] as const),
  ...(["getBarometer", "getBarometerTable", "getBarometerFeed"] as const),
  ...(["prepareVersion", "getPreview", "correctVersion", "readVersionAgain"] as const),
  "getPendingWork",
  ...(["getDesk", "getDeskItem", "getSimilar"] as const),
  ...(["getWorkingText", "exportWorkingText", "prepareWorkingText"] as const),
]);

/** The operations whose answer is the whole of something. They read it in batches, and send each before the next. */
const whole: ReadonlySet<OperationName> = new Set<OperationName>([
  "getAuditChain",
  "exportPeople",
  "exportOrganisations",
]);

/** Maximum number of rows or lines in a batch. */
const batch = 500;

/** Other operations that read more in a larger forum, with what they read. */
const readMore: Partial<Record<OperationName, string>> = {
  ...of("everything, to erase a person from it", ["erasePerson"]),
  ...of("the organisations, of which the table has one each", ["getAnswers"]),
  ...of("the people whom an act notifies", ["previewRecipients"]),
  ...of("the forum's table of contents", ["moveDocument"]),
  ...of("the latest 1000 comments and decisions, to find those of an organisation", ["getOrganisationFeed"]),
  ...of("the published drafts, of which a file may be one with marks", ["receiveContribution"]),
};

/** Requests for one page of a list, instead of the request of the permissions. A small forum has no full page by default. */
const pages: Partial<Record<OperationName, Sent>> = {
  getEvents: { ...rows.getEvents.sent, query: "limit=5" },
  getForumFeed: { query: "limit=5" },
  getDocumentFeed: { ...rows.getDocumentFeed.sent, query: "limit=5" },
  getPeople: { query: "size=2" },
  getOrganisationNames: { query: "size=2" },
  getParticipants: { query: "size=2" },
  getOrganisations: { query: "size=1" },
  getChanges: { query: "size=1" },
  getDeputies: { query: "size=2" },
  getContributions: { query: "size=2" },
  getCircles: { query: "size=1" },
  getLibrary: { query: "size=1" },
  getPendingWork: { query: "size=1" },
  getDesk: { query: "size=2" },
  getOwnAnnotations: { query: "size=1" },
  getPersonAnnotations: { ...rows.getPersonAnnotations.sent, query: "size=1" },
  getOrganisationAnnotations: { ...rows.getOrganisationAnnotations.sent, query: "size=1" },
};

function of(what: string, operations: readonly OperationName[]): Partial<Record<OperationName, string>> {
  return Object.fromEntries(operations.map((name) => [name, what]));
}

let [few, many]: { server: RestorableServer; counted: CountedStore }[] = [];

async function counting(server: TestServer): Promise<{ server: RestorableServer; counted: CountedStore }> {
  let counted: CountedStore | undefined;
  const copy = await restorableCopy(server, (store) => (counted = countReads(store)).store);
  if (!counted) throw new Error("The store was not wrapped");
  return { server: copy, counted };
}

beforeAll(async () => {
  few = await forumWith(least);
  many = await forumWith(most);
});

async function forumWith(strangers: number): Promise<NonNullable<typeof few>> {
  const server = await filledServer("public");
  await server.forum.context.store.transact((writer) => grow(writer, strangers));
  return counting(server);
}

/** Adds strangers with deputies, comments and replies on the drafts, and all that a forum collects, with most events. */
async function grow(writer: Writer, strangers: number): Promise<void> {
  const [template] = (await writer.list("annotations")).filter(
    ({ visibility, standing }) => visibility === "submitted" && standing === "open",
  );
  const [reply] = await writer.list("replies");
  const member = await writer.get("participants", "other");
  const registry = await writer.get("organisations", "registry");
  const [contribution] = (await writer.list("contributions")).filter(({ state }) => state === "taken");
  const [consultation] = await writer.list("consultations");
  const draft = template && (await writer.get("versions", template.versionId));
  const document = template && (await writer.get("documents", template.documentId));
  if (!template || !reply || !member || !registry || !contribution || !consultation?.current || !draft || !document)
    throw new Error("The forum has nothing to copy");
  const closed = { ...consultation.current, opensAt: "2012-01-01T00:00:00Z", closesAt: "2012-02-01T00:00:00Z" };
  for (let number = 0; number < strangers; number += 1) {
    const [id, name] = [`stranger-${String(number)}`, `Stranger ${String(number)}`];
    const person: KeptParticipant = { ...member, id, name, email: `${id}@example.org`, organisationId: null };
    const speaker: Speaker = {
      ...template.speaker,
      ...{ participantId: id, name, capacity: "personal", organisation: null, jointly: [], awaiting: [] },
    };
    const annotation: Annotation = { ...template, id: uuid(10_000 + number), speaker };
    const answer: KeptReply = { ...reply, id: uuid(20_000 + number), annotationId: annotation.id, speaker };
    const names = { id: `hall-${String(number)}`, name: `Hall ${String(number)}`, shortName: `H${String(number)}` };
    const organisation = { ...registry, ...names };
    await writer.put("participants", person);
    await writer.put("organisations", organisation);
    await writer.put("deputies", {
      ...{ id: uuid(30_000 + number), principalId: id, deputyId: `stranger-${String(number + 1)}`, until: null },
      ...{ madeAt: template.createdAt, acceptedAt: template.createdAt, revokedAt: null },
    });
    const circle = { id: uuid(40_000 + number), name: `Circle ${String(number)}`, madeBy: null };
    await writer.put("circles", { ...circle, organisationIds: [organisation.id, `hall-${String(number + 1)}`] });
    await writer.put("contributions", {
      ...contribution,
      id: uuid(50_000 + number),
      organisationIds: [organisation.id],
    });
    const paper = { ...document, id: `paper-${String(number)}`, position: 100 + number };
    await writer.put("documents", paper);
    await writer.put("versions", { ...draft, id: uuid(60_000 + number), documentId: paper.id });
    const over = { id: uuid(60_000 + number), documentId: paper.id, toldClosing: closed.closesAt };
    await writer.put("consultations", { ...consultation, ...over, current: closed });
    await writer.put("annotations", annotation);
    await writer.put("replies", answer);
    const { createdAt: at, documentId } = annotation;
    const event = { at, actor: id, onBehalfOf: null, documentId, before: null } as const;
    const subject = (collection: NewEvent["subject"]["collection"], of: { id: string }) => ({
      subject: { collection, id: of.id },
      after: of,
    });
    await writer.append({ ...event, kind: "annotation-created", ...subject("annotations", annotation) });
    await writer.append({ ...event, kind: "reply-created", ...subject("replies", answer) });
    await writer.append({ ...event, documentId: null, kind: "signed-in", ...subject("participants", person) });
    const added = { kind: "organisation-added", ...subject("organisations", organisation) } as const;
    await writer.append({ ...event, documentId: null, ...added });
  }
}

/** Sends an operation as somebody who may, and returns the number of rows that were read. */
async function rowsReadBy(name: OperationName, { server, counted }: NonNullable<typeof few>): Promise<number> {
  server.restore();
  const [who = "public"] = rows[name].may;
  if (withAllComments.has(name)) await sendOperation(server, "public", "getAnnotationCounts", { params: version });
  const { params = {}, body, ...sent } = pages[name] ?? rows[name].sent ?? {};
  // What the test reads in order to ask is not counted.
  const named = typeof params === "function" ? await params(server.forum) : params;
  const given = typeof body === "function" ? await body(server.forum) : body;
  counted.count();
  const filled = { ...sent, params: named, ...(given && { body: () => Promise.resolve(given) }) };
  await sendOperation(server, who, name, filled);
  return counted.count();
}

const names = Object.keys(rows) as OperationName[];

test.each(names.filter((name) => !Object.hasOwn(readMore, name) && !whole.has(name)))(
  "%s reads no more rows in a larger forum",
  async (name) => {
    if (!few || !many) throw new Error("The forums were not opened");
    const before = await rowsReadBy(name, few);
    expect(await rowsReadBy(name, many)).toBeLessThanOrEqual(before);
  },
);

describe("a forum with several batches of everything", () => {
  let large: typeof few;
  beforeAll(async () => (large = await forumWith(2 * batch)));

  test.each([...whole])("%s reads a long answer in batches", async (name) => {
    if (!large) throw new Error("The forum was not opened");
    large.counted.largest();
    expect(await rowsReadBy(name, large)).toBeGreaterThan(2 * batch);
    expect(large.counted.largest()).toBeLessThanOrEqual(batch);
  });
});

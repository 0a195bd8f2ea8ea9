import { type Actor, can } from "#core/access/permissions.ts";
import type { WaitingItem } from "#core/contract/notification-operations.ts";
import { consultationState } from "#core/outcome/consultation.ts";
import { isUndecided } from "#core/outcome/decision.ts";
import { dueClosing } from "../../store/indexes.ts";
import { readToClear } from "../annotations/clearance.ts";
import { readDocumentThreads } from "../annotations/document-threads.ts";
import { findNewReaders } from "../annotations/new-readers.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { readMailedReplies } from "../kernel/mailed-replies.ts";
import { countPendingWork } from "../outcome/pending-work.ts";
import { getNewColleagues } from "../people/earlier-drafts.ts";
import { type InboxReader, readInbox } from "./inbox-reader.ts";
import { ItemPresenter, versionIn } from "./present-item.ts";
import { itemState } from "./state.ts";

const hour = 3_600_000;

/** The times before the closing of a consultation at which people are reminded, in hours, the shortest first. */
const reminders = [48, 7 * 24] as const;

/** Maximum number of documents to look through for undecided comments. */
const mostDocuments = 50;

const nothing = { document: null, version: null, closesAt: null, count: null };

/**
 * Lists what waits for the actor now, the most urgent first. No event stands for it, so it follows from the records at
 * this moment, and nothing needs to be written when a deadline comes near.
 * @throws ProblemError not-signed-in
 */
export async function findWaiting(
  context: Context,
  actor: Actor,
  { withWork, undecided }: { withWork: boolean; undecided: boolean },
): Promise<WaitingItem[]> {
  if (actor.participantId === null) return [];
  const { colleagues } = await getNewColleagues(context, actor);
  const pending =
    undecided && can(actor, "decide") ? await countPendingWork(context, actor, { size: mostDocuments }, null) : null;
  return context.store.read(async (reader) => {
    const to = await readInbox(context, reader, actor);
    if (!to) return [];
    const presenter = new ItemPresenter(context, to);
    const closing = await closingSoon(context, to, presenter);
    const readers = await findNewReaders(reader, actor);
    const people: Omit<WaitingItem, "state">[] = [
      ...readers.map(({ circle, organisation, at, waiting }) => ({
        ...nothing,
        ...{ item: `reader/${circle.id}/${organisation}/${at}`, kind: "new-reader" as const, at },
        count: waiting.length,
      })),
      ...colleagues.map(({ person, organisation, at, agreed }) => ({
        ...nothing,
        item: `colleague/${person.id}/${organisation.id}/${agreed?.at ?? at}`,
        kind: "new-colleague" as const,
        at: agreed?.at ?? at,
      })),
    ];
    const items = [...closing, ...people].map((item) => ({
      ...item,
      state: itemState(to.inbox, { item: item.item, latest: { seq: 0, at: item.at } }),
    }));
    return [
      ...items,
      ...(withWork ? [...(await mailedReplies(context, to)), ...(await toClear(to))] : []),
      ...(undecided ? await undecidedComments(context, to, presenter) : []),
      ...(pending ? await countedWork(reader, pending, context.now().toISOString()) : []),
    ];
  });
}

/** Finds the consultations that close soon, in documents in which the reader takes part. */
export async function closingSoon(
  context: Pick<Context, "now">,
  to: InboxReader,
  presenter: ItemPresenter,
): Promise<Omit<WaitingItem, "state">[]> {
  const { reader, viewer, inbox } = to;
  const now = context.now();
  const found: Omit<WaitingItem, "state">[] = [];
  for (const { id, documentId, current } of await reader.list("consultations", { closing: dueClosing })) {
    if (!current || consultationState(current, now) !== "open" || inbox.muted.includes(`document/${documentId}`))
      continue;
    const left = Date.parse(current.closesAt) - now.getTime();
    const hours = reminders.find((one) => left <= one * hour);
    if (hours === undefined || (await to.documentReason(documentId, Infinity)) === null) continue;
    const known = await presenter.document(documentId);
    const version = known?.versions.find((one) => one.id === id);
    if (!known || !version || !can(viewer.actor, "read-version", { forum: viewer.forum, version })) continue;
    found.push({
      ...nothing,
      item: `closing/${id}/${current.closesAt}/${String(hours)}`,
      kind: "closing-soon",
      // A deadline that was set later is news from then on.
      at: [current.at, new Date(Date.parse(current.closesAt) - hours * hour).toISOString()].toSorted()[1] ?? "",
      document: { id: documentId, title: known.document.shortTitle },
      version: versionIn(known, id),
      closesAt: current.closesAt,
    });
  }
  return found.toSorted((one, other) => ((one.closesAt ?? "") < (other.closesAt ?? "") ? -1 : 1));
}

/** Counts the reader's answers by mail that they should confirm. */
async function mailedReplies(context: Pick<Context, "now">, to: InboxReader): Promise<WaitingItem[]> {
  const waiting = await readMailedReplies(context, to.reader, to.participantId);
  const at = waiting.at(-1)?.receivedAt;
  if (at === undefined) return [];
  return [{ ...nothing, item: "mailed-replies", kind: "mailed-reply", state: "read", at, count: waiting.length }];
}

/** Counts the comments and replies that the reader should clear. Notifications tell of each of them. */
async function toClear({ reader, viewer }: InboxReader): Promise<WaitingItem[]> {
  const waiting = await readToClear(reader, viewer);
  if (waiting.length === 0) return [];
  const at = waiting.map(({ createdAt }) => createdAt).sort()[0] ?? "";
  return [{ ...nothing, item: "to-clear", kind: "to-clear", state: "read", at, count: waiting.length }];
}

/** Counts the comments of each document that await a decision of the reader. */
async function undecidedComments(context: Context, to: InboxReader, presenter: ItemPresenter): Promise<WaitingItem[]> {
  const { reader, viewer } = to;
  if (!can(viewer.actor, "decide")) return [];
  const entries = await reader.range("documents", { index: "listed", limit: mostDocuments });
  const found: WaitingItem[] = [];
  for (const { row } of entries) {
    if (row.archivedAt !== undefined) continue;
    const { threads } = await readDocumentThreads(context, reader, row.id);
    const open = threads.filter(isUndecided);
    if (open.length === 0) continue;
    const known = await presenter.document(row.id);
    found.push({
      ...nothing,
      item: `undecided/${row.id}`,
      kind: "undecided",
      state: "read",
      at: open
        .map(({ annotation }) => annotation.submittedAt ?? annotation.createdAt)
        .reduce((a, b) => (a > b ? a : b)),
      document: { id: row.id, title: row.shortTitle },
      version: known && versionIn(known, open.at(-1)?.annotation.versionId ?? ""),
      count: open.length,
    });
  }
  return found;
}

/** Lists the locations to confirm in each document, and the contributions to review. */
async function countedWork(
  reader: Reader,
  { documents, unmatched }: Awaited<ReturnType<typeof countPendingWork>>,
  at: string,
): Promise<WaitingItem[]> {
  const found: WaitingItem[] = [];
  for (const { documentId, languages } of documents) {
    const count = languages.reduce((sum, { unconfirmed }) => sum + (unconfirmed ?? 0), 0);
    const document = count > 0 && (await reader.get("documents", documentId));
    if (!document) continue;
    found.push({
      ...{ ...nothing, item: `unconfirmed/${documentId}`, kind: "unconfirmed", state: "read", at, count },
      document: { id: documentId, title: document.shortTitle },
    });
  }
  const count = documents.reduce((sum, { contributions }) => sum + (contributions ?? 0), unmatched ?? 0);
  if (count > 0) found.push({ ...nothing, item: "unreviewed", kind: "unreviewed", state: "read", at, count });
  return found;
}

import type { Participant } from "#core/access/people.ts";
import { type Actor, can, represents } from "#core/access/permissions.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Annotation, Standing } from "#core/discuss/annotation.ts";
import type { Speaker, SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { type Contribution, type ContributionItem, rowOf } from "#core/receive/contribution.ts";
import { momentOf } from "#core/text/wall-clock.ts";
import type { Version } from "#core/text/version.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { checkOpening } from "../annotations/check-annotation.ts";
import { storeAnnotation, storeReply } from "../annotations/store-thread.ts";
import type { Context } from "../kernel/context.ts";
import { forumZone } from "../kernel/clock.ts";
import { Turns } from "../kernel/in-turns.ts";
import { ProblemError } from "../kernel/problem.ts";
import { changeContribution, findContribution, organisationsOf } from "./contribution.ts";
import { heldProblem } from "./held-problem.ts";
import { ImportedRows, withoutImported } from "./imported-rows.ts";
import { divideItems, namesExactly, type RowAuthors, rowAuthors, withSources } from "./named-sources.ts";
import { peopleAmong } from "./senders.ts";

/**
 * Imports a contribution: submits all its included items at once in the name of its senders. If an earlier import was
 * undone, the annotations withdrawn by the undo are reinstated with their current content. Those already withdrawn,
 * hidden or erased before the undo stay so.
 *
 * Annotations carry the dates in the file. Their date of submission is the day of sending if the secretariat imports
 * the file, because it knows that day. If a coordinator imports it, the date is now.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state,
 *   source-not-sender if all that it could import is of other bodies than the senders
 */
export async function importContribution(
  context: Context,
  actor: Actor,
  { contribution: id, revision }: { contribution: string; revision: string },
): Promise<ShownContribution> {
  const { contribution: stored } = await context.store.read((reader) => findContribution(context, reader, actor, id));
  const known = await withSources(context, stored);
  const change = { id, kind: "contribution-taken", from: "prepared", revision } as const;
  return changeContribution(context, actor, change, async (found, writer) => {
    const { version } = found;
    const isSame = stored.revision === found.contribution.revision;
    const read = isSame ? known : found.contribution.items;
    if (version?.state !== "published") throw new ProblemError("wrong-state", { state: version?.state ?? "unknown" });
    await checkOpening(context, writer, version.id);
    // Another edition of the file may have been imported since this one was read.
    const about = { documentId: version.documentId, without: id };
    const { items: isNew, setAside } = withoutImported(read, await ImportedRows.read(writer, read, about));
    const contribution = { ...found.contribution, items: isNew };
    const senders = await organisationsOf(writer, contribution);
    const sources = rowAuthors(actor, contribution, senders);
    const { importable, held } = divideItems(contribution, senders, sources);
    // Without a sender, only rows with authors of their own can be imported.
    const authored = await authorsOfItems(writer, importable, { senders, sources });
    const items = [...importable].filter((item) => authored.has(item));
    if (items.length === 0 && held.length > 0) throw heldProblem(held);
    if (items.length === 0) throw new ProblemError("wrong-state", { state: contribution.state });
    const { authors, contributorId: participantId, sentOn } = contribution;
    const people = await peopleAmong(writer, [...authors, { name: "", participantId }]);
    const input: ImportInput = {
      context,
      actor,
      writer,
      contribution,
      version,
      sentAt: new Date(momentOf(`${sentOn}T00:00`, await forumZone(writer))).toISOString(),
      speakerFor: (author, item) =>
        speakerOf(author, actor, contribution, {
          people,
          authors: authored.get(item) ?? [],
          isSender: authored.get(item) === senders,
        }),
    };
    const created = new Map<string, Created>();
    const turns = new Turns();
    for (const item of items) {
      await turns.pause();
      const { id, answersId } = item;
      created.set(id, answersId === null ? await importItem(input, item) : await importReply(input, item, answersId));
    }
    const bodyIds = items.flatMap((item) => {
      const authors = authored.get(item) ?? [];
      return typeof authors === "string" || authors === senders ? [] : authors.map(({ id }) => id);
    });
    return {
      state: "taken",
      takenAt: context.now().toISOString(),
      bodyIds: [...new Set(bodyIds)],
      items: contribution.items.map((item) => ({ ...item, ...created.get(item.id) })),
      setAside: [...contribution.setAside, ...setAside],
    };
  });
}

interface ImportInput {
  context: Context;
  actor: Actor;
  writer: Writer;
  contribution: Contribution;
  version: Version;
  /** When the day on which the file was sent begins in the forum's zone (ISO 8601, UTC). */
  sentAt: string;
  speakerFor: (author: string, item: ContributionItem) => Speaker;
}

/** The organisations in whose name a row speaks, the speaker first. If its source is no organisation, the plain name. */
type Authors = readonly SpeakingOrganisation[] | string;

/** Returns the authors of items: those that their rows name, and otherwise the senders. Items without any are left out. */
async function authorsOfItems(
  reader: Reader,
  items: Iterable<ContributionItem>,
  { senders, sources }: { senders: readonly SpeakingOrganisation[]; sources: ReadonlyMap<string, RowAuthors> },
): Promise<ReadonlyMap<ContributionItem, Authors>> {
  const bySource = new Map<string, Authors>();
  for (const [name, { organisationIds }] of sources) {
    if (namesExactly(name, senders)) continue;
    const bodies = await organisationsOf(reader, { organisationIds });
    if (bodies.length === organisationIds.length) bySource.set(name, bodies.length === 0 ? name : bodies);
  }
  const authors = new Map<ContributionItem, Authors>();
  for (const item of items) {
    const own = item.origin === "remark" ? bySource.get(item.source ?? "") : undefined;
    const found = own ?? senders;
    if (found.length > 0) authors.set(item, found);
  }
  return authors;
}

/** The annotation or reply created from an item, and the replies created under it. */
type Created = Pick<ContributionItem, "annotationId"> & Partial<Pick<ContributionItem, "replies">>;

async function importItem(input: ImportInput, item: ContributionItem): Promise<Created> {
  const { context, actor, writer, contribution, version, sentAt, speakerFor } = input;
  const existing = item.annotationId === null ? undefined : await writer.get("annotations", item.annotationId);
  if (existing && existing.standing !== "withdrawn") return { annotationId: existing.id };
  const createdAt = item.at ?? sentAt;
  const dated = can(actor, "date-contribution") ? sentAt : context.now().toISOString();
  const speaker = speakerFor(item.author, item);
  const isOwn =
    !can(actor, "date-contribution") ||
    (speaker.organisation ? represents(actor, speaker.organisation.id) : speaker.participantId === actor.participantId);
  const annotation: Annotation = {
    id: existing?.id ?? context.newId(),
    documentId: version.documentId,
    versionId: version.id,
    kind: item.kind,
    type: item.type,
    targets: item.targets,
    change: null,
    text: item.text,
    operations: item.operations,
    speaker,
    visibility: "submitted",
    circleId: null,
    consolidatedInto: null,
    contributionId: contribution.id,
    importedFrom: { file: contribution.source.fileName, ...rowOf(item), by: isOwn ? "author" : "secretariat" },
    resolved: item.resolved,
    standing: "open",
    standingReason: null,
    createdAt,
    submittedAt: dated < createdAt ? createdAt : dated,
    editedAt: null,
    revision: context.newRevision(),
  };
  const kind = existing ? "annotation-reinstated" : "annotation-created";
  await storeAnnotation(context, writer, actor, { kind, before: existing ?? null, after: annotation });
  if (existing) {
    for (const { replyId } of item.replies) {
      const reply = replyId === null ? undefined : await writer.get("replies", replyId);
      if (reply?.standing !== "withdrawn") continue;
      const reinstated: KeptReply = { ...reply, standing: "open", revision: context.newRevision() };
      await storeReply(context, writer, actor, { kind: "reply-reinstated", before: reply, after: reinstated });
    }
    return { annotationId: annotation.id };
  }
  const replies: ContributionItem["replies"] = [];
  for (const reply of item.replies) {
    const speaker = speakerFor(reply.author, item);
    replies.push({
      ...reply,
      replyId: await storeImportedReply(input, { ...reply, speaker }, annotation.id, context.newId()),
    });
  }
  return { annotationId: annotation.id, replies };
}

/** Imports an item that replies to an existing annotation. Creates nothing if that annotation is no longer open. */
async function importReply(input: ImportInput, item: ContributionItem, answersId: string): Promise<Created> {
  const { context, writer, speakerFor } = input;
  const annotation = await writer.get("annotations", answersId);
  if (annotation?.standing !== "open") return { annotationId: item.annotationId };
  const existing = item.annotationId === null ? undefined : await writer.get("replies", item.annotationId);
  if (existing && existing.standing !== "withdrawn") return { annotationId: existing.id };
  const stated = { ...item, speaker: speakerFor(item.author, item) };
  return { annotationId: await storeImportedReply(input, stated, answersId, existing?.id ?? context.newId()) };
}

/** The content of a reply. Only an item that replies to an annotation has a position and an amendment. */
type StatedReply = Pick<ContributionItem, "at" | "text" | "position" | "amendments"> & { speaker: Speaker };

async function storeImportedReply(
  { context, actor, writer, version, sentAt }: ImportInput,
  { speaker, at, text, position, amendments }: StatedReply,
  annotationId: string,
  id: string,
): Promise<string> {
  const before = (await writer.get("replies", id)) ?? null;
  const reply: KeptReply = {
    id,
    documentId: version.documentId,
    annotationId,
    text,
    position: position ?? null,
    ...(amendments?.[0] && { amendment: amendments[0].parts }),
    speaker,
    standing: "open",
    standingReason: null,
    createdAt: at ?? sentAt,
    editedAt: null,
    revision: context.newRevision(),
    visibility: "submitted",
  };
  const kind = before ? "reply-reinstated" : "reply-created";
  await storeReply(context, writer, actor, { kind, before, after: reply });
  return id;
}

/**
 * Undoes the import of a contribution by withdrawing everything it created. The contribution returns to the state
 * `prepared` and can be corrected, imported again or discarded. Items that were already withdrawn, hidden or erased
 * stay as they are and are excluded from now on.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function undoImport(
  context: Context,
  actor: Actor,
  { contribution: id, revision }: { contribution: string; revision: string },
): Promise<ShownContribution> {
  const change = { id, kind: "contribution-undone", from: "taken", revision } as const;
  return changeContribution(context, actor, change, async ({ contribution }, writer) => {
    const excluded = new Set<string>();
    const withdrawn = <Statement extends { id: string; standing: Standing }>(before: Statement): Statement | null => {
      if (before.standing === "open") return { ...before, standing: "withdrawn", revision: context.newRevision() };
      excluded.add(before.id);
      return null;
    };
    const turns = new Turns();
    for (const { annotationId: id, replies } of contribution.items) {
      await turns.pause();
      const annotation = id === null ? undefined : await writer.get("annotations", id);
      const after = annotation && withdrawn(annotation);
      if (annotation && after) {
        await storeAnnotation(context, writer, actor, { kind: "annotation-withdrawn", before: annotation, after });
      }
      for (const replyId of [id, ...replies.map((storeImportedReply) => storeImportedReply.replyId)]) {
        const reply = replyId === null ? undefined : await writer.get("replies", replyId);
        const after = reply && withdrawn(reply);
        if (!reply || !after) continue;
        await storeReply(context, writer, actor, { kind: "reply-withdrawn", before: reply, after });
      }
    }
    return {
      state: "prepared",
      takenAt: null,
      bodyIds: [],
      items: contribution.items.map((item) => ({
        ...item,
        replies: item.replies.filter(({ replyId }) => !excluded.has(replyId ?? "")),
        included: item.included && !excluded.has(item.annotationId ?? ""),
      })),
    };
  });
}

/**
 * Returns the speaker for an author named in a contribution.
 *
 * - A known person of a sending organisation speaks for that organisation. A known person of another organisation, for
 *   example one who replied in the margin of the file, speaks in person.
 * - An unknown or missing author speaks under the name in the file, for the organisation that sent it. The contributor
 *   manages these comments.
 * - If the secretariat imports the file, the other sending organisations count as co-signers at once. If a coordinator
 *   imports it, they must confirm first.
 * - In a coordinator's import, only people of the first organisation are recognised, also as contributor. All other
 *   authors count as unknown, so a coordinator cannot attribute comments to people of another organisation.
 * - A source that is no organisation speaks in person, under its name in the file.
 */
function speakerOf(
  author: string,
  actor: Actor,
  { authors, contributorId }: Pick<Contribution, "authors" | "contributorId">,
  senders: {
    people: ReadonlyMap<string, Participant>;
    authors: Authors;
    /** Whether the authors sent the file. Otherwise only their own people are recognised. */
    isSender: boolean;
  },
): Speaker {
  const { people, authors: bodies, isSender } = senders;
  const received = can(actor, "date-contribution");
  const organisations = typeof bodies === "string" ? [] : bodies;
  const [first] = organisations;
  if (typeof bodies === "string" || !first) {
    const name = [author, typeof bodies === "string" ? bodies : ""].filter(Boolean).join(", ");
    return {
      ...{ participantId: "", name, capacity: "personal", organisation: null, group: "other" },
      ...{ jointly: [], awaiting: [] },
    };
  }
  const answering = people.get(contributorId ?? "");
  const contributor = (received && isSender) || answering?.organisationId === first.id ? answering : undefined;
  const participant =
    author === "" ? contributor : people.get(authors.find(({ name }) => name === author)?.participantId ?? "");
  const organisationOfAuthor = organisations.find(({ id }) => id === participant?.organisationId);
  if (participant && !organisationOfAuthor && received && isSender) {
    const { id, name, group } = participant;
    return { participantId: id, name, capacity: "personal", organisation: null, group, jointly: [], awaiting: [] };
  }
  const isOwn = organisationOfAuthor !== undefined && (received || organisationOfAuthor.id === first.id);
  const organisation = isOwn ? organisationOfAuthor : first;
  const others = organisations.filter(({ id }) => id !== organisation.id);
  return {
    participantId: (isOwn ? participant?.id : contributor?.id) ?? "",
    name: (isOwn ? participant?.name : undefined) ?? (author || (contributor?.name ?? organisation.name)),
    capacity: "organisation",
    organisation,
    group: organisation.group,
    jointly: received ? others : [],
    awaiting: received ? [] : others,
  };
}

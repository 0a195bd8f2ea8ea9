import type { Actor } from "#core/access/permissions.ts";
import type { DeskItem, OpenedDeskItem } from "#core/contract/desk-operations.ts";
import { byCreation } from "#core/discuss/annotation.ts";
import { proposedText } from "#core/discuss/content-text.ts";
import {
  cursorOf,
  indexAfterPosition,
  positionOfCursor,
  targetRuns,
  type ClauseRun,
} from "#core/discuss/text-order.ts";
import { type Decision, isUndecided } from "#core/outcome/decision.ts";
import { needsDecision } from "#core/place/needs-decision.ts";
import type { VersionText } from "#core/text/clause.ts";
import { compareVersions, type ForumDocument, type Version } from "#core/text/version.ts";
import type { Entry, Position } from "../../store/ranges.ts";
import type { Reader } from "../../store/store.ts";
import { readDocumentThreads } from "../annotations/document-threads.ts";
import { placedOn } from "../annotations/placed-threads.ts";
import { presentThread, readProposed } from "../annotations/present-annotation.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { DocumentThreads, PlacedThread } from "../kernel/kept-discussions.ts";
import { entriesIn } from "../kernel/listed-rows.ts";
import { ProblemError } from "../kernel/problem.ts";
import { type DocumentViewer, knownTo, readDocumentViewer, visibleAnnotation } from "../kernel/visibility.ts";
import { loadContent } from "../versions/content.ts";
import { findForum, findKeptForum } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";

/** Comes after the code of every language, so it names the end of a document. */
const afterLanguages = "{";

/** Maximum number of comments beside one. */
const mostBeside = 50;

/** Maximum length of a text in the list, in code points. */
const longestText = 240;

/** A document with the comments on it. */
export interface FoundDocument {
  document: ForumDocument;
  versions: Version[];
  threads: DocumentThreads;
  viewer: DocumentViewer;
}

/** A submitted comment on the current draft of its document in its language. */
export interface Placed extends PlacedThread {
  draft: Version;
  text: VersionText;
}

interface DeskInput {
  document?: string | undefined;
  ids?: readonly string[] | undefined;
  after?: string | undefined;
  size: number;
}

interface DeskPart {
  items: DeskItem[];
  documents: { id: string; title: string }[];
  next: string | null;
}

/**
 * Lists the submitted, open comments of all documents on their current drafts, by document in the order of the text. An
 * answer reads the threads of the documents that it names, and no others.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request
 */
export async function getDesk(
  context: Context,
  actor: Actor,
  { ids, after, size, ...input }: DeskInput,
  signal: AbortSignal | null,
): Promise<DeskPart> {
  authorise(actor, "decide");
  if (ids) {
    const items = await readDeskItems(context, actor, ids, signal);
    return { items, documents: [], next: null };
  }
  const [key = "", startId, startLanguage, cursor] = after?.split("~") ?? [];
  const start = startId === undefined ? null : { key, id: startId };
  const { found, isEnd } = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const found: (FoundDocument & { key: string })[] = [];
    let count = 0;
    for await (const { key, row } of listedFrom(reader, { document: input.document, start })) {
      // The first document may be nearly at its end.
      if (count >= size) return { found, isEnd: false };
      const one = await readDocument(context, reader, actor, row);
      found.push({ ...one, key });
      if (row.id !== startId) count += one.threads.threads.length;
    }
    return { found, isEnd: true };
  });
  const part: DeskPart = { items: [], documents: [], next: null };
  for (const one of found) {
    for (const line of await placedLines(context, one, signal)) {
      const [first] = line;
      if (!first) continue;
      const { draft } = first;
      const isStart = one.document.id === startId;
      // Languages are in their order, so those before that of the cursor were sent.
      if (isStart && draft.language < (startLanguage ?? "")) continue;
      const from =
        isStart && draft.language === startLanguage && cursor !== undefined
          ? indexAfterPosition(line, positionOfCursor(cursor))
          : 0;
      for (const placed of line.slice(from)) {
        if (part.items.length === size) return part;
        part.items.push(deskItem(one, placed));
        part.next = [one.key, one.document.id, draft.language, cursorOf(placed)].join("~");
      }
    }
    part.documents.push({ id: one.document.id, title: one.document.shortTitle });
    // A document without comments must not end the list.
    part.next = [one.key, one.document.id, afterLanguages].join("~");
  }
  return isEnd ? { ...part, next: null } : part;
}

/** Yields the active documents from one on, in the order of the forum's list, or only one of them. */
async function* listedFrom(
  reader: Reader,
  { document, start }: { document: string | undefined; start: Position | null },
): AsyncGenerator<Entry<"documents">> {
  const first = document ?? start?.id;
  const row = first === undefined ? undefined : await reader.get("documents", first);
  if (first !== undefined && !row) throw new ProblemError("not-found");
  if (row) yield { key: start?.key ?? "", row };
  if (document !== undefined) return;
  yield* entriesIn(reader, "documents", { index: "listed", prefix: "0 ", ...(start && { after: start }) });
}

async function readDocument(
  context: Context,
  reader: Reader,
  actor: Actor,
  document: ForumDocument,
): Promise<FoundDocument> {
  const [versions, threads, viewer] = await Promise.all([
    reader.list("versions", { documentId: document.id }),
    readDocumentThreads(context, reader, document.id),
    readDocumentViewer(context, reader, actor, document.id),
  ]);
  return { document, versions, threads, viewer };
}

/** Places the comments that can be decided on the current draft in their language, by language. */
async function placedLines(
  context: Context,
  { versions, threads, viewer }: FoundDocument,
  signal: AbortSignal | null,
): Promise<Placed[][]> {
  const current = new Map<string, Version>();
  for (const version of versions.toSorted(compareVersions))
    if (version.state === "published" && !context.damage.has(version)) current.set(version.language, version);
  const isKnown = knownTo(viewer);
  const lines: Placed[][] = [];
  for (const [, draft] of [...current].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const { placed } = await placedOn(context, { version: draft, versions }, threads, signal);
    const { text } = await loadContent(context, draft);
    const open = placed.filter(
      ({ thread: { annotation } }) => isUndecided({ annotation, decision: null }) && isKnown(annotation),
    );
    lines.push(open.map((one) => ({ ...one, draft, text })));
  }
  return lines;
}

/** Returns comments as the desk lists them. Those that are unknown to the actor or cannot be decided are left out. */
export async function readDeskItems(
  context: Context,
  actor: Actor,
  ids: readonly string[],
  signal: AbortSignal | null,
): Promise<DeskItem[]> {
  const drafts = await readDeskDrafts(context, actor, ids, signal);
  return drafts.flatMap(({ found, line }) => line.map((placed) => deskItem(found, placed)));
}

/**
 * Reads the current drafts on which comments are, each with those that are known to the actor and can be decided. A draft
 * has at least one.
 */
export async function readDeskDrafts(
  context: Context,
  actor: Actor,
  ids: readonly string[],
  signal: AbortSignal | null,
): Promise<{ found: FoundDocument; line: Placed[] }[]> {
  const wanted = new Set(ids);
  const documents = await context.store.read(async (reader) => {
    const found = await Promise.all(ids.map((id) => reader.get("annotations", id)));
    const of = new Set(found.flatMap((annotation) => annotation?.documentId ?? []));
    const rows = await Promise.all([...of].map((id) => reader.get("documents", id)));
    return Promise.all(rows.flatMap((row) => (row ? readDocument(context, reader, actor, row) : [])));
  });
  const drafts: { found: FoundDocument; line: Placed[] }[] = [];
  for (const found of documents)
    for (const placed of await placedLines(context, found, signal)) {
      const line = placed.filter(({ id }) => wanted.has(id));
      if (line.length > 0) drafts.push({ found, line });
    }
  return drafts;
}

/** Returns a comment as the desk lists it. */
export function deskItem({ versions, viewer }: FoundDocument, { draft, ...placed }: Placed): DeskItem {
  const { thread, placement, clause, text } = placed;
  const { id, kind, documentId, createdAt, submittedAt, speaker, ...annotation } = visibleAnnotation(
    viewer,
    thread.annotation,
  );
  const { current, revision = 0 } = thread.desk ?? {};
  const decision = thread.decision?.current;
  const decisionRevision = thread.decision?.revision ?? 0;
  const own = text.clauses[clause];
  // Somebody else may have decided since it was prepared.
  const prepared = current?.prepared?.revision === decisionRevision ? current.prepared : null;
  return {
    ...{ id, kind, documentId, speaker, decisionRevision, revision },
    text: Array.from(annotation.text || annotation.operations.map(proposedText).join(" "))
      .slice(0, longestText)
      .join(""),
    submittedAt: submittedAt ?? createdAt,
    version: addressOf(draft, versions),
    language: draft.language,
    clause: own ? { id: own.id, citation: own.citation } : null,
    placement: {
      state: placement.state,
      needsDecision: thread.annotation.versionId !== draft.id && needsDecision(placement),
    },
    decision: decision ? { ...shortly(decision), by: decision.by.name, inText: decision.shownIn !== null } : null,
    prepared: prepared && {
      ...shortly(prepared),
      shownIn: prepared.shownIn,
      amendedBy: prepared.amendedBy ?? null,
    },
    assignedTo: current?.assignedTo ?? null,
    dueOn: current?.dueOn ?? null,
    tags: current?.tags ?? [],
    grouping: current?.grouping ?? null,
    notes: current?.notes.length ?? 0,
  };
}

function shortly({ outcome, reason }: Decision): Pick<Decision, "outcome" | "reason"> {
  return { outcome, reason };
}

/**
 * Returns a comment with its clause, the comments beside it and the internal notes.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function getDeskItem(
  context: Context,
  actor: Actor,
  input: { annotation: string },
  signal: AbortSignal | null,
): Promise<OpenedDeskItem> {
  authorise(actor, "decide");
  const found = await context.store.read(async (reader) => {
    const annotation = await reader.get("annotations", input.annotation);
    const document = annotation && (await reader.get("documents", annotation.documentId));
    if (!document) throw new ProblemError("not-found");
    return readDocument(context, reader, actor, document);
  });
  const lines = await placedLines(context, found, signal);
  const line = lines.find((placed) => placed.some(({ id }) => id === input.annotation));
  const opened = line?.find(({ id }) => id === input.annotation);
  if (!line || !opened) throw new ProblemError("not-found");
  const { text } = opened;
  const clause = text.clauses[opened.clause];
  const beside = clause ? line.filter((one) => one !== opened && one.clause === opened.clause) : [];
  const isOnWords = onWordsOf(opened);
  const shown = beside
    .map((placed) => ({ ...placed, onSameWords: isOnWords(placed) }))
    .sort(
      (one, other) =>
        Number(other.onSameWords) - Number(one.onSameWords) ||
        byCreation(one.thread.annotation, other.thread.annotation),
    )
    .slice(0, mostBeside);
  const addresses = new Map(found.versions.map((version) => [version.id, addressOf(version, found.versions)]));
  await readProposed(
    context,
    found.versions,
    [opened, ...shown].map(({ thread }) => thread.annotation),
  );
  const present = ({ thread, placement }: Placed) =>
    presentThread(found.viewer, thread, addresses.get(thread.annotation.versionId) ?? "", placement);
  const notes = opened.thread.desk?.current?.notes ?? [];
  const names = await namesOf(context, new Set(notes.map(({ by }) => by)));
  return {
    item: deskItem(found, opened),
    placed: present(opened),
    clauseText: clause ? text.text.slice(clause.start, clause.end) : null,
    beside: shown.map((placed) => {
      const { annotation, proposed, decision, positions } = present(placed);
      const { onSameWords } = placed;
      return { annotation, decision, positions, onSameWords, ...(proposed && { proposed }) };
    }),
    notes: notes.map(({ by, ...note }) => ({ ...note, by: names.get(by) ?? "" })),
  };
}

/** Returns whether a comment is on some of the same words as another one. */
function onWordsOf(opened: Placed): (placed: Placed) => boolean {
  const spans = (placed: Placed): ClauseRun[] =>
    placed.placement.targets.flatMap((target) => targetRuns(placed.text, target));
  const own = spans(opened);
  return (placed) =>
    spans(placed).some(({ clause, start, end }) =>
      own.some((run) => run.clause === clause && start < run.end && run.start < end),
    );
}

/** Returns the names of people by their ids. */
export async function namesOf(context: Context, ids: ReadonlySet<string>): Promise<Map<string, string>> {
  return context.store.read(async (reader) => {
    const people = await Promise.all([...ids].map((id) => reader.get("participants", id)));
    return new Map(people.flatMap((person) => (person ? [[person.id, person.name] as const] : [])));
  });
}

/**
 * Returns the active people who may decide, by name, and the forum's own reasons.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function getDeskChoices(
  context: Context,
  actor: Actor,
): Promise<{ officers: { id: string; name: string }[]; reasons: string[] }> {
  authorise(actor, "decide");
  return context.store.read(async (reader) => {
    const { decisionReasons = "" } = await findKeptForum(reader);
    const people = await Promise.all(
      (["secretariat", "chair"] as const).map((role) => reader.list("participants", { role, state: "active" })),
    );
    const officers = people.flat().map(({ id, name }) => ({ id, name }));
    return {
      officers: officers.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
      reasons: decisionReasons
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
    };
  });
}

/** How long a visit is shown to others after its last report, in ms. */
const visitTime = 90_000;

/**
 * Records which comment the actor has open on the desk, for a short time, and returns which ones others have open.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function visitDesk(
  context: Context,
  actor: Actor,
  { annotation }: { annotation: string | null },
): Promise<{ annotation: string; name: string }[]> {
  authorise(actor, "decide");
  const { participantId } = actor;
  const now = context.now();
  return context.store.transact(async (writer) => {
    if (participantId !== null && annotation !== null) {
      const expiresAt = new Date(now.getTime() + visitTime).toISOString();
      await writer.put("deskVisits", { id: participantId, annotationId: annotation, expiresAt });
    } else if (participantId !== null) await writer.remove("deskVisits", participantId);
    const visits = await writer.list("deskVisits");
    const others = visits.filter(({ id, expiresAt }) => id !== participantId && expiresAt > now.toISOString());
    const people = await Promise.all(others.map(({ id }) => writer.get("participants", id)));
    return others.flatMap(({ annotationId }, index) => {
      const name = people[index]?.name;
      return name === undefined ? [] : [{ annotation: annotationId, name }];
    });
  });
}

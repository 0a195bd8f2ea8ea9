import type { Node } from "prosemirror-model";
import type { Actor } from "#core/access/permissions.ts";
import { type Annotation, AnnotationKind } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { Contribution, ContributionItem, SetAside } from "#core/receive/contribution.ts";
import { type ExportedTexts, type ForumThread, removingDuplicates } from "#core/receive/find-duplicates.ts";
import type { ReadRemark, RemarkList } from "#core/receive/read-contribution.ts";
import { hasObjects } from "#core/text/object.ts";
import type { Version } from "#core/text/version.ts";
import type { BelievedDates, PlacedContribution } from "#core/receive/place-marked-text.ts";
import { amendmentWords, unsaidAmendment } from "../../export/shared/amended-runs.ts";
import { word } from "../../export/shared/export-phrases.ts";
import { standingSentence } from "../../export/shared/thread-view.ts";
import { carriedSteps } from "../annotations/rebase.ts";
import { readSubmittedOn } from "../annotations/threads.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import type { Context, LoadedContent } from "../kernel/context.ts";
import { forumZone } from "../kernel/clock.ts";
import type { ContributionFile } from "../kernel/file-tasks.ts";
import { inTurns, mapInTurns, Turns } from "../kernel/in-turns.ts";
import { mayKnowReply } from "../kernel/visibility.ts";
import { loadContent } from "../versions/content.ts";
import { loadLines } from "../versions/lines.ts";
import { readOrRefuse } from "../versions/read-upload.ts";
import { earlierOf } from "../versions/version-order.ts";
import { ImportedRows, rowHashOf, withoutImported } from "./imported-rows.ts";

/** The sources of a contribution's items. */
interface ItemSources {
  /** The content of its file. */
  read: ContributionFile["read"];
  /** The file itself. */
  bytes: Uint8Array;
  /** The version that it is about; null if unknown. */
  version: Version | null;
  /** The contribution so far, with a person's decisions on its items. */
  before: Pick<Contribution, "handMarks" | "unmarked" | "sentOn" | "items" | "versionId"> & { fileName: string };
}

/**
 * Computes the items that importing a contribution creates on a version. A person's earlier edits to its items are
 * kept.
 * @throws ProblemError server-busy, file-too-large
 */
export async function prepareItems(
  context: Context,
  actor: Actor,
  { read: found, bytes, version, before }: ItemSources,
): Promise<PlacedContribution> {
  if (!version) return { items: [], setAside: [], handMarks: "none", unmarked: "none" };
  const content = await loadContent(context, version);
  const read = await readLike(context, found, { draft: content.draft, bytes, fileName: before.fileName });
  const timeZone = await context.store.read(forumZone);
  const dates = { from: version.date, to: before.sentOn, timeZone };
  const terms = { handMarks: before.handMarks, unmarked: before.unmarked, dates };
  const placed = await readOrRefuse(before.fileName, () =>
    read.form === "marked-text"
      ? context.files.placeMarkedText(read, content.json, terms)
      : placeRemarks(context, actor, read, { version, content, dates }),
  );
  const threads = await readForumThreads(context, actor, version);
  const { items, setAside } = await inTurns(removingDuplicates(placed.items, threads, exportedTexts(version.language)));
  const itemsById = new Map(before.items.map((item) => [item.id, item]));
  const sameVersion = before.versionId === version.id;
  return {
    ...placed,
    items: await mapInTurns(items, (item) => kept(item, itemsById.get(item.id), sameVersion)),
    setAside: [...placed.setAside, ...setAside],
  };
}

/**
 * Reads a contribution without pictures, equations and embedded objects if its version was stored without them. They
 * would all be proposals to insert.
 */
async function readLike(
  { files }: Context,
  read: ContributionFile["read"],
  { draft, bytes, fileName }: { draft: Node; bytes: Uint8Array; fileName: string },
): Promise<ContributionFile["read"]> {
  if (read.form !== "marked-text" || hasObjects(draft)) return read;
  // Searched as text, because parsing a long draft takes the main thread too long.
  if (![read.draft, read.accepted].some((json) => json.includes('{"type":"object"'))) return read;
  return (await readOrRefuse(fileName, () => files.readContribution(bytes, fileName, { objects: false }))).read;
}

function exportedTexts(language: string): ExportedTexts {
  const signposts = AnnotationKind.options.map((kind) => {
    const thread = word(`export-thread-${kind}`, language, { number: 0 });
    return word("export-also", language, { thread });
  });
  return {
    unnamed: word("export-source-hidden", language),
    signposts: new Set(signposts),
    amendment: (parts) => amendmentWords(parts, language),
  };
}

/**
 * Keeps a person's edits to an item, and the annotation created from it. A chosen target is kept only on the same
 * version.
 */
function kept(read: ContributionItem, before: ContributionItem | undefined, sameVersion: boolean): ContributionItem {
  if (!before) return read;
  const { included, reason, confirmed, annotationId, edited } = before;
  const replyIds = new Map(before.replies.map(({ id, replyId }) => [id, replyId]));
  const replies = read.replies.map((reply) => ({ ...reply, replyId: replyIds.get(reply.id) ?? null }));
  const item: ContributionItem = { ...read, included, annotationId, replies, ...(reason && { reason }) };
  if (confirmed && sameVersion) item.confirmed = true;
  if (!edited) return item;
  const { text, type } = before;
  const withEdits = { ...item, edited, text, type };
  if (!sameVersion) return withEdits;
  return { ...withEdits, targets: before.targets, operations: before.operations, doubt: before.doubt };
}

/**
 * Converts the remarks of a form or a collection to contribution items on a version. A form exported from here and
 * filled in also contains comments that the forum already has; these are excluded.
 */
async function placeRemarks(
  context: Context,
  actor: Actor,
  read: RemarkList,
  { version, content, dates }: { version: Version; content: LoadedContent; dates: BelievedDates },
): Promise<PlacedContribution> {
  const submitted = await context.store.read((reader) => readSubmittedOn(context, reader, actor, version.documentId));
  // Imported annotations that were withdrawn do not count as known, so that their file can be imported again.
  const isKnown = knownAmong(
    submitted.threads
      .map(({ annotation }) => annotation)
      .filter(({ contributionId, standing }) => contributionId === null || standing === "open"),
  );
  const setAside = read.remarks.filter(isKnown).map(({ id, author, source, text }): SetAside => ({
    ...{ code: "said-already", params: {}, words: text, author: source || author, marks: [id] },
  }));
  const remarks = read.remarks.filter((remark) => !isKnown(remark));
  const lines = { numbers: await loadLines(context, version), origin: version.lines?.origin ?? "computed" };
  const placed = await context.files.placeRemarks(remarks, { ...content.json, lines }, dates);
  const hashes = new Map(remarks.map((remark) => [remark.id, rowHashOf(remark)]));
  const hashed = placed.items.map((item) => {
    const rowHash = hashes.get(item.marks[0] ?? "");
    return rowHash === undefined ? item : { ...item, rowHash };
  });
  const about = { documentId: version.documentId, without: null };
  const imported = await context.store.read((reader) => ImportedRows.read(reader, hashed, about));
  const divided = withoutImported(hashed, imported);
  return {
    items: divided.items,
    setAside: [...setAside, ...divided.setAside, ...placed.setAside],
    ...({ handMarks: "none", unmarked: "none" } as const),
  };
}

/**
 * Returns a test for remarks that the forum already has. A remark is known by the annotation URL in our exported
 * collections, or by its text and creation time. Our forms give that time to the millisecond.
 */
function knownAmong(annotations: readonly Annotation[]): (remark: ReadRemark) => boolean {
  const ids = new Set(annotations.map(({ id }) => id));
  const knownTexts = new Set(annotations.map(({ createdAt, text }) => `${new Date(createdAt).toISOString()} ${text}`));
  return ({ id, date, text }) => {
    const named = /\/api\/annotations\/([^/?#]+)$/u.exec(id)?.[1];
    return (
      (named !== undefined && ids.has(decodeURIComponent(named))) ||
      (date !== null && knownTexts.has(`${date} ${text}`))
    );
  };
}

/**
 * Returns the submitted threads on a document that the actor may see. A proposal on an earlier draft also has its steps
 * as rebased to the version, because our exported files show it on the exported draft.
 */
async function readForumThreads(context: Context, actor: Actor, version: Version): Promise<ForumThread[]> {
  const { documentId } = version;
  const { viewer, threads, versions } = await context.store.read(async (reader) => ({
    ...(await readSubmittedOn(context, reader, actor, documentId)),
    versions: await reader.list("versions", { documentId }),
  }));
  const line = [...earlierOf(version, versions), version];
  const compared = comparerOnce(context, null);
  const shown = <Statement extends Annotation | Reply>(statement: Statement): Statement => ({
    ...statement,
    text: standingSentence(statement, version.language) ?? statement.text,
  });
  const shownThreads: ForumThread[] = [];
  const turns = new Turns();
  for (const { annotation, replies } of threads) {
    await turns.pause();
    const { operations, versionId } = annotation;
    const isBefore = line.some(({ id }) => id === versionId);
    const isOpen = annotation.standing === "open";
    const carried = isBefore ? await carriedSteps(annotation, line, compared) : null;
    shownThreads.push({
      isOpen,
      annotation: { ...shown(annotation), operations: isOpen ? [...operations, ...(carried ?? [])] : [] },
      replies: replies
        .filter((reply) => mayKnowReply(viewer, reply, annotation))
        .map(shown)
        .flatMap((reply) => {
          const amended = unsaidAmendment(reply, version.language);
          return amended === undefined ? [reply] : [reply, { ...reply, text: amended }];
        }),
    });
  }
  return shownThreads;
}

import type { Forum } from "#core/access/forum.ts";
import { shownForum } from "#core/access/kept-forum.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { Library, ListedDocument } from "#core/contract/forum-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { compareVersions, type ForumDocument } from "#core/text/version.ts";
import { negotiationOf, preparingNegotiation } from "#core/text/negotiation/read-negotiation.ts";
import { listVersion, readVersions, type VersionsRecord } from "../comparison/listed-version.ts";
import { dueClosing } from "../../store/indexes.ts";
import type { Context } from "../kernel/context.ts";
import { inTurns } from "../kernel/in-turns.ts";
import { listRows } from "../kernel/listed-rows.ts";
import { loadContent } from "../versions/content.ts";
import { damageReport } from "./damage-report.ts";
import { findForum, findVersion } from "../versions/find-version.ts";

/**
 * Returns the forum.
 * @throws ProblemError not-signed-in, not-found (no forum yet)
 */
export async function getForum(context: Context, actor: Actor): Promise<Forum> {
  return shownForum(await context.store.read((reader) => findForum(reader, actor)));
}

/**
 * Returns the forum with a part of its documents in the order of its table of contents, archived ones last.
 * @throws ProblemError not-signed-in, not-found (no forum yet), invalid-request
 */
export async function getLibrary(
  context: Context,
  actor: Actor,
  input: { after?: string | undefined; size: number },
): Promise<Library> {
  const { forum, part, records, consulted } = await context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const order = { collection: "documents", order: "listed", scope: {}, passes: null, beginnings: null } as const;
    const part = await listRows(reader, order, input);
    const listed = new Set(part.items.map(({ id }) => id));
    const due = await reader.list("consultations", { closing: dueClosing });
    const others = [...new Set(due.map(({ documentId }) => documentId))].filter((id) => !listed.has(id));
    const found = await Promise.all(others.map((id) => reader.get("documents", id)));
    const recordOf = async (document: ForumDocument): Promise<DocumentRecord> => ({
      ...{ forum, document },
      ...(await readVersions(context, reader, actor, document.id)),
    });
    return {
      ...{ forum, part },
      records: await Promise.all(part.items.map(recordOf)),
      consulted: await Promise.all(found.filter((document) => document !== undefined).map(recordOf)),
    };
  });
  const damage = can(actor, "read-settings") ? await damageReport(context) : null;
  const listAll = (all: readonly DocumentRecord[]): Promise<ListedDocument[]> =>
    Promise.all(all.map((record) => listDocument(context, record)));
  return {
    forum: shownForum(forum),
    documents: await listAll(records),
    consulted: await listAll(consulted),
    next: part.next,
    total: part.total ?? records.length,
    ...(damage && { damage }),
  };
}

/**
 * Returns a version, by its id or address, with its text and clauses.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getVersion(context: Context, actor: Actor, input: { version: string }): Promise<VersionPage> {
  const found = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    return { ...found, ...(await readVersions(context, reader, actor, found.document.id)) };
  });
  const [listed, { json, text }] = await Promise.all([
    listVersion(context, found, found.version),
    loadContent(context, found.version),
  ]);
  await inTurns(preparingNegotiation(text));
  return { version: listed, draft: json, text, negotiation: negotiationOf(text) };
}

/** The data from which a document's list entry is built. */
interface DocumentRecord extends VersionsRecord {
  forum: Forum;
  document: ForumDocument;
}

/** Returns a document with the versions that the actor may read, in reading order. */
export async function listDocument(context: Context, record: DocumentRecord): Promise<ListedDocument> {
  const { forum, document, versions, viewer } = record;
  const readable = versions
    .filter((version) => can(viewer.actor, "read-version", { forum, version }))
    .toSorted(compareVersions);
  return {
    ...document,
    versions: await Promise.all(readable.map((version) => listVersion(context, record, version))),
  };
}

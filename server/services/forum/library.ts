import type { Forum } from "#core/access/forum.ts";
import { shownForum } from "#core/access/kept-forum.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { Library, ListedDocument } from "#core/contract/forum-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { compareDocuments, compareVersions, type ForumDocument } from "#core/text/version.ts";
import { negotiationOf, preparingNegotiation } from "#core/text/read-negotiation.ts";
import { listVersion, readVersions, type VersionsRecord } from "../comparison/listed-version.ts";
import type { Context } from "../kernel/context.ts";
import { inTurns } from "../kernel/in-turns.ts";
import { loadContent } from "../versions/content.ts";
import { findForum, findVersion } from "../versions/find-version.ts";

/**
 * Returns the forum.
 * @throws ProblemError not-signed-in, not-found (no forum yet)
 */
export async function getForum(context: Context, actor: Actor): Promise<Forum> {
  return shownForum(await context.store.read((reader) => findForum(reader, actor)));
}

/**
 * Returns the forum with its documents in the order of its table of contents, archived ones last.
 * @throws ProblemError not-signed-in, not-found (no forum yet)
 */
export async function getLibrary(context: Context, actor: Actor): Promise<Library> {
  const { forum, records } = await context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const documents = await reader.list("documents");
    documents.sort(compareDocuments);
    return {
      forum,
      records: await Promise.all(
        documents.map(async (document) => ({
          forum,
          document,
          ...(await readVersions(context, reader, actor, document.id)),
        })),
      ),
    };
  });
  return {
    forum: shownForum(forum),
    documents: await Promise.all(records.map((record) => listDocument(context, record))),
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

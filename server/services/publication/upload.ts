import type { Actor } from "#core/access/permissions.ts";
import type { PrepareQuery, Preview } from "#core/contract/version-operations.ts";
import { parsingDraftJson } from "#core/text/parsing-draft.ts";
import type { Version } from "#core/text/version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { versionEvent } from "../kernel/events.ts";
import type { DraftFacts, DraftLines } from "../kernel/file-tasks.ts";
import { sha256OfFile } from "../kernel/hashes.ts";
import { inTurns } from "../kernel/in-turns.ts";
import { ProblemError } from "../kernel/problem.ts";
import type { OwnedFile } from "../kernel/storage-use.ts";
import { dropOriginal } from "../versions/content.ts";
import { linesFile } from "../versions/lines.ts";
import { findForum, findVersion, type FoundVersion } from "../versions/find-version.ts";
import { readUpload } from "../versions/read-upload.ts";
import { buildPreview, readSubmitted } from "./preview.ts";
import { isPublishedAlready } from "./publication.ts";

/**
 * Reads a file as the next version of a document, stores it unpublished, and returns the preview of publishing it.
 *
 * Rejects a file that cannot be read, and content that is identical to the published version at the same address.
 * @throws ProblemError not-allowed, not-found, wrong-state (the document is archived), already-published,
 *   not-this-format, file-damaged, file-empty, file-encrypted, file-too-large, text-too-long, storage-full
 */
export async function prepareVersion(context: Context, actor: Actor, input: Upload): Promise<Preview> {
  const kept = await keepUpload(context, actor, input);
  const submitted = await context.store.read((reader) => readSubmitted(context, reader, actor, kept));
  return buildPreview(context, kept, submitted, null);
}

/** A file to upload as the next version of a document. */
type Upload = { document: string; bytes: Uint8Array } & PrepareQuery;

/**
 * Reads a file as the next version of a document and stores it, unpublished.
 * @throws ProblemError as `prepareVersion`
 */
export async function keepUpload(context: Context, actor: Actor, input: Upload): Promise<FoundVersion> {
  authorise(actor, "prepare-version");
  const { forum, document } = await context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const document = await reader.get("documents", input.document);
    if (!document) throw new ProblemError("not-found");
    return { forum, document };
  });
  const { language, changes } = input;
  const { fileName, bytes } = input;
  const read = await readUpload(bytes, fileName, { language, changes }, context.files.readDraft);
  const source = { fileName, format: read.format, bytes };
  return keepDraft(context, actor, { forum, document }, { ...input, ...read, source });
}

/** A draft to store as a version, with its source and metadata. */
interface NewDraft extends DraftFacts, Pick<Version, "round" | "label" | "date" | "symbol" | "notices"> {
  /** JSON of the schema, not parsed. */
  draft: string;
  lines: DraftLines;
  source: Pick<Version["source"], "fileName" | "format" | "proposals"> & { bytes: Uint8Array };
}

/**
 * Stores a draft as the next version of a document, unpublished.
 * @throws ProblemError already-published, wrong-state (the document is archived), storage-full
 */
export async function keepDraft(
  context: Context,
  actor: Actor,
  { forum, document }: Pick<FoundVersion, "forum" | "document">,
  { draft, lines, source, round, label, date, symbol, notices, ...facts }: NewDraft,
): Promise<FoundVersion> {
  const { bytes, ...file } = source;
  const numbered = await linesFile(lines);
  const version: Version = {
    id: context.newId(),
    documentId: document.id,
    round,
    label,
    date,
    language: facts.language,
    state: "prepared",
    textHash: facts.textHash,
    contentHash: facts.contentHash,
    clauseCount: facts.clauseCount,
    wordCount: facts.wordCount,
    source: { ...file, hash: await sha256OfFile(bytes), size: bytes.length },
    notices,
    lines: { origin: lines.origin, hash: numbered.id },
    preparedAt: context.now().toISOString(),
    publishedAt: null,
    withdrawnReason: null,
    ...(symbol !== undefined && { symbol }),
  };

  const json = await inTurns(parsingDraftJson(draft));
  const owned: OwnedFile = { size: bytes.length, person: null, organisations: [] };
  const others = await context.storage.admit(owned, () =>
    context.store.transact(async (writer) => {
      const isArchived = (await writer.get("documents", document.id))?.archivedAt !== undefined;
      if (isArchived) throw new ProblemError("wrong-state", { state: "archived" });
      const others = await writer.list("versions", { documentId: document.id });
      if (isPublishedAlready(version, others)) throw new ProblemError("already-published");
      await writer.put("contents", { id: version.contentHash, draft: json });
      await writer.put("originals", { id: version.source.hash, bytes });
      await writer.put("originals", numbered);
      await writer.put("versions", version);
      await writer.append(versionEvent(context, actor, { kind: "version-prepared", before: null, after: version }));
      return others;
    }),
  );
  return { forum, document, version, versions: [...others, version] };
}

/**
 * Discards a prepared version with its links. Also deletes its file and text, unless they are used elsewhere.
 * @throws ProblemError not-allowed, not-found, wrong-state
 */
export async function discardVersion(context: Context, actor: Actor, input: { version: string }): Promise<void> {
  authorise(actor, "prepare-version");
  await context.store.transact(async (writer) => {
    const { version } = await findVersion(writer, actor, input.version);
    if (version.state !== "prepared") throw new ProblemError("wrong-state", { state: version.state });
    const { contentHash } = version;
    if ((await writer.count("versions", { contentHash })) === 1) await writer.remove("contents", contentHash);
    for (const scope of [{ baseVersionId: version.id }, { revisedVersionId: version.id }]) {
      for (const { id } of await writer.list("links", scope)) await writer.remove("links", id);
    }
    await writer.remove("versions", version.id);
    await dropOriginal(writer, version.source.hash);
    if (version.lines) await dropOriginal(writer, version.lines.hash);
    await writer.append(versionEvent(context, actor, { kind: "version-discarded", before: version, after: null }));
  });
}

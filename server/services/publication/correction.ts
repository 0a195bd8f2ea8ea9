import type { Node } from "prosemirror-model";
import type { Actor } from "#core/access/permissions.ts";
import type { LinesSet, PublishedCorrection } from "#core/contract/document-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { correctDraft } from "#core/text/correct-draft.ts";
import type { DraftCorrection } from "#core/text/draft-correction.ts";
import { parsingDraftJson } from "#core/text/parsing-draft.ts";
import type { Version } from "#core/text/version.ts";
import { listVersion, readVersions } from "../comparison/listed-version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { versionEvent } from "../kernel/events.ts";
import type { DraftFacts, DraftLines, NumberedDraft } from "../kernel/file-tasks.ts";
import { inTurns, nextTurn } from "../kernel/in-turns.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { storeChanges } from "../kernel/settings-change.ts";
import { writeJson } from "../kernel/shared-json.ts";
import type { OwnedFile } from "../kernel/storage-use.ts";
import { dropOriginal, loadContent } from "../versions/content.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { linesFile } from "../versions/lines.ts";
import { readOrRefuse, readUpload } from "../versions/read-upload.ts";
import { buildPreview, readSubmitted } from "./preview.ts";
import { isPublishedAlready } from "./publication.ts";

/**
 * Corrects a clause of a prepared version and returns the updated preview of publishing it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state, revision-conflict,
 *   already-published
 */
export async function correctVersion(
  context: Context,
  actor: Actor,
  input: { version: string; contentHash: string; correction: DraftCorrection },
): Promise<Preview> {
  authorise(actor, "prepare-version");
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  if (version.state !== "prepared") throw new ProblemError("wrong-state", { state: version.state });
  if (version.contentHash !== input.contentHash) throw new ProblemError("revision-conflict");
  const { draft } = await loadContent(context, version);
  const corrected = correctDraft(draft, input.correction);
  if (typeof corrected === "string") throw invalidField("correction", corrected);
  await nextTurn();
  const written = await writeJson(corrected.toJSON());
  const facts = await context.files.describeDraft(written, await printedIn(context, version, draft));
  const replacement = { ...facts, version: version.id, was: input.contentHash, draft: written };
  const found = await replaceDraft(context, actor, replacement);
  return buildPreview(
    context,
    found,
    await context.store.read((reader) => readSubmitted(context, reader, actor, found)),
    null,
  );
}

/** Returns the printed lines of a version with its draft; nothing if its file has neither lines nor pages. */
async function printedIn(
  context: Context,
  { lines }: Pick<Version, "lines">,
  draft: Node,
): Promise<NumberedDraft | undefined> {
  const file = lines && (await context.store.read((reader) => reader.get("originals", lines.hash)));
  if (!lines || !file) return undefined;
  const json = new TextDecoder().decode(file.bytes);
  if (lines.origin === "computed" && !json.includes('"pages"')) return undefined;
  return { draft: await writeJson(draft.toJSON()), lines: { origin: lines.origin, json } };
}

/**
 * Reads the file of a prepared version again with its tracked changes accepted or rejected. Corrections of the first
 * reading are lost, because they were made on another text.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state, revision-conflict, already-published,
 *   file-empty, text-too-long
 */
export async function readVersionAgain(
  context: Context,
  actor: Actor,
  input: { version: string; contentHash: string; changes: "accept" | "reject" },
): Promise<Preview> {
  authorise(actor, "prepare-version");
  const { version, original } = await context.store.read(async (reader) => {
    const { version } = await findVersion(reader, actor, input.version);
    return { version, original: await reader.get("originals", version.source.hash) };
  });
  if (version.state !== "prepared" || !original || version.source.format === "working-text") {
    throw new ProblemError("wrong-state", { state: version.state });
  }
  const reading = { language: version.language, changes: input.changes };
  const read = await readUpload(original.bytes, version.source.fileName, reading, context.files.readDraft);
  const replacement = { ...read, version: version.id, was: input.contentHash };
  const found = await replaceDraft(context, actor, replacement);
  return buildPreview(
    context,
    found,
    await context.store.read((reader) => readSubmitted(context, reader, actor, found)),
    null,
  );
}

/**
 * Replaces the draft of a prepared version, which keeps its id. Its links are deleted, because the clauses have
 * changed.
 * @param was Content hash that the new draft is based on. It prevents two people from overwriting each other's
 *   corrections unnoticed.
 * @throws ProblemError not-found, wrong-state, revision-conflict, already-published
 */
async function replaceDraft(
  context: Context,
  actor: Actor,
  input: { version: string; was: string; draft: string; lines: DraftLines } & DraftFacts &
    Partial<Pick<Version, "notices">>,
): Promise<FoundVersion> {
  const numbered = await linesFile(input.lines);
  const json = await inTurns(parsingDraftJson(input.draft));
  await nextTurn();
  return context.store.transact(async (writer) => {
    const found = await findVersion(writer, actor, input.version);
    const { version, versions } = found;
    if (version.state !== "prepared") throw new ProblemError("wrong-state", { state: version.state });
    if (version.contentHash !== input.was) throw new ProblemError("revision-conflict");
    const corrected: Version = {
      ...version,
      language: input.language,
      textHash: input.textHash,
      contentHash: input.contentHash,
      clauseCount: input.clauseCount,
      wordCount: input.wordCount,
      notices: input.notices ?? version.notices,
      lines: { origin: input.lines.origin, hash: numbered.id },
    };
    if (isPublishedAlready(corrected, versions)) throw new ProblemError("already-published");
    if (corrected.contentHash === version.contentHash) return found;
    const { contentHash } = version;
    if ((await writer.count("versions", { contentHash })) === 1) await writer.remove("contents", contentHash);
    for (const scope of [{ baseVersionId: version.id }, { revisedVersionId: version.id }]) {
      for (const { id } of await writer.list("links", scope)) await writer.remove("links", id);
    }
    await writer.put("contents", { id: corrected.contentHash, draft: json });
    await writer.put("originals", numbered);
    await writer.put("versions", corrected);
    if (version.lines) await dropOriginal(writer, version.lines.hash);
    await writer.append(versionEvent(context, actor, { kind: "version-corrected", before: version, after: corrected }));
    return {
      ...found,
      version: corrected,
      versions: versions.map((existing) => (existing.id === corrected.id ? corrected : existing)),
    };
  });
}

/**
 * Corrects the label, date or symbol of a version that was published. The values before, the person and the reason stay
 * on the version. A correction that changes nothing leaves no record. `undo` is the id that undoes it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state (it is only prepared)
 */
export async function correctPublished(
  context: Context,
  actor: Actor,
  input: { version: string } & PublishedCorrection,
): Promise<ListedVersion & { undo: string | null }> {
  authorise(actor, "manage-documents");
  const { version, record, change } = await context.store.transact(async (writer) => {
    const { version } = await findVersion(writer, actor, input.version);
    if (version.state === "prepared") throw new ProblemError("wrong-state", { state: version.state });
    const corrected = correctedFields(version, input);
    const { reason } = input;
    const after = corrected === version ? version : withCorrection(context, actor, { version, corrected, reason });
    const change = await storeChanges(context, writer, actor, [
      { kind: "version-corrected", collection: "versions", before: version, after },
    ]);
    return { version: after, record: await readVersions(context, writer, actor, after.documentId), change };
  });
  return { ...(await listVersion(context, record, version)), undo: change };
}

/** A PDF with a smaller share of its lines in a version has another text. */
const leastFound = 0.5;

/**
 * Takes the line and page numbers of a published version from a PDF of the same text. `change` is the id that undoes it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state (it is only prepared), not-this-text,
 *   not-this-format, file-damaged, file-encrypted, file-scanned, file-too-large, text-too-long, storage-full
 */
export async function setLines(
  context: Context,
  actor: Actor,
  input: { version: string; bytes: Uint8Array; fileName: string },
): Promise<LinesSet> {
  authorise(actor, "manage-documents");
  const { bytes, fileName } = input;
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  if (version.state === "prepared") throw new ProblemError("wrong-state", { state: version.state });
  const { json } = await loadContent(context, version);
  const { origin, lines, found, pages, ...read } = await readOrRefuse(fileName, () =>
    context.files.readLines(bytes, fileName, json),
  );
  if (found < leastFound) throw new ProblemError("not-this-text", { fileName, percent: Math.round(100 * found) });
  const file = await linesFile(read);
  const owned: OwnedFile = { size: file.bytes.length, person: null, organisations: [] };
  const change = await context.storage.admit(owned, () =>
    context.store.transact(async (writer) => {
      const { version: before } = await findVersion(writer, actor, version.id);
      const after: Version = { ...before, lines: { origin, hash: file.id, fileName } };
      await writer.put("originals", file);
      return storeChanges(context, writer, actor, [
        { kind: "version-corrected", collection: "versions", before, after },
      ]);
    }),
  );
  return { origin, lines, found, pages, change };
}

/** Returns the version with its corrected fields, or the same version if they are the same. */
function correctedFields(
  version: Version,
  { label = version.label, date = version.date, symbol }: Omit<PublishedCorrection, "reason">,
): Version {
  const { symbol: symbolBefore, ...rest } = version;
  const symbolAfter = symbol === undefined ? symbolBefore : (symbol ?? undefined);
  if (label === version.label && date === version.date && symbolAfter === symbolBefore) return version;
  return { ...rest, label, date, ...(symbolAfter !== undefined && { symbol: symbolAfter }) };
}

/** Returns a corrected version with the record of the correction: who, when, why, and the values before. */
export function withCorrection(
  context: Pick<Context, "now">,
  actor: Actor,
  { version, corrected, reason }: { version: Version; corrected: Version; reason: string },
): Version {
  const before = { label: version.label, date: version.date, symbol: version.symbol ?? null };
  const correction = { at: context.now().toISOString(), by: actor.participantId, reason, before };
  return { ...corrected, corrections: [...(version.corrections ?? []), correction] };
}

import type { Actor } from "#core/access/ability.ts";
import type { PrepareQuery } from "#core/contract/version-operations.ts";
import { versionTextOf, type VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import type { Version } from "#core/text/version.ts";
import { tokenKind, wordsOf } from "#core/text/words.ts";
import { authorise } from "./authorise.ts";
import type { Context } from "./context.ts";
import { findForum, type FoundVersion } from "./find-version.ts";
import { contentHashOf, sha256 } from "./hashes.ts";
import { ProblemError } from "./problem-error.ts";
import { isPublishedAlready } from "./published-at.ts";
import { readUpload } from "./read-upload.ts";
import { versionEvent } from "./version-event.ts";

/** A file as the next version of a document, and where it belongs. */
export type Upload = { document: string; bytes: Uint8Array } & PrepareQuery;

/**
 * Reads a file as the next version of a document and keeps it, unpublished.
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
  const { value, notices } = await readUpload(input.bytes, input.fileName, { language: input.language });
  const text = versionTextOf(value.draft);
  const version: Version = {
    id: context.newId(),
    documentId: document.id,
    round: input.round,
    label: input.label,
    date: input.date,
    language: value.language,
    state: "prepared",
    textHash: sha256(text.text),
    contentHash: contentHashOf(value.draft),
    clauseCount: text.clauses.length,
    wordCount: wordCountOf(text),
    source: {
      fileName: input.fileName,
      format: value.format,
      hash: sha256(input.bytes),
      size: input.bytes.length,
    },
    notices,
    preparedAt: context.now().toISOString(),
    publishedAt: null,
    withdrawnReason: null,
  };

  const others = await context.store.transact(async (writer) => {
    const others = await writer.list("versions", { documentId: document.id });
    if (isPublishedAlready(version, others)) throw new ProblemError("already-published");
    await writer.put("contents", { id: version.contentHash, draft: value.draft.toJSON() as unknown });
    await writer.put("originals", { id: version.source.hash, bytes: input.bytes });
    await writer.put("versions", version);
    await writer.append(versionEvent(context, actor, "version-prepared", null, version));
    return others;
  });
  return { forum, document, version, versions: [...others, version] };
}

/** Words and numbers; marks are none. */
function wordCountOf(text: VersionText): number {
  return wordsOf(text, new Lexicon()).kinds.filter((kind) => kind !== tokenKind.mark).length;
}

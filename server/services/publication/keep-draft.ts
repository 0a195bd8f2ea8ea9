import type { Node } from "prosemirror-model";
import type { Actor } from "#core/access/permissions.ts";
import { versionTextOf } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import type { FoundVersion } from "../versions/find-version.ts";
import { contentHashOf, sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { isPublishedAlready } from "./published-at.ts";
import { versionEvent } from "../kernel/version-event.ts";
import { wordCountOf } from "../versions/word-count-of.ts";

/** A draft that is to be a version, where it belongs, and what it was made from. */
export interface NewDraft extends Pick<Version, "round" | "label" | "date" | "notices"> {
  draft: Node;
  source: Pick<Version["source"], "fileName" | "format" | "proposals"> & { bytes: Uint8Array };
}

/**
 * Keeps a draft as the next version of a document, unpublished.
 * @throws ProblemError already-published
 */
export async function keepDraft(
  context: Context,
  actor: Actor,
  { forum, document }: Pick<FoundVersion, "forum" | "document">,
  { draft, source, round, label, date, notices }: NewDraft,
): Promise<FoundVersion> {
  const text = versionTextOf(draft);
  const { bytes, ...file } = source;
  const version: Version = {
    id: context.newId(),
    documentId: document.id,
    round,
    label,
    date,
    language: text.language,
    state: "prepared",
    textHash: sha256(text.text),
    contentHash: contentHashOf(draft),
    clauseCount: text.clauses.length,
    wordCount: wordCountOf(text),
    source: { ...file, hash: sha256(bytes), size: bytes.length },
    notices,
    preparedAt: context.now().toISOString(),
    publishedAt: null,
    withdrawnReason: null,
  };

  const others = await context.store.transact(async (writer) => {
    const others = await writer.list("versions", { documentId: document.id });
    if (isPublishedAlready(version, others)) throw new ProblemError("already-published");
    await writer.put("contents", { id: version.contentHash, draft: draft.toJSON() as unknown });
    await writer.put("originals", { id: version.source.hash, bytes });
    await writer.put("versions", version);
    await writer.append(versionEvent(context, actor, "version-prepared", null, version));
    return others;
  });
  return { forum, document, version, versions: [...others, version] };
}

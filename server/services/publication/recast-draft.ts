import type { Node } from "prosemirror-model";
import type { Actor } from "#core/access/permissions.ts";
import { versionTextOf } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { contentHashOf, sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { isPublishedAlready } from "./published-at.ts";
import { versionEvent } from "../kernel/version-event.ts";
import { wordCountOf } from "../versions/word-count-of.ts";

/**
 * Puts another draft in the place of a prepared version's, which keeps its id. What people said of its clauses goes, since
 * the clauses are others.
 * @param was The content it is made of: two people's corrections do not undo each other unseen.
 * @throws ProblemError not-found, wrong-state, revision-conflict, already-published
 */
export async function recastDraft(
  context: Context,
  actor: Actor,
  input: { version: string; was: string; draft: Node } & Partial<Pick<Version, "notices">>,
): Promise<FoundVersion> {
  const text = versionTextOf(input.draft);
  return context.store.transact(async (writer) => {
    const found = await findVersion(writer, actor, input.version);
    const { version, versions } = found;
    if (version.state !== "prepared") throw new ProblemError("wrong-state", { state: version.state });
    if (version.contentHash !== input.was) throw new ProblemError("revision-conflict");
    const recast: Version = {
      ...version,
      language: text.language,
      textHash: sha256(text.text),
      contentHash: contentHashOf(input.draft),
      clauseCount: text.clauses.length,
      wordCount: wordCountOf(text),
      notices: input.notices ?? version.notices,
    };
    if (isPublishedAlready(recast, versions)) throw new ProblemError("already-published");
    if (recast.contentHash === version.contentHash) return found;
    const others = (await writer.list("versions")).filter(({ id }) => id !== version.id);
    if (!others.some(({ contentHash }) => contentHash === version.contentHash)) {
      await writer.remove("contents", version.contentHash);
    }
    for (const scope of [{ baseVersionId: version.id }, { revisedVersionId: version.id }]) {
      for (const { id } of await writer.list("links", scope)) await writer.remove("links", id);
    }
    await writer.put("contents", { id: recast.contentHash, draft: input.draft.toJSON() as unknown });
    await writer.put("versions", recast);
    await writer.append(versionEvent(context, actor, "version-corrected", version, recast));
    return { ...found, version: recast, versions: versions.map((one) => (one.id === recast.id ? recast : one)) };
  });
}

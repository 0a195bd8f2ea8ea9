import type { Actor } from "#core/access/permissions.ts";
import type { Forum } from "#core/access/forum.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { KeptThread } from "./find-annotation.ts";
import { findForum } from "../versions/find-version.ts";
import { readSaid } from "./get-annotations.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { readSight, type Sight } from "../kernel/sight.ts";
import { earlierOf, mainLanguage } from "../versions/version-order.ts";

/** A document's drafts in one language, and what was said on them. */
export interface DocumentLine {
  forum: Forum;
  /** All of the document, in every state and language. */
  versions: readonly Version[];
  /** Those of the language that were ever published, in reading order; empty where none was. */
  line: readonly Version[];
  /** What the actor may know of what was said on them, in order of time. */
  threads: readonly KeptThread[];
  /** What the actor may see. */
  sight: Sight;
}

/**
 * Reads a document in one language, or in the one it was published in first.
 * @throws ProblemError not-signed-in, not-found
 */
export async function readDocumentLine(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  input: { document: string; language?: string | undefined },
): Promise<DocumentLine> {
  const forum = await findForum(reader, actor);
  const document = await reader.get("documents", input.document);
  if (!document) throw new ProblemError("not-found");
  const versions = await reader.list("versions", { documentId: document.id });
  const language = input.language ?? mainLanguage(versions);
  const drafts = versions.filter((version) => version.language === language && version.state !== "prepared");
  const last = drafts.find((version) => earlierOf(version, versions).length === drafts.length - 1);
  if (!last) return { forum, versions, line: [], threads: [], sight: await readSight(context, reader, actor) };
  const { line, threads, sight } = await readSaid(context, reader, actor, { document, version: last, versions });
  return { forum, versions, line, threads, sight };
}

import type { Actor } from "#core/access/permissions.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import type { ForumDocument } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { readVersions } from "../comparison/listed-version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { documentEvent } from "../kernel/events.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";
import { listDocument } from "./library.ts";

/**
 * Adds a document to the forum, at the end of its table of contents.
 * @throws ProblemError not-allowed, not-found (no forum yet), already-exists, invalid-request (a relation to an unknown
 *   document)
 */
export async function createDocument(
  context: Context,
  actor: Actor,
  input: Omit<ForumDocument, "position" | "archivedAt">,
): Promise<ListedDocument> {
  authorise(actor, "manage-documents");
  return context.store.transact(async (writer) => {
    if ((await writer.count("forum", {})) === 0) throw new ProblemError("not-found");
    if (await writer.get("documents", input.id)) throw new ProblemError("already-exists");
    await checkRelations(writer, input);
    const [last] = await writer.range("documents", { index: "position", limit: 1 });
    const position = 1 + (last?.row.position ?? 0);
    const document: ForumDocument = { ...input, position };
    await writer.put("documents", document);
    await writer.append(documentEvent(context, actor, { kind: "document-created", before: null, after: document }));
    return { ...document, versions: [] };
  });
}

/**
 * Rejects relations to documents that do not exist, and to the document itself.
 * @throws ProblemError invalid-request, naming each of them
 */
export async function checkRelations(
  reader: Reader,
  { id, relations }: Pick<ForumDocument, "id" | "relations">,
): Promise<void> {
  const others = await Promise.all(
    relations.map(async ({ documentId }) => documentId !== id && (await reader.get("documents", documentId))),
  );
  const unknown = relations.flatMap(({ documentId }, index) =>
    others[index]
      ? []
      : [fieldProblem(["body", "relations", index, "documentId"], "document-unknown", { document: documentId })],
  );
  if (unknown.length > 0) throw new ProblemError("invalid-request", {}, unknown);
}

/**
 * Returns a document with the versions that the actor may read.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getDocument(
  context: Context,
  actor: Actor,
  input: { document: string },
): Promise<ListedDocument> {
  const record = await context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const document = await reader.get("documents", input.document);
    if (!document) throw new ProblemError("not-found");
    return { forum, document, ...(await readVersions(context, reader, actor, document.id)) };
  });
  return listDocument(context, record);
}

import type { Actor } from "#core/access/permissions.ts";
import type { DocumentChange } from "#core/contract/document-operations.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import type { ForumDocument } from "#core/text/version.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { readVersions } from "../comparison/listed-version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { documentEvent } from "../kernel/events.ts";
import { ProblemError } from "../kernel/problem.ts";
import { storeChanges } from "../kernel/settings-change.ts";
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
async function checkRelations(
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

/** A document after a change, with the id that undoes it. */
type ChangedDocument = ListedDocument & { change: string | null };

/**
 * Changes a document's titles, kind, symbol, agenda item and relations. Omitted fields keep their value; null removes
 * one.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request (a relation to an unknown document)
 */
export function changeDocument(
  context: Context,
  actor: Actor,
  input: { document: string } & DocumentChange,
): Promise<ChangedDocument> {
  return writeDocument(context, actor, input.document, "document-changed", async (before, writer) => {
    const { symbol, agendaItem, title, shortTitle, kind, relations } = input;
    if (relations) await checkRelations(writer, { id: before.id, relations });
    return withoutAbsent({
      ...before,
      title: title ?? before.title,
      shortTitle: shortTitle ?? before.shortTitle,
      kind: kind ?? before.kind,
      relations: relations ?? before.relations,
      symbol: symbol === undefined ? before.symbol : (symbol ?? undefined),
      agendaItem: agendaItem === undefined ? before.agendaItem : (agendaItem ?? undefined),
    });
  });
}

/**
 * Moves a document to another position in the forum's table of contents, counted from 1, and renumbers the others. A
 * position after the last one means the last.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function moveDocument(
  context: Context,
  actor: Actor,
  input: { document: string; position: number },
): Promise<ChangedDocument> {
  authorise(actor, "manage-documents");
  const { record, change } = await context.store.transact(async (writer) => {
    const document = await findDocument(writer, actor, input.document);
    const others = (await writer.list("documents"))
      .filter(({ id }) => id !== document.id)
      .toSorted((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1));
    const ordered = others.toSpliced(input.position - 1, 0, document);
    // The document itself comes last, so that the list of changes names it.
    const moved = ordered.map((before, index) => ({ before, after: { ...before, position: index + 1 } }));
    const changes = moved
      .toSorted((left, right) => Number(left.before === document) - Number(right.before === document))
      .map((one) => ({ kind: "document-moved", collection: "documents", ...one }) as const);
    const change = await storeChanges(context, writer, actor, changes);
    return { record: await readRecord(context, writer, actor, document.id), change };
  });
  return { ...(await listDocument(context, record)), change };
}

/**
 * Archives a document: it can be read, but takes no new drafts or comments. An archived document stays as it is.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export function archiveDocument(context: Context, actor: Actor, input: { document: string }): Promise<ChangedDocument> {
  return writeDocument(context, actor, input.document, "document-archived", (before) =>
    Promise.resolve({ ...before, archivedAt: before.archivedAt ?? context.now().toISOString() }),
  );
}

/**
 * Restores an archived document, so that it takes drafts and comments again.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export function restoreDocument(context: Context, actor: Actor, input: { document: string }): Promise<ChangedDocument> {
  return writeDocument(context, actor, input.document, "document-restored", (before) =>
    Promise.resolve(withoutAbsent({ ...before, archivedAt: undefined })),
  );
}

/** Stores a changed document with its event. A change that changes nothing leaves no event. */
async function writeDocument(
  context: Context,
  actor: Actor,
  id: string,
  kind: "document-changed" | "document-archived" | "document-restored",
  apply: (before: ForumDocument, writer: Writer) => Promise<ForumDocument>,
): Promise<ChangedDocument> {
  authorise(actor, "manage-documents");
  const { record, change } = await context.store.transact(async (writer) => {
    const before = await findDocument(writer, actor, id);
    const after = await apply(before, writer);
    const change = await storeChanges(context, writer, actor, [{ kind, collection: "documents", before, after }]);
    return { record: await readRecord(context, writer, actor, id), change };
  });
  return { ...(await listDocument(context, record)), change };
}

async function findDocument(reader: Reader, actor: Actor, id: string): Promise<ForumDocument> {
  await findForum(reader, actor);
  const document = await reader.get("documents", id);
  if (!document) throw new ProblemError("not-found");
  return document;
}

async function readRecord(
  context: Context,
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<Parameters<typeof listDocument>[1]> {
  const [forum, document] = [await findForum(reader, actor), await findDocument(reader, actor, id)];
  return { forum, document, ...(await readVersions(context, reader, actor, id)) };
}

type WithAbsent<Value> = { [Key in keyof Value]: Value[Key] | undefined };

/** Removes the fields without a value, so that a stored record has the same form as one that never had them. */
function withoutAbsent(document: WithAbsent<ForumDocument>): ForumDocument {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined)) as ForumDocument;
}

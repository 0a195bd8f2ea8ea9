import { ForumDocument, Version } from "#core/text/version.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import {
  archiveDocument,
  changeDocument,
  createDocument,
  getDocument,
  moveDocument,
  restoreDocument,
} from "../../../server/services/forum/document.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { getWorkingText, prepareWorkingText } from "../../../server/services/publication/next-draft.ts";
import { everyEvent } from "../../../server/services/kernel/events.ts";
import type { StoredEvent } from "../../../server/store/stored-event.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";
import { documentOf } from "../../store/document-event.ts";

const secretariat = asActor("secretariat");
const document = "opinion-5";

/** Opens a forum with four documents: opinion-5, a, b and c. */
async function withDocuments(): Promise<TestForum> {
  const forum = await openForum();
  for (const id of ["a", "b", "c"]) {
    const { position: _, ...rest } = documentOf(id);
    await createDocument(forum.context, secretariat, rest);
  }
  return forum;
}

async function listed({ context }: TestForum, who = "public"): Promise<string[]> {
  return (await getLibrary(context, asActor(who), { size: 100 })).documents.map(({ id }) => id);
}

async function eventsOf({ context }: TestForum, kind: string): Promise<StoredEvent[]> {
  return context.store.read(async (reader) => {
    const found: StoredEvent[] = [];
    for await (const event of everyEvent(reader)) if (event.kind === kind) found.push(event);
    return found;
  });
}

test("reads documents and versions that were stored without symbols and corrections", () => {
  const { symbol, archivedAt, agendaItem } = ForumDocument.parse(documentOf("a"));
  expect([symbol, archivedAt, agendaItem]).toEqual([undefined, undefined, undefined]);
  expect(Version.shape.corrections.parse(undefined)).toBeUndefined();
});

test.each(["public", "member", "coordinator", "chair"])("the %s may not change a document", async (who) => {
  const { context } = await withDocuments();
  const code = who === "public" ? "not-signed-in" : "not-allowed";
  const actor = asActor(who);
  for (const act of [
    changeDocument(context, actor, { document, title: "Another" }),
    moveDocument(context, actor, { document, position: 2 }),
    archiveDocument(context, actor, { document }),
    restoreDocument(context, actor, { document }),
  ]) {
    await expect(act).rejects.toMatchObject({ code });
  }
});

describe("changeDocument", () => {
  test("changes only the fields that are sent, and records the document before and after", async () => {
    const forum = await withDocuments();
    const relations = [{ kind: "replaces" as const, documentId: "a" }];
    await changeDocument(forum.context, secretariat, { document, symbol: "WTPF-13/5", agendaItem: "3.2", relations });
    const changed = await changeDocument(forum.context, secretariat, { document, title: "Opinion 5: Taking part" });
    expect(changed).toMatchObject({
      title: "Opinion 5: Taking part",
      shortTitle: "Opinion 5",
      symbol: "WTPF-13/5",
      agendaItem: "3.2",
      relations,
    });
    const [, second] = await eventsOf(forum, "document-changed");
    expect(second).toMatchObject({
      actor: "secretariat",
      before: { title: "Draft Opinion 5", symbol: "WTPF-13/5" },
      after: { title: "Opinion 5: Taking part" },
    });
  });

  test("removes a symbol without leaving a trace on the document", async () => {
    const forum = await withDocuments();
    const before = await getDocument(forum.context, secretariat, { document });
    await changeDocument(forum.context, secretariat, { document, symbol: "WTPF-13/5" });
    const { change, ...after } = await changeDocument(forum.context, secretariat, { document, symbol: null });
    expect([after, typeof change]).toEqual([before, "string"]);
  });

  test("leaves no event if nothing changes", async () => {
    const forum = await withDocuments();
    await changeDocument(forum.context, secretariat, { document, title: "Draft Opinion 5" });
    expect(await eventsOf(forum, "document-changed")).toEqual([]);
  });

  test.each(["nowhere", document])("rejects a relation to %s", async (documentId) => {
    const { context } = await withDocuments();
    const relations = [{ kind: "forks" as const, documentId }];
    const change = changeDocument(context, secretariat, { document, relations });
    await expect(change).rejects.toMatchObject({ code: "invalid-request", errors: [{ code: "document-unknown" }] });
  });
});

describe("moveDocument", () => {
  test.each([
    [1, ["opinion-5", "a", "b", "c"]],
    [3, ["a", "b", "opinion-5", "c"]],
    [99, ["a", "b", "c", "opinion-5"]],
  ])("moves a document to position %i", async (position, order) => {
    const forum = await withDocuments();
    await moveDocument(forum.context, secretariat, { document, position });
    expect(await listed(forum)).toEqual(order);
    const { documents } = await getLibrary(forum.context, secretariat, { size: 100 });
    expect(documents.map((entry) => entry.position)).toEqual([1, 2, 3, 4]);
  });

  test("moving it back restores every position", async () => {
    const forum = await withDocuments();
    const before = await getLibrary(forum.context, secretariat, { size: 100 });
    await moveDocument(forum.context, secretariat, { document, position: 3 });
    await moveDocument(forum.context, secretariat, { document, position: 1 });
    expect(await getLibrary(forum.context, secretariat, { size: 100 })).toEqual(before);
  });
});

describe("an archived document", () => {
  test("is listed last and keeps its position for its restoration", async () => {
    const forum = await withDocuments();
    await archiveDocument(forum.context, secretariat, { document: "a" });
    expect(await listed(forum)).toEqual(["opinion-5", "b", "c", "a"]);
    await restoreDocument(forum.context, secretariat, { document: "a" });
    expect(await listed(forum)).toEqual(["opinion-5", "a", "b", "c"]);
  });

  test("takes no drafts and no comments until it is restored", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await archiveDocument(forum.context, secretariat, { document });
    const archived = { code: "wrong-state", params: { state: "archived" } };
    await expect(forum.comment("member")).rejects.toMatchObject(archived);
    await expect(forum.prepare("2", secondDraft)).rejects.toMatchObject(archived);
    const { draft } = await getWorkingText(forum.context, secretariat, { version: "opinion-5@1" }, null);
    const next = { version: "opinion-5@1", round: "2", label: "Draft 2", date: "2013-02-07", draft };
    await expect(prepareWorkingText(forum.context, secretariat, next as never)).rejects.toMatchObject(archived);
    await restoreDocument(forum.context, secretariat, { document });
    await expect(forum.comment("member")).resolves.toBeDefined();
    await expect(forum.prepare("2", secondDraft)).resolves.toBeDefined();
  });

  test("does not take the submission of an earlier draft", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const { annotation } = await forum.comment("member", { visibility: "private" });
    await archiveDocument(forum.context, secretariat, { document });
    const { id, revision } = annotation;
    const edit = { annotation: id, revision, visibility: "submitted" } as const;
    await expect(editAnnotation(forum.context, asActor("member"), edit)).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("archiving it twice keeps the first time and one event", async () => {
    const forum = await withDocuments();
    const { archivedAt } = await archiveDocument(forum.context, secretariat, { document });
    expect(await archiveDocument(forum.context, secretariat, { document })).toMatchObject({ archivedAt });
    expect(await eventsOf(forum, "document-archived")).toHaveLength(1);
  });
});

import { isDeepStrictEqual } from "node:util";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { createContext } from "../../../server/services/create-context.ts";
import { archiveDocument, createDocument, getDocument } from "../../../server/services/forum/document.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid } from "../../support/forum.ts";

const opinion6 = { id: "opinion-6", title: "Opinion 6", shortTitle: "O6", kind: "opinion", relations: [] } as const;

describe("getLibrary", () => {
  test("rejects the public in a closed forum", async () => {
    const { context } = await openForum({ audience: "participants" });
    await expect(getLibrary(context, asActor("public"), { size: 100 })).rejects.toMatchObject({
      code: "not-signed-in",
    });
    await expect(getLibrary(context, asActor("observer"), { size: 100 })).resolves.toMatchObject({
      forum: { id: "forum" },
    });
  });

  test("lists documents in parts, archived ones last, with the running consultations of the others", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const terms = { opensAt: "2013-01-01T00:00:00Z", closesAt: "2100-01-01T00:00:00Z", blind: false };
    await setConsultation(forum.context, asActor("secretariat"), { version: "opinion-5@1", revision: 0, ...terms });
    await createDocument(forum.context, asActor("secretariat"), { ...opinion6, relations: [] });
    const seven = { ...opinion6, id: "opinion-7", shortTitle: "O7", relations: [] };
    await createDocument(forum.context, asActor("secretariat"), seven);
    await archiveDocument(forum.context, asActor("secretariat"), { document: "opinion-6" });
    const first = await getLibrary(forum.context, asActor("public"), { size: 2 });
    expect(first.documents.map(({ id }) => id)).toEqual(["opinion-5", "opinion-7"]);
    expect([first.consulted, first.total]).toEqual([[], 3]);
    const rest = await getLibrary(forum.context, asActor("public"), { size: 2, after: first.next ?? "" });
    expect([rest.documents.map(({ id }) => id), rest.next]).toEqual([["opinion-6"], null]);
    expect(rest.consulted.map(({ id }) => id)).toEqual(["opinion-5"]);
  });

  test("does not find a library in an empty store", async () => {
    const context = createContext(openMemoryStore());
    await expect(getLibrary(context, asActor("secretariat"), { size: 100 })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test.each([
    ["public", ["1"]],
    ["member", ["1"]],
    ["chair", ["1", "2"]],
    ["secretariat", ["1", "2"]],
  ])("with a published and a prepared draft, shows the %s rounds %j", async (who, rounds) => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.prepare("2", secondDraft);
    const { documents } = await getLibrary(forum.context, asActor(who), { size: 100 });
    expect(documents[0]?.versions.map(({ round }) => round)).toEqual(rounds);
  });

  test("reports a version's changes against the previous one in its language", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.publish("2", secondDraft);
    await forum.publish("2", "# مشروع الرأي 5\n\nنص.\n", { language: "ar" });
    const { documents } = await getLibrary(forum.context, asActor("public"), { size: 100 });
    expect(documents[0]?.versions.map(({ address, change }) => [address, change])).toEqual([
      ["opinion-5@1", null],
      ["opinion-5@2:en", { against: "opinion-5@1", summary: { inserted: 1, deleted: 6, moved: 0, clauses: 2 } }],
      ["opinion-5@2:ar", null],
    ]);
  });

  test("does not wait for a long comparison, and reports its changes once known", async () => {
    const forum = await openForum();
    const long = Array.from({ length: 2_000 }, (_, at) => `${at + 1} that ${at} is one of many numbers.`).join("\n\n");
    await forum.publish("1", `${firstDraft}\n${long}\n`);
    await forum.publish("2", `${secondDraft}\n${long}\n`);
    let letGo = (): void => undefined;
    const blocked = new Promise<void>((resolve) => (letGo = resolve));
    const context = {
      ...createContext(forum.context.store),
      compare: async (...args: Parameters<Context["compare"]>) => {
        await blocked;
        return forum.context.compare(...args);
      },
    };
    const changeIn = async (): Promise<unknown> => {
      const { documents } = await getLibrary(context, asActor("public"), { size: 100 });
      return documents[0]?.versions.at(-1)?.change;
    };
    expect(await changeIn()).toEqual({ against: "opinion-5@1", summary: null });
    letGo();
    const summary = { inserted: 1, deleted: 6, moved: 0, clauses: 2 };
    // The comparison gives others their turn, so it takes some.
    for (
      let turn = 0;
      turn < 1000 && !isDeepStrictEqual(await changeIn(), { against: "opinion-5@1", summary });
      turn += 1
    )
      await new Promise(setImmediate);
    expect(await changeIn()).toEqual({ against: "opinion-5@1", summary });
  });

  test("counts submitted comments that were not withdrawn, by draft and in total", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.publish("1", firstDraft, { language: "fr" });
    await forum.publish("2", secondDraft);
    for (const visibility of ["submitted", "submitted", "organisation", "private"] as const) {
      await forum.comment("member", { visibility });
    }
    await forum.comment("other", { version: "opinion-5@2" });
    await forum.comment("other", { version: "opinion-5@1:fr" });
    await withdrawAnnotation(forum.context, asActor("member"), { annotation: uuid(2), reason: "" });
    for (const who of ["public", "secretariat", "colleague", "member"]) {
      const { versions } = await getDocument(forum.context, asActor(who), { document: "opinion-5" });
      const counts = versions.map(({ address, annotationCount, annotationTotal }) => [
        address,
        annotationCount,
        annotationTotal,
      ]);
      expect(counts).toEqual([
        ["opinion-5@1:en", 1, 1],
        ["opinion-5@1:fr", 1, 1],
        ["opinion-5@2", 1, 2],
      ]);
    }
  });
});

describe("getDocument", () => {
  test("rejects the public for a document in a closed forum", async () => {
    const { context } = await openForum({ audience: "participants" });
    const refused = getDocument(context, asActor("public"), { document: "opinion-5" });
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("does not find an unknown document", async () => {
    const { context } = await openForum();
    const missing = getDocument(context, asActor("public"), { document: "opinion-9" });
    await expect(missing).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("createDocument", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["chair", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const { context } = await openForum();
    await expect(createDocument(context, asActor(who), { ...opinion6, relations: [] })).rejects.toMatchObject({ code });
  });

  test("adds a document at the end", async () => {
    const { context } = await openForum();
    const fork = { ...opinion6, relations: [{ kind: "forks" as const, documentId: "opinion-5" }] };
    const created = await createDocument(context, asActor("secretariat"), fork);
    expect(created).toEqual({ ...fork, position: 2, versions: [] });
  });

  test("rejects an existing id and a relation to an unknown document", async () => {
    const { context } = await openForum();
    const secretariat = asActor("secretariat");
    const duplicate = createDocument(context, secretariat, { ...opinion6, id: "opinion-5", relations: [] });
    await expect(duplicate).rejects.toMatchObject({ code: "already-exists" });
    const relations = [{ kind: "replaces" as const, documentId: "opinion-9" }];
    const dangling = createDocument(context, secretariat, { ...opinion6, relations });
    await expect(dangling).rejects.toMatchObject({
      code: "invalid-request",
      errors: [{ pointer: "/body/relations/0/documentId", code: "document-unknown" }],
    });
  });
});

import type { Preview } from "#core/contract/version-operations.ts";
import { discardVersion, prepareVersion } from "../../../server/services/publication/upload.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getOriginal } from "../../../server/services/versions/content.ts";
import { getPreview } from "../../../server/services/publication/preview.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { sha256 } from "../../../server/services/kernel/hashes.ts";
import { publishVersion, withdrawVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const member = asActor("member");
const reader = asActor("public");

const upload = {
  document: "opinion-5",
  bytes: new TextEncoder().encode(firstDraft),
  fileName: "draft.md",
  round: "1",
  label: "First draft",
  date: "2013-02-01",
  language: "en",
};

describe("getVersion", () => {
  test("does not find a prepared version for people who may not read it", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    for (const who of ["public", "observer", "member", "coordinator"]) {
      await expect(getVersion(forum.context, asActor(who), { version })).rejects.toMatchObject({ code: "not-found" });
    }
    const page = await getVersion(forum.context, asActor("chair"), { version });
    expect(page.version.state).toBe("prepared");
  });

  test("returns the draft, its text and its clauses", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const page = await getVersion(forum.context, reader, { version: "opinion-5@1" });
    expect(page.version).toMatchObject({ address: "opinion-5@1", clauseCount: 9, wordCount: 50, change: null });
    expect(page.text.clauses.map(({ citation }) => citation).slice(3)).toEqual([
      "considering a)",
      "considering b)",
      "considering c)",
      "is of the view",
      "is of the view 1",
      "is of the view 2",
    ]);
    expect(sha256(page.text.text)).toBe(page.version.textHash);
    expect(page.draft).toMatchObject({ type: "doc", attrs: { language: "en" } });
  });

  const arabic = "# مشروع الرأي 5\n\nنص.\n";
  test.each([
    ["opinion-5@1", "en"],
    ["opinion-5@1:en", "en"],
    ["opinion-5@1:ar", "ar"],
    ["opinion-5@2", "ar"],
  ])("resolves the address %s to the text in %s, by default in the first language", async (version, language) => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.publish("1", arabic, { language: "ar", date: "2013-02-02" });
    await forum.publish("2", arabic, { language: "ar", date: "2013-02-03" });
    const page = await getVersion(forum.context, reader, { version });
    expect(page.version.language).toBe(language);
  });

  test.each(["opinion-5@9", "opinion-5@1:fr", "opinion-9@1", "no-such-id", "@"])("%s is not found", async (version) => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await expect(getVersion(forum.context, reader, { version })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("getOriginal", () => {
  test("rejects the public", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const refused = getOriginal(forum.context, reader, { version: "opinion-5@1" });
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("returns the file byte for byte under its own name", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const file = await getOriginal(forum.context, asActor("observer"), { version: "opinion-5@1" });
    expect(file).toEqual({
      fileName: "opinion-5.1.md",
      mediaType: "application/octet-stream",
      bytes: new TextEncoder().encode(firstDraft),
    });
  });
});

describe("prepareVersion", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["chair", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const { context } = await openForum();
    await expect(prepareVersion(context, asActor(who), upload)).rejects.toMatchObject({ code });
  });

  test.each([
    ["an unknown document", { document: "opinion-9" }, "not-found"],
    ["an empty file", { bytes: new Uint8Array() }, "file-empty"],
    ["a picture named as a draft", { bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10) }, "not-this-format"],
  ])("rejects %s", async (_what, change, code) => {
    const { context } = await openForum();
    await expect(prepareVersion(context, secretariat, { ...upload, ...change })).rejects.toMatchObject({ code });
  });

  test("rejects the same content at the same address, and reports the same text elsewhere", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const again = prepareVersion(forum.context, secretariat, upload);
    await expect(again).rejects.toMatchObject({ code: "already-published" });
    const elsewhere = await prepareVersion(forum.context, secretariat, { ...upload, round: "2", date: "2013-02-02" });
    expect(elsewhere.sameTextAs).toBe("opinion-5@1");
  });

  test("the first draft has no previous draft", async () => {
    const { context } = await openForum();
    const preview = await prepareVersion(context, secretariat, upload);
    expect(preview).toMatchObject({ against: null, sameTextAs: null, stats: null, placements: [] });
    expect(preview.version).toMatchObject({ state: "prepared", publishedAt: null, source: { format: "markdown" } });
  });

  test("the preview shows changes and the placements of submitted annotations only", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.comment("member", { targets: [{ kind: "clause", clause: "considering-b" }] });
    await forum.comment("member", { targets: [{ kind: "clause", clause: "considering-c" }] });
    await forum.comment("member", { visibility: "private" });
    const version = await forum.prepare("2", secondDraft);
    const preview = await getPreview(forum.context, secretariat, { version }, null);
    expect(preview.against).toBe("opinion-5@1");
    expect(preview.stats?.words).toMatchObject({ inserted: 1, deleted: 6 });
    expect(preview.placements.map(({ annotationId, state }) => [annotationId, state])).toEqual([
      [uuid(1), "text-changed"],
      [uuid(2), "orphan"],
    ]);
  });
});

describe("the preview compares with the previous draft", () => {
  const clauseB = { kind: "clause", clause: "considering-b" } as const;
  const clauseC = { kind: "clause", clause: "considering-c" } as const;
  const fates = (preview: Preview) => ({
    placements: preview.placements.map(({ annotationId, state }) => [annotationId, state]),
    returned: preview.returned.map(({ annotationId, state }) => [annotationId, state]),
    lostBefore: preview.lostBefore,
  });

  test("an unchanged third draft does not repeat the second draft's changes", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.comment("member", { targets: [clauseB] });
    await forum.comment("member", { targets: [clauseC] });
    await forum.publish("2", secondDraft);
    await forum.comment("member", { version: "opinion-5@2", targets: [clauseB] });
    const version = await forum.prepare("3", secondDraft);
    const preview = await getPreview(forum.context, secretariat, { version }, null);
    expect(fates(preview)).toEqual({
      placements: [
        [uuid(1), "exact"],
        [uuid(3), "exact"],
      ],
      returned: [],
      lostBefore: 1,
    });
  });

  test("a restored clause brings its comments back", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.comment("member", { targets: [clauseC] });
    await forum.publish("2", secondDraft);
    const version = await forum.prepare("3", firstDraft);
    const preview = await getPreview(forum.context, secretariat, { version }, null);
    expect(fates(preview)).toEqual({ placements: [], returned: [[uuid(1), "exact"]], lostBefore: 0 });
  });

  test("compares a comment on a withdrawn draft with that draft", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.publish("2", secondDraft);
    await forum.comment("member", { version: "opinion-5@2", targets: [clauseB] });
    await withdrawVersion(forum.context, secretariat, { version: "opinion-5@2", reason: "The wrong file." });
    const version = await forum.prepare("3", firstDraft);
    const preview = await getPreview(forum.context, secretariat, { version }, null);
    expect(preview.against).toBe("opinion-5@1");
    expect(fates(preview).placements).toEqual([[uuid(1), "text-changed"]]);
  });
});

describe("getPreview", () => {
  test("rejects the chair, who may read a prepared version", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    await expect(getPreview(forum.context, asActor("chair"), { version }, null)).rejects.toMatchObject({
      code: "not-allowed",
    });
  });

  test("rejects a published version", async () => {
    const forum = await openForum();
    const { id } = await forum.publish("1", firstDraft);
    await expect(getPreview(forum.context, secretariat, { version: id }, null)).rejects.toMatchObject({
      code: "wrong-state",
    });
  });
});

describe("publishVersion", () => {
  test("allows only the secretariat", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    await expect(publishVersion(forum.context, asActor("chair"), { version })).rejects.toMatchObject({
      code: "not-allowed",
    });
    await expect(publishVersion(forum.context, reader, { version })).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("publishes a version only once", async () => {
    const forum = await openForum();
    const { id } = await forum.publish("1", firstDraft);
    const again = publishVersion(forum.context, secretariat, { version: id });
    await expect(again).rejects.toMatchObject({ code: "wrong-state", params: { state: "published" } });
  });

  test("rejects a second copy of a text, and publishes another text of the same date", async () => {
    const forum = await openForum();
    const date = "2013-02-01";
    const copies = [await forum.prepare("1", firstDraft, { date }), await forum.prepare("1", firstDraft, { date })];
    const [first = "", second = ""] = copies;
    await publishVersion(forum.context, secretariat, { version: first });
    const again = publishVersion(forum.context, secretariat, { version: second });
    await expect(again).rejects.toMatchObject({ code: "already-published" });
    const other = await forum.publish("1-bis", secondDraft, { date });
    expect(other).toMatchObject({ state: "published", date, address: "opinion-5@1-bis" });
    const replaced = await forum.publish("1", secondDraft, { date });
    expect(replaced).toMatchObject({ state: "published", date, address: "opinion-5@1" });
  });

  test("supersedes the version at the same address, which keeps its id and comments", async () => {
    const forum = await openForum();
    const first = await forum.publish("1", firstDraft);
    await forum.comment("member");
    const second = await forum.publish("1", secondDraft);
    const page = await getVersion(forum.context, reader, { version: "opinion-5@1" });
    expect(page.version.id).toBe(second.id);
    const superseded = await getVersion(forum.context, reader, { version: first.id });
    expect(superseded.version).toMatchObject({ state: "superseded", annotationCount: 1, address: first.id });
    const carried = await getAnnotations(forum.context, reader, { version: second.id }, null);
    expect(carried.map(({ annotation, madeOn }) => [annotation.id, madeOn])).toEqual([[uuid(1), first.id]]);
  });

  test("a correction with an earlier date still receives comments, and so does the next draft", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft, { date: "2013-02-09" });
    await forum.comment("member");
    await forum.publish("1", secondDraft, { date: "2013-02-01" });
    await forum.publish("2", firstDraft, { date: "2013-02-05" });
    for (const version of ["opinion-5@1", "opinion-5@2"]) {
      const carried = await getAnnotations(forum.context, reader, { version }, null);
      expect(carried.map(({ annotation }) => annotation.id)).toEqual([uuid(1)]);
    }
  });

  test("a later translation with an earlier date does not take the bare address", async () => {
    const forum = await openForum();
    const now = { at: Date.UTC(2013, 1, 10) };
    const context = { ...forum.context, now: () => new Date(now.at) };
    for (const [language, date] of [
      ["en", "2013-02-02"],
      ["fr", "2013-02-01"],
    ] as const) {
      const version = await forum.prepare("1", firstDraft, { language, date });
      await publishVersion(context, secretariat, { version });
      now.at += 60_000;
    }
    const page = await getVersion(forum.context, reader, { version: "opinion-5@1" });
    expect(page.version.language).toBe("en");
  });
});

describe("discardVersion", () => {
  test("allows only the secretariat", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    await expect(discardVersion(forum.context, member, { version })).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("deletes the version's file and text, unless another version has the same", async () => {
    const forum = await openForum();
    const [first, same, other] = [
      await forum.prepare("1", firstDraft),
      await forum.prepare("2", firstDraft),
      await forum.prepare("3", secondDraft),
    ];
    const { contentHash: lost } = (await getVersion(forum.context, secretariat, { version: other })).version;
    await discardVersion(forum.context, secretariat, { version: first });
    await discardVersion(forum.context, secretariat, { version: other });
    await expect(getVersion(forum.context, secretariat, { version: first })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(getOriginal(forum.context, secretariat, { version: same })).resolves.toBeDefined();
    expect(await forum.context.store.read((store) => store.get("contents", lost))).toBeUndefined();
  });

  test("rejects discarding a published version", async () => {
    const forum = await openForum();
    const { id } = await forum.publish("1", firstDraft);
    await expect(discardVersion(forum.context, secretariat, { version: id })).rejects.toMatchObject({
      code: "wrong-state",
    });
  });
});

describe("withdrawVersion", () => {
  test("allows only the secretariat", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const refused = withdrawVersion(forum.context, member, { version: "opinion-5@1", reason: "x" });
    await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("keeps the version and reason at its address, and out of the next comparison", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.publish("2", secondDraft);
    await withdrawVersion(forum.context, secretariat, { version: "opinion-5@1", reason: "The wrong file." });
    const page = await getVersion(forum.context, reader, { version: "opinion-5@1" });
    expect(page.version).toMatchObject({ state: "withdrawn", withdrawnReason: "The wrong file." });
    expect((await getVersion(forum.context, reader, { version: "opinion-5@2" })).version.change).toBeNull();
  });

  test("rejects a version that is only prepared", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    const refused = withdrawVersion(forum.context, secretariat, { version, reason: "x" });
    await expect(refused).rejects.toMatchObject({ code: "wrong-state" });
  });
});

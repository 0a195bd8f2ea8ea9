import type { Preview } from "#core/contract/version-operations.ts";
import { discardVersion, prepareVersion } from "../../../server/services/publication/upload.ts";
import { getAnnotations } from "../../../server/services/annotations/threads.ts";
import { getOriginal } from "../../../server/services/versions/original.ts";
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
  test("a prepared version does not exist for those who may not read it", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    for (const who of ["public", "observer", "member", "coordinator"]) {
      await expect(getVersion(forum.context, asActor(who), { version })).rejects.toMatchObject({ code: "not-found" });
    }
    const page = await getVersion(forum.context, asActor("chair"), { version });
    expect(page.version.state).toBe("prepared");
  });

  test("a page has the draft, its text and its clauses", async () => {
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
  ])("the address %s leads to the text in %s: without a language the document's first", async (version, language) => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.publish("1", arabic, { language: "ar", date: "2013-02-02" });
    await forum.publish("2", arabic, { language: "ar", date: "2013-02-03" });
    const page = await getVersion(forum.context, reader, { version });
    expect(page.version.language).toBe(language);
  });

  test.each(["opinion-5@9", "opinion-5@1:fr", "opinion-9@1", "no-such-id", "@"])(
    "%s leads nowhere",
    async (version) => {
      const forum = await openForum();
      await forum.publish("1", firstDraft);
      await expect(getVersion(forum.context, reader, { version })).rejects.toMatchObject({ code: "not-found" });
    },
  );
});

describe("getOriginal", () => {
  test("the public may not", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const refused = getOriginal(forum.context, reader, { version: "opinion-5@1" });
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("the file comes back byte for byte under its own name", async () => {
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
  ])("the %s may not: %s", async (who, code) => {
    const { context } = await openForum();
    await expect(prepareVersion(context, asActor(who), upload)).rejects.toMatchObject({ code });
  });

  test.each([
    ["an unknown document", { document: "opinion-9" }, "not-found"],
    ["an empty file", { bytes: new Uint8Array() }, "file-empty"],
    [
      "a picture that is called a draft",
      { bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10) },
      "not-this-format",
    ],
  ])("%s is refused", async (_what, change, code) => {
    const { context } = await openForum();
    await expect(prepareVersion(context, secretariat, { ...upload, ...change })).rejects.toMatchObject({ code });
  });

  test("the same content at the same address is refused, the same text elsewhere is pointed out", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const again = prepareVersion(forum.context, secretariat, upload);
    await expect(again).rejects.toMatchObject({ code: "already-published" });
    const elsewhere = await prepareVersion(forum.context, secretariat, { ...upload, round: "2", date: "2013-02-02" });
    expect(elsewhere.sameTextAs).toBe("opinion-5@1");
  });

  test("the first draft follows nothing", async () => {
    const { context } = await openForum();
    const preview = await prepareVersion(context, secretariat, upload);
    expect(preview).toMatchObject({ against: null, sameTextAs: null, stats: null, placements: [] });
    expect(preview.version).toMatchObject({ state: "prepared", publishedAt: null, source: { format: "markdown" } });
  });

  test("the preview says what changes, and what happens to every submitted annotation and to no draft", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.comment("member", { targets: [{ kind: "clause", clause: "considering-b" }] });
    await forum.comment("member", { targets: [{ kind: "clause", clause: "considering-c" }] });
    await forum.comment("member", { visibility: "private" });
    const version = await forum.prepare("2", secondDraft);
    const preview = await getPreview(forum.context, secretariat, { version });
    expect(preview.against).toBe("opinion-5@1");
    expect(preview.stats?.words).toMatchObject({ inserted: 1, deleted: 6 });
    expect(preview.placements.map(({ annotationId, state }) => [annotationId, state])).toEqual([
      [uuid(1), "text-changed"],
      [uuid(2), "orphan"],
    ]);
  });
});

describe("the preview tells of the step from the draft before", () => {
  const clauseB = { kind: "clause", clause: "considering-b" } as const;
  const clauseC = { kind: "clause", clause: "considering-c" } as const;
  const fates = (preview: Preview) => ({
    placements: preview.placements.map(({ annotationId, state }) => [annotationId, state]),
    returned: preview.returned.map(({ annotationId, state }) => [annotationId, state]),
    lostBefore: preview.lostBefore,
  });

  test("what the second draft changed is not told of the third, which changes nothing", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.comment("member", { targets: [clauseB] });
    await forum.comment("member", { targets: [clauseC] });
    await forum.publish("2", secondDraft);
    await forum.comment("member", { version: "opinion-5@2", targets: [clauseB] });
    const version = await forum.prepare("3", secondDraft);
    const preview = await getPreview(forum.context, secretariat, { version });
    expect(fates(preview)).toEqual({
      placements: [
        [uuid(1), "exact"],
        [uuid(3), "exact"],
      ],
      returned: [],
      lostBefore: 1,
    });
  });

  test("a clause that comes back brings its comments back", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.comment("member", { targets: [clauseC] });
    await forum.publish("2", secondDraft);
    const version = await forum.prepare("3", firstDraft);
    const preview = await getPreview(forum.context, secretariat, { version });
    expect(fates(preview)).toEqual({ placements: [], returned: [[uuid(1), "exact"]], lostBefore: 0 });
  });

  test("a comment on a draft that was withdrawn is told from its own", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.publish("2", secondDraft);
    await forum.comment("member", { version: "opinion-5@2", targets: [clauseB] });
    await withdrawVersion(forum.context, secretariat, { version: "opinion-5@2", reason: "The wrong file." });
    const version = await forum.prepare("3", firstDraft);
    const preview = await getPreview(forum.context, secretariat, { version });
    expect(preview.against).toBe("opinion-5@1");
    expect(fates(preview).placements).toEqual([[uuid(1), "text-changed"]]);
  });
});

describe("getPreview", () => {
  test("the chair reads a prepared version, and not what publishing would do", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    await expect(getPreview(forum.context, asActor("chair"), { version })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });

  test("what is published has no preview", async () => {
    const forum = await openForum();
    const { id } = await forum.publish("1", firstDraft);
    await expect(getPreview(forum.context, secretariat, { version: id })).rejects.toMatchObject({
      code: "wrong-state",
    });
  });
});

describe("publishVersion", () => {
  test("only the secretariat may", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    await expect(publishVersion(forum.context, asActor("chair"), { version })).rejects.toMatchObject({
      code: "not-allowed",
    });
    await expect(publishVersion(forum.context, reader, { version })).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("it is done once", async () => {
    const forum = await openForum();
    const { id } = await forum.publish("1", firstDraft);
    const again = publishVersion(forum.context, secretariat, { version: id });
    await expect(again).rejects.toMatchObject({ code: "wrong-state", params: { state: "published" } });
  });

  test("of two copies of one text the second is refused; another text of the same date is published beside it", async () => {
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

  test("a text published at a taken address supersedes the one there, which keeps its id and its comments", async () => {
    const forum = await openForum();
    const first = await forum.publish("1", firstDraft);
    await forum.comment("member");
    const second = await forum.publish("1", secondDraft);
    const page = await getVersion(forum.context, reader, { version: "opinion-5@1" });
    expect(page.version.id).toBe(second.id);
    const superseded = await getVersion(forum.context, reader, { version: first.id });
    expect(superseded.version).toMatchObject({ state: "superseded", annotationCount: 1, address: first.id });
    const carried = await getAnnotations(forum.context, reader, { version: second.id });
    expect(carried.map(({ annotation, madeOn }) => [annotation.id, madeOn])).toEqual([[uuid(1), first.id]]);
  });

  test("a correction with an earlier date still carries what was said on the text it corrects, and so does the next draft", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft, { date: "2013-02-09" });
    await forum.comment("member");
    await forum.publish("1", secondDraft, { date: "2013-02-01" });
    await forum.publish("2", firstDraft, { date: "2013-02-05" });
    for (const version of ["opinion-5@1", "opinion-5@2"]) {
      const carried = await getAnnotations(forum.context, reader, { version });
      expect(carried.map(({ annotation }) => annotation.id)).toEqual([uuid(1)]);
    }
  });

  test("a translation published later with an earlier date does not take the bare address", async () => {
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
  test("only the secretariat may", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    await expect(discardVersion(forum.context, member, { version })).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("what is thrown away is gone, its file and text too, unless another version has the same", async () => {
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

  test("what is published cannot be thrown away", async () => {
    const forum = await openForum();
    const { id } = await forum.publish("1", firstDraft);
    await expect(discardVersion(forum.context, secretariat, { version: id })).rejects.toMatchObject({
      code: "wrong-state",
    });
  });
});

describe("withdrawVersion", () => {
  test("only the secretariat may", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const refused = withdrawVersion(forum.context, member, { version: "opinion-5@1", reason: "x" });
    await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("a withdrawn version stays at its address and says why; the next one is no longer compared with it", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.publish("2", secondDraft);
    await withdrawVersion(forum.context, secretariat, { version: "opinion-5@1", reason: "The wrong file." });
    const page = await getVersion(forum.context, reader, { version: "opinion-5@1" });
    expect(page.version).toMatchObject({ state: "withdrawn", withdrawnReason: "The wrong file." });
    expect((await getVersion(forum.context, reader, { version: "opinion-5@2" })).version.change).toBeNull();
  });

  test("what is only prepared is thrown away, not withdrawn", async () => {
    const forum = await openForum();
    const version = await forum.prepare("1", firstDraft);
    const refused = withdrawVersion(forum.context, secretariat, { version, reason: "x" });
    await expect(refused).rejects.toMatchObject({ code: "wrong-state" });
  });
});

import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { ExportFormat, exportFormats } from "#core/compile/export-format.ts";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { exportRedlineFile, exportVersionFile, textOf } from "../../support/export-file.ts";
import { openPrinter } from "../../../server/printing/chromium-printer.ts";
import { findBrowser } from "../../support/find-browser.mjs";
import { readPdf } from "../../support/read-pdf.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid, type TestForum } from "../../support/forum.ts";

/** The formats that need no browser; PDF has its own tests. */
const unprinted = ExportFormat.options.filter((format) => !exportFormats[format].printed);

/** Returns the query as the contract parses it. */
const query = (format: string, more: object = {}) => exportOperations.exportVersion.query.parse({ format, ...more });

/**
 * Opens a forum with two drafts. The first has a submitted comment with a reply, and an organisation's draft comment.
 */
async function openForumWithComments(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const targets = [{ kind: "clause" as const, clause: "considering-a" }];
  const { annotation } = await forum.comment("member", { text: "Spoken openly.", targets });
  await createReply(forum.context, asActor("other"), {
    annotation: annotation.id,
    id: uuid(100),
    text: "Answered openly.",
    position: "support",
  });
  await forum.comment("member", { text: "Between colleagues.", visibility: "organisation" });
  return forum;
}

describe("exportVersion", () => {
  test("rejects a group that the forum does not have, and finds one of its own", async () => {
    const youth = { id: "youth", name: "Youth", colour: { light: "#123456", dark: "#abcdef" } };
    const [closed, open] = [await openForumWithComments(), await openForum({ groups: [youth] })];
    const input = { version: "opinion-5@1", ...query("csv", { groups: "youth" }) };
    await expect(exportVersionFile(closed.context, asActor("public"), input, null)).rejects.toMatchObject({
      code: "invalid-request",
      errors: [{ pointer: "/query/groups", code: "group-unknown", params: { group: "youth" } }],
    });
    await open.publish("1", firstDraft);
    await expect(exportVersionFile(open.context, asActor("public"), input, null)).resolves.toBeDefined();
  });

  test("numbers the lines of a web page, and names those of each paragraph in a Word file", async () => {
    const forum = await openForum();
    await forum.publish("1", `# Opinion 5\n\nis of the view\n\n1 ${"that words follow words, ".repeat(5)}and end.`);
    const lines = async (format: string, shown = "shown"): Promise<string> => {
      const input = { version: "opinion-5@1", ...query(format, { lines: shown }) };
      return textOf(await exportVersionFile(forum.context, asActor("public"), input, null));
    };
    const numbers = [...(await lines("html")).matchAll(/data-number="(\d+)"/gu)].map(([, number]) => number);
    expect(numbers).toEqual(["1", "2", "3", "4"]);
    expect(await lines("html", "hidden")).not.toContain("data-number=");
    expect(await lines("docx")).toMatch(/\[line\u00A01\].*\[lines\u00A03\u2060–\u20604\]/su);
    await expect(lines("markdown")).rejects.toMatchObject({ errors: [{ code: "lines-not-in-format" }] });
  });

  test("the lines in a Word file are no part of the text when it is read again, but text after them is", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const input = { version: "opinion-5@1", ...query("docx", { lines: "shown" }) };
    const { bytes } = await exportVersionFile(forum.context, asActor("public"), input, null);
    const read = async (bytes: Uint8Array): Promise<string> =>
      (await readDraft(bytes, { fileName: "lines.docx" })).value.draft.textContent;
    expect(await read(bytes)).toContain("that records should be kept.");
    expect(await read(bytes)).not.toMatch(/\[lines?/u);
    const parts = unzipSync(bytes);
    const xml = strFromU8(parts["word/document.xml"]!).replace("[line\u00A01]", "$& and more");
    const edited = zipSync({ ...parts, "word/document.xml": strToU8(xml) });
    expect(await read(edited)).toContain("[line\u00A01] and more");
  });

  test("rejects a reader who may not read the version", async () => {
    const forum = await openForum({ audience: "participants" });
    const version = await forum.prepare("1", firstDraft);
    for (const input of [query("html"), query("csv", { layout: "by-source" })]) {
      const exportAs = (who: string) => exportVersionFile(forum.context, asActor(who), { version, ...input }, null);
      await expect(exportAs("public")).rejects.toMatchObject({ code: "not-signed-in" });
      await expect(exportAs("member")).rejects.toMatchObject({ code: "not-found" });
    }
  });

  test.each([
    ["html", "on the change from Draft 1, 1 Feb 2013 to Draft 2, 2 Feb 2013"],
    ["docx", "on the change from Draft 1, 1 Feb 2013 to Draft 2, 2 Feb 2013"],
    ["markdown", "on the change from Draft 1, 1 Feb 2013 to Draft 2, 2 Feb 2013"],
    ["jsonld", '"change": {'],
  ])("%s names the two drafts of a comment on a change, even on later drafts", async (format, words) => {
    const forum = await openForumWithComments();
    await forum.comment("member", {
      version: "opinion-5@2",
      targets: [{ kind: "clause", clause: "considering-b" }],
      change: { base: "opinion-5@1", revised: "opinion-5@2" },
    });
    await forum.publish("3", secondDraft);
    const input = { version: "opinion-5@3", ...query(format) };
    expect(textOf(await exportVersionFile(forum.context, asActor("other"), input, null))).toContain(words);
  });

  test.each(unprinted)(
    "%s includes comments on the previous draft, but nobody's unsubmitted drafts",
    async (format) => {
      const forum = await openForumWithComments();
      const input = { version: "opinion-5@2", ...query(format) };
      const file = await exportVersionFile(forum.context, asActor("other"), input, null);
      expect(file.mediaType).toBe(exportFormats[format].mediaType);
      expect(file.fileName).toMatch(/^opinion-5\.2\.en(?:\.commented)?\.[a-z]+$/u);
      const text = textOf(file);
      expect(text).toContain("Spoken openly.");
      expect(text).toContain("Answered openly.");
      expect(text).not.toContain("Between colleagues.");
      await forum.comment("member", { text: "For myself.", visibility: "private" });
      const own = textOf(await exportVersionFile(forum.context, asActor("member"), input, null));
      expect(own).not.toMatch(/Between colleagues|For myself/u);
    },
  );

  test("names each Word layout and the text without comments by a part of its own", async () => {
    const { context } = await openForumWithComments();
    const nameOf = async (more: object): Promise<string> => {
      const input = { version: "opinion-5@1", ...query("docx", more) };
      return (await exportVersionFile(context, asActor("secretariat"), input, null)).fileName;
    };
    const layouts = exportFormats.docx.layouts.filter((layout) => layout !== "letter").map((layout) => ({ layout }));
    const names = await Promise.all([...layouts, { annotations: "without" }].map(nameOf));
    expect(names).toEqual(
      ["commented", "tracked-changes", "forum", "three-columns", "comment-form", "by-source", "record", "clean"].map(
        (part) => `opinion-5.1.en.${part}.docx`,
      ),
    );
  });

  test.each(unprinted)("%s with hidden sources names nobody", async (format) => {
    const forum = await openForumWithComments();
    const input = { version: "opinion-5@2", ...query(format, { sources: "hidden" }) };
    const text = textOf(await exportVersionFile(forum.context, asActor("secretariat"), input, null));
    expect(text).toContain("Spoken openly.");
    expect(text).not.toMatch(/The member|North|Registry/u);
  });

  test("omits colleagues' replies to a draft from other people's exports after its submission", async () => {
    const forum = await openForumWithComments();
    const draft = { annotation: uuid(2), revision: await forum.revision(uuid(2)) };
    const secret = { id: uuid(101), text: "Do not tell them.", position: null };
    await createReply(forum.context, asActor("colleague"), { annotation: uuid(2), ...secret });
    await editAnnotation(forum.context, asActor("member"), { ...draft, visibility: "submitted" });
    const input = { version: "opinion-5@2", ...query("csv") };
    const others = textOf(await exportVersionFile(forum.context, asActor("other"), input, null));
    expect(others).toContain("Between colleagues.");
    expect(others).not.toContain("Do not tell them.");
    expect(textOf(await exportVersionFile(forum.context, asActor("member"), input, null))).toContain(
      "Do not tell them.",
    );
  });

  test("names a superseded version by id, because its address leads to another", async () => {
    const forum = await openForum();
    const first = await forum.publish("1", firstDraft);
    await forum.comment("member");
    await forum.publish("1", secondDraft);
    const exported = async (version: string): Promise<string> =>
      textOf(await exportVersionFile(forum.context, asActor("member"), { version, ...query("jsonld") }, null));
    expect(await exported("opinion-5@1")).toContain(`"madeOn": "tag:rapporteur.example,2013:forum/read/${first.id}"`);
    expect(await exported(first.id)).toContain(`/read/${first.id}#annotations"`);
  });

  test.each<[object, string[]]>([
    [{ clauses: "considering-a" }, ["Spoken openly."]],
    [{ clauses: "Considering (a)" }, ["Spoken openly."]],
    [{ sections: "considering" }, ["Spoken openly.", "On costs."]],
    [{ sections: "considering", clauses: "is of the view 2" }, ["Spoken openly.", "On costs.", "On records."]],
    [{ sections: "is of the view" }, ["On records."]],
  ])("exports only the comments on the chosen clauses, %j", async (chosen, words) => {
    const forum = await openForumWithComments();
    const comment = (text: string, clause: string) =>
      forum.comment("member", { version: "opinion-5@2", text, targets: [{ kind: "clause", clause }] });
    await comment("On costs.", "considering-b");
    await comment("On records.", "is-of-the-view-2");
    const input = { version: "opinion-5@2", ...query("markdown", chosen) };
    const text = textOf(await exportVersionFile(forum.context, asActor("other"), input, null));
    expect(text.match(/Spoken openly\.|On costs\.|On records\./gu)).toEqual(words);
  });

  test.each([
    [{ clauses: "noting" }, { pointer: "/query/clauses", code: "clause-unknown", params: { clause: "noting" } }],
    [{ sections: "9.9" }, { pointer: "/query/sections", code: "clause-unknown", params: { clause: "9.9" } }],
  ])("rejects a clause that the version does not have, %j", async (chosen, problem) => {
    const forum = await openForumWithComments();
    const input = { version: "opinion-5@2", ...query("csv", chosen) };
    const result = exportVersionFile(forum.context, asActor("other"), input, null);
    await expect(result).rejects.toMatchObject({ code: "invalid-request", errors: [problem] });
  });

  test("rejects a filter by hidden sources", async () => {
    const forum = await openForumWithComments();
    const input = { version: "opinion-5@2", ...query("csv", { sources: "hidden", organisations: "north" }) };
    const result = exportVersionFile(forum.context, asActor("secretariat"), input, null);
    await expect(result).rejects.toMatchObject({ code: "invalid-request", errors: [{ pointer: "/query/sources" }] });
  });

  test("exports the clean text without annotations", async () => {
    const forum = await openForumWithComments();
    const input = { version: "opinion-5@1", ...query("markdown", { annotations: "without" }) };
    const text = textOf(await exportVersionFile(forum.context, asActor("member"), input, null));
    expect(text).toContain("few are able");
    expect(text).not.toContain("Spoken openly.");
  });

  test("uses the forum's public address in identifiers, if it is known", async () => {
    const forum = await openForumWithComments();
    const input = { version: "opinion-5@1", ...query("jsonld") };
    const context = { ...forum.context, publicUrl: "https://forum.example" };
    expect(textOf(await exportVersionFile(context, asActor("public"), input, null))).toContain(
      "https://forum.example/",
    );
    expect(textOf(await exportVersionFile(forum.context, asActor("public"), input, null))).toContain(
      "tag:rapporteur.example",
    );
  });
});

describe("PDF", () => {
  const { executablePath, env } = findBrowser();
  Object.assign(process.env, env);
  const printer = openPrinter({ executablePath });
  const { print } = printer;
  afterAll(() => printer.close());

  test("reports a missing browser only to a reader of the version", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const version = await forum.prepare("2", secondDraft);
    const input = { version: "opinion-5@1", ...query("pdf") };
    await expect(exportVersionFile(forum.context, asActor("public"), input, null)).rejects.toMatchObject({
      code: "no-browser",
    });
    const hidden = exportVersionFile(forum.context, asActor("public"), { ...input, version }, null);
    await expect(hidden).rejects.toMatchObject({ code: "not-found" });
    const redline = { base: "opinion-5@1", revised: "opinion-5@1", format: "pdf" } as const;
    await expect(exportRedlineFile(forum.context, asActor("public"), redline, null)).rejects.toMatchObject({
      code: "no-browser",
    });
  });

  test("contains the comments, is named by version and layout, and stops without a reader", async () => {
    const forum = await openForumWithComments();
    const context = { ...forum.context, print };
    const input = { version: "opinion-5@2", ...query("pdf", { layout: "forum" }) };
    const file = await exportVersionFile(context, asActor("other"), input, null);
    expect(file).toMatchObject({ fileName: "opinion-5.2.en.forum.pdf", mediaType: "application/pdf" });
    const { pages } = await readPdf(file.bytes);
    expect(pages.join(" ")).toContain("Spoken openly.");
    expect(pages.join(" ")).not.toContain("Between colleagues.");
    const aborted = AbortSignal.abort(new Error("gone"));
    await expect(exportVersionFile(context, asActor("other"), input, aborted)).rejects.toThrow("gone");
  });

  test("rejects a layout with tracked changes in Markdown", async () => {
    const forum = await openForumWithComments();
    const input = { version: "opinion-5@2", ...query("markdown", { layout: "tracked-changes" }) };
    await expect(exportVersionFile({ ...forum.context, print }, asActor("other"), input, null)).rejects.toMatchObject({
      code: "invalid-request",
      errors: [{ pointer: "/query/layout", code: "layout-not-in-format" }],
    });
  });

  test("a redline contains deleted text and names both versions", async () => {
    const forum = await openForumWithComments();
    const input = { base: "opinion-5@1", revised: "opinion-5@2", format: "pdf" } as const;
    const file = await exportRedlineFile({ ...forum.context, print }, asActor("public"), input, null);
    expect(file.fileName).toBe("opinion-5.1.en-opinion-5.2.en.pdf");
    const { pages, title } = await readPdf(file.bytes);
    expect(pages.join(" ").replace(/\s+/gu, " ")).toContain("that meetings are held far away");
    expect(title).toContain("→");
  });
});

describe("exportComparison", () => {
  test("rejects a reader who may not read one of the two versions", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const revised = await forum.prepare("2", secondDraft);
    const input = { base: "opinion-5@1", revised, format: "html" } as const;
    const refused = exportRedlineFile(forum.context, asActor("member"), input, null);
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });

  test.each(["html", "docx"] as const)("the redline as %s has insertions and deletions", async (format) => {
    const forum = await openForumWithComments();
    const input = { base: "opinion-5@1", revised: "opinion-5@2", format };
    const file = await exportRedlineFile(forum.context, asActor("public"), input, null);
    expect(file).toMatchObject({
      fileName: `opinion-5.1.en-opinion-5.2.en.${format}`,
      mediaType: exportFormats[format].mediaType,
    });
    const text = textOf(file);
    expect(text).toContain(format === "html" ? "<ins" : "<w:ins ");
    expect(text).toContain("that meetings are held far away");
  });
});

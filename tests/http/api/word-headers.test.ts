import { writeWordForm } from "#core/contract/export-operations.ts";
import { wordNotes } from "#core/messages/catalogues.ts";
import { redlineNoteText, redlineNoteTexts } from "#core/phrases/word-note-text.ts";
import { prepareVersion } from "../../../server/services/publication/upload.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { p, wordFile } from "../../import/docx/word-file.ts";
import { asActor } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  const { context } = server.forum;
  const secretariat = asActor("secretariat");
  const comment = (text: string): string => `<w:comment w:id="0" w:author="Ann">${p(text)}</w:comment>`;
  for (const [index, body] of [p("We agree."), p("We hope.")].entries()) {
    const named = { fileName: "draft.docx", label: "Draft", date: "2013-02-06", language: "en" };
    const comments = comment(`Secret ${String(index + 1)}`);
    const bytes = wordFile({ body, footnotes: "", comments });
    const input = { document: "opinion-5", bytes, round: String(index + 1), ...named };
    const { version } = await prepareVersion(context, secretariat, input);
    await publishVersion(context, secretariat, { version: version.id });
  }
});

const path = "/api/comparisons/opinion-5@1/opinion-5@2/export";
const answerTo = (who: string, query: string) => server.request(who, "get", `${path}?${query}`).buffer(false);

test("names the layout and what was removed beside the file, for this reader only", async () => {
  const [full, cleaned] = [await answerTo("member", "format=docx"), await answerTo("public", "format=docx")];
  expect([full, cleaned].map(({ headers }) => headers["word-layout"])).toEqual(["original", "original"]);
  expect([full, cleaned].map(({ headers }) => headers["word-notes"])).toEqual([
    "base-comments-left-out;count=1",
    "removed-comments;count=1",
  ]);
  for (const { headers } of [full, cleaned]) {
    expect(headers["cache-control"]).toBe("private, no-cache");
    expect(headers["etag"]).toBeUndefined();
  }
});

test("names the layout only of Word files", async () => {
  expect((await answerTo("public", "format=docx&layout=redrawn")).headers).toMatchObject({
    "word-layout": "redrawn",
  });
  expect((await answerTo("public", "format=html")).headers).not.toHaveProperty("word-layout");
});

test.each(["layout=other", "author=", `author=${"a".repeat(101)}`, "author=%0A", "date=2013-02-06", "date=today"])(
  "rejects the option %s",
  async (option) => {
    expect((await answerTo("member", `format=docx&${option}`)).status).toBe(400);
  },
);

test("describes the notes of the header, and skips those of a later version", () => {
  const codes = Object.keys(wordNotes) as (keyof typeof wordNotes)[];
  const notes = codes.map((code, index) => ({ code, count: index }));
  const header = writeWordForm({ layout: "original", notes }).notes;
  expect(redlineNoteTexts(`of-the-future;count=2, ${header}`, "en")).toEqual(
    notes.map((note) => redlineNoteText(note, "en")),
  );
  expect(redlineNoteTexts("", "en")).toEqual([]);
});

import { type RedlineForm, RedlineNoteCode } from "#core/compile/redline-layout.ts";
import { readRedlineForm, writeRedlineForm } from "#core/contract/redline-notes.ts";
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
  const comments = `<w:comment w:id="0" w:author="Ann">${p("A secret")}</w:comment>`;
  for (const [index, body] of [p("We agree."), p("We hope.")].entries()) {
    const named = { fileName: "draft.docx", label: "Draft", date: "2013-02-06", language: "en" };
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
  expect([full, cleaned].map(({ headers }) => headers["redline-layout"])).toEqual(["original", "original"]);
  expect([full, cleaned].map(({ headers }) => headers["redline-notes"])).toEqual([
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
    "redline-layout": "redrawn",
  });
  expect((await answerTo("public", "format=html")).headers).not.toHaveProperty("redline-layout");
});

test.each(["layout=other", "author=", `author=${"a".repeat(101)}`, "author=%0A", "date=2013-02-06", "date=today"])(
  "rejects the option %s",
  async (option) => {
    expect((await answerTo("member", `format=docx&${option}`)).status).toBe(400);
  },
);

test("writes every note into the header, and reads it back", () => {
  const notes = RedlineNoteCode.options.map((code, index) => ({ code, count: index }));
  const form: RedlineForm = { layout: "original", notes };
  const written = writeRedlineForm(form);
  const headers: Record<string, string> = { "Redline-Layout": written.layout, "Redline-Notes": written.notes };
  expect(readRedlineForm((name) => headers[name] ?? null)).toEqual(form);
  expect(readRedlineForm(() => null)).toBeNull();
});

test("skips notes of a later version", () => {
  const headers: Record<string, string> = {
    "Redline-Layout": "redrawn",
    "Redline-Notes": "of-the-future;count=2, changes-accepted;count=1",
  };
  expect(readRedlineForm((name) => headers[name] ?? null)?.notes).toEqual([{ code: "changes-accepted", count: 1 }]);
});

import { errorMessage, isInvalidRequest, RefusedFiles } from "../../server/cli/output/error-message.ts";
import { receiveFiles, type RefusedFile } from "../../server/cli/commands/receive.ts";
import { p, r } from "../import/docx/word-file.ts";
import { tableOf } from "../support/bodies-table.ts";
import { dataFolder } from "../support/data-folder.ts";
import { firstDraft, secondDraft } from "../support/forum.ts";
import { del, ins, markedOpinion } from "../support/marked-opinion.ts";

const { data, environment, fill } = dataFolder();
const receiveOptions = { data, format: "text", sent: "2013-02-03" } as const;
const file = {
  name: "north.docx",
  bytes: markedOpinion({
    cover: p("Comments of the Administration of North"),
    b: `<w:p>${r("b) that ")}${del("few")}${ins("too few")}${r(" are able to take part in meetings;")}</w:p>`,
    c: `<w:p>${r("c) that meetings are ")}${r("always ", "<w:b/>")}${r("held far away,")}</w:p>`,
  }),
};

const again = (name: string): string => `${name} was received before. This is the existing contribution:\n`;

beforeAll(() => fill([firstDraft, secondDraft]));

test("prints a contribution's items, stores it for review and recognises a copy", async () => {
  const output = await receiveFiles(environment, [file], receiveOptions);
  expect(output.split("\n").map((line) => line.replace(/as [0-9a-f-]{36}/u, "as ID"))).toEqual([
    "north.docx: made on opinion-5@1 (best match opinion-5@1 1.00; next opinion-5@2 0.79)",
    "from North (The member)",
    "+\tproposal\ttracked change\tconsidering b)\tThe member\t2 Feb 2013\tIn considering b), replace “few” by “too few”.",
    "?\tproposal\tmarked by formatting\tconsidering c)\t\t\tIn considering c), after “that meetings are”, insert “always”.",
    "–\t\tBefore the text, on a cover or title page.\tComments of the Administration of North",
    "!\t\tThe file does not state its language. It was read as en.",
    "Kept for review as ID: 1 proposal, 0 comments, 1 item to decide.",
    "",
  ]);
  const copy = { ...file, name: "copy.docx" };
  expect(await receiveFiles(environment, [copy], receiveOptions)).toBe(`${again("copy.docx")}${output}`);
});

test("imports a contribution with confirmed hand marks, and only once", async () => {
  const imported = { ...receiveOptions, handMarks: "yes", take: true } as const;
  const output = await receiveFiles(environment, [file], imported);
  expect(output).toMatch(/\nImported as [0-9a-f-]{36}: 2 proposals, 0 comments, 0 items left out\.\n$/u);
  expect(await receiveFiles(environment, [file], imported)).toBe(output);
});

test("a form that fits two drafts equally has no draft until one is given", async () => {
  const form = { name: "form.csv", bytes: new TextEncoder().encode("Clause,Comment\nconsidering b),How few?") };
  const [first] = (await receiveFiles(environment, [form], receiveOptions)).split("\n");
  expect(first).toContain(
    "form.csv: no draft matches with confidence (best match opinion-5@2 1.00; next opinion-5@1 1.00)",
  );
  const output = await receiveFiles(environment, [form], { ...receiveOptions, version: "opinion-5@1" });
  expect(output).toContain("form.csv: made on opinion-5@1");
  expect(output).toContain("considering b)\t\t\tHow few?");
});

test("receives the other files when one is refused, and names that one with the reason", async () => {
  const refused: RefusedFile[] = [];
  const bad = { name: "bad.docx", bytes: file.bytes.slice(0, 300) };
  const good = {
    name: "good.docx",
    bytes: markedOpinion({ c: `<w:p>${r("c) that ")}${ins("all ")}${r("meetings")}</w:p>` }),
  };
  const output = await receiveFiles(environment, [bad, good], receiveOptions, (one) => refused.push(one));
  expect(output).toMatch(/^good\.docx: made on/u);
  expect(refused.map(({ name }) => name)).toEqual(["bad.docx"]);
  const error = new RefusedFiles(refused);
  expect([errorMessage(error), isInvalidRequest(error)]).toEqual([
    expect.stringMatching(/^bad\.docx: Part of the file cannot be read/u),
    false,
  ]);
});

test("rejects an invalid date, an unknown organisation or a damaged file", async () => {
  const receive = (options: object, bytes: Uint8Array = file.bytes.slice(0, 300)): Promise<string> =>
    receiveFiles(environment, [{ name: "a.docx", bytes }], { ...receiveOptions, ...options });
  await expect(receive({ sent: "yesterday" })).rejects.toMatchObject({ code: "invalid-request" });
  await expect(receive({})).rejects.toMatchObject({ code: "file-damaged" });
  const other = markedOpinion({
    a: `<w:p>${r("a) that ")}${ins("so ")}${r("many are concerned by what is decided;")}</w:p>`,
  });
  await expect(receive({ organisation: "nobody" }, other)).rejects.toMatchObject({ code: "invalid-request" });
});

test("names the bodies of a table with comments of several, and imports them", async () => {
  const table = { name: "table.csv", bytes: tableOf(["North", "Registry", "Registry"]) };
  const options = { ...receiveOptions, version: "opinion-5@1" };
  expect(await receiveFiles(environment, [table], options)).toContain("from North (1), Registry (2) (–)\n+\tcomment");
  expect(await receiveFiles(environment, [table], { ...options, take: true })).toContain("3 comments");
});

test("names the bodies of a sender's table that are unknown, and takes none of them", async () => {
  const table = { name: "table.csv", bytes: tableOf(["Nowhere", "Elsewhere", "Elsewhere"]) };
  const options = { ...receiveOptions, organisation: "north", version: "opinion-5@1" };
  const output = await receiveFiles(environment, [table], options);
  expect(output).toContain("from North (–)\n?\tcomment");
  expect(output).toContain(
    "!\t\tThis file has comments of 2 bodies other than the sender, which are held: Elsewhere (2), Nowhere (1). The secretariat",
  );
  await expect(receiveFiles(environment, [table], { ...options, take: true })).rejects.toMatchObject({
    code: "source-not-sender",
  });
});

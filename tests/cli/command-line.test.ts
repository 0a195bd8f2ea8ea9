import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strToU8, unzipSync, zipSync } from "fflate";
import { runCommandLine } from "../../server/cli/command-line.ts";
import { p, r, wordFile } from "../import/docx/word-file.ts";
import { firstDraft, secondDraft } from "../support/forum.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { wordTemplate } from "../support/word-template.ts";

const scratch = scratchFolder();
const fileOf = (name: string, content: string | Uint8Array): string => {
  const file = path.join(scratch, name);
  writeFileSync(file, content);
  return file;
};
const base = fileOf("base.md", firstDraft);
const revised = fileOf("revised.md", secondDraft);
/** An Excel file with only the parts that identify its format. */
const excelFile = zipSync({
  "[Content_Types].xml": strToU8("<Types/>"),
  "_rels/.rels": strToU8(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ' +
      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>' +
      "</Relationships>",
  ),
  "xl/workbook.xml": strToU8("<workbook/>"),
});
const markedUp = "fixtures/wtpf-13/contributions/valdoria-opinion-5.docx";

/** The result of a command. */
interface Run {
  code: number;
  out: string;
  err: string;
}

async function run(...args: string[]): Promise<Run> {
  let [out, err] = ["", ""];
  const code = await runCommandLine(args, {
    environment: { LOG_LEVEL: "silent" },
    write: (output) => (out += typeof output === "string" ? output : new TextDecoder().decode(output)),
    writeError: (text) => (err += text),
    reportProgress: null,
  });
  return { code, out, err };
}

/** Runs a command and returns the JSON that it prints. */
async function json<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await run(...args);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as T;
}

describe("exits with code 2 and the allowed values for wrong use", () => {
  const anchors = (content: string): string => fileOf(`anchors-${String(content.length)}.json`, content);
  test.each<[string, string[], string]>([
    ["an unknown command", ["publish"], "unknown command 'publish'"],
    ["an unknown option", ["read", base, "--loud"], "unknown option '--loud'"],
    ["an unknown format", ["read", base, "--format", "pdf"], "Allowed choices are json, text."],
    ["a missing argument", ["compare", base], "missing required argument 'revised'"],
    ["tracked changes of plain text", ["read", base, "--plain", "--changes", "keep"], "--plain does not read"],
    ["an unknown treatment of changes", ["read", base, "--changes", "hide"], "accept, reject, keep"],
    ["no file of anchors", ["carry", base, revised], "--anchors <file>"],
    ["anchors that are not JSON", ["carry", base, revised, "--anchors", base], "is not JSON"],
    [
      "anchors without an id, a start and an end",
      ["carry", base, revised, "--anchors", anchors("[1]")],
      "an id, a start and an end",
    ],
    [
      "an anchor past the end",
      ["carry", base, revised, "--anchors", anchors('[{"id":"a7","start":0,"end":99999}]')],
      "The anchor a7 (0 to 99,999) is outside the base text",
    ],
    ["an invalid port", ["serve", "--port", "many"], 'PORT is "many". It must be a port number'],
    ["no data folder", ["export", "opinion-5@1", "--format", "csv", "--data", "/nowhere"], "no data folder /nowhere"],
    ["an invalid address", ["import", base, "opinion-5", "--date", "2013-02-06"], "Write document@round"],
    ["an invalid date", ["import", base, "opinion-5@1", "--date", "soon"], "date: a date is expected"],
    [
      "an invalid filter",
      ["export", "opinion-5@1", "--format", "csv", "--kinds", "rant"],
      "kinds.0: one of these is expected: comment, proposal.",
    ],
  ])("%s", async (_what, args, words) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });
});

describe("exits with code 1 and the reason for a failure", () => {
  test.each<[string, string[], string]>([
    ["a missing file", ["read", "/nowhere/a.md"], "There is no file /nowhere/a.md."],
    ["a comment form for a draft", ["read", fileOf("form.xlsx", excelFile)], "`rapporteur receive`"],
    ["a folder instead of a file", ["read", scratch], "cannot be read (EISDIR)"],
    ["a Word file as plain text", ["read", markedUp, "--plain"], "valdoria-opinion-5.docx"],
    ["a missing folder to write to", ["compare", base, revised, "--out", "/nowhere/a.json"], "no folder /nowhere"],
  ])("%s", async (_what, args, words) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^rapporteur: /u);
    expect(err).toContain(words);
  });
});

test.each([["--help"], ["export", "--help"]])("exits with code 0 after printing help: %s", async (...args) => {
  const { code, out } = await run(...args);
  expect(code).toBe(0);
  expect(out).toContain("rapporteur");
});

describe("command names", () => {
  test.each([
    ["history", "biography"],
    ["outcomes", "ledger"],
  ])("%s is also named %s", async (name, formerName) => {
    const [{ out }, former] = [await run(name, "--help"), await run(formerName, "--help")];
    expect(out).toContain(`Usage: rapporteur ${name}|${formerName} [options] <address>`);
    expect(former).toEqual({ code: 0, out, err: "" });
  });

  test("the help lists former names only as aliases", async () => {
    const { out } = await run("--help");
    const names = [...out.matchAll(/^ {2}(\S+) \[options\]/gmu)].map(([, name]) => name);
    expect(names.filter((name) => /biography|ledger/u.test(name ?? ""))).toEqual([
      "history|biography",
      "outcomes|ledger",
    ]);
  });
});

interface ReadJson {
  text: string;
  textHash: string;
  clauses: { id: string; label: string | null; citation: string; start: number; end: number }[];
  changes?: { kind: string; author: string; start: number; end: number; text: string; to: number | null }[];
  comments?: { id: string; parent: string | null; author: string; start: number; end: number; text: string }[];
}

describe("read", () => {
  test("prints a file's text, clauses and notices", async () => {
    const read = await json<ReadJson>("read", base);
    expect(Object.keys(read)).toEqual(["text", "textHash", "language", "clauses", "notices"]);
    expect(read.clauses.map(({ citation }) => citation)).toContain("considering a)");
  });

  test("prints one clause per line as text, with its label and a tab first", async () => {
    const { out } = await run("read", base, "--format", "text");
    expect(out.split("\n")).toContain("a)\tthat many are concerned by what is decided;");
  });

  test("accepts, rejects or lists the tracked changes of a Word file", async () => {
    const accepted = await json<ReadJson>("read", markedUp, "--changes", "accept");
    const rejected = await json<ReadJson>("read", markedUp, "--changes", "reject");
    const kept = await json<ReadJson>("read", markedUp, "--changes", "keep");
    expect(accepted.text).not.toBe(rejected.text);
    expect([accepted.changes, rejected.changes]).toEqual([undefined, undefined]);
    expect(kept.text).toBe(rejected.text);
    const { changes = [], comments = [] } = kept;
    expect(Object.keys(changes[0] ?? {}).sort()).toEqual(["author", "date", "end", "kind", "start", "text", "to"]);
    expect(Object.keys(comments[0] ?? {}).sort()).toEqual([
      "author",
      "change",
      "date",
      "end",
      "id",
      "initials",
      "parent",
      "resolved",
      "start",
      "text",
    ]);
    for (const { kind, start, end, text } of changes) {
      if (kind === "insert") expect(end).toBe(start);
      if (kind === "delete") expect(kept.text.slice(start, end)).toBe(text);
    }
  });

  test("reports an inserted table row as an insertion", async () => {
    const row = (text: string, properties = ""): string => `<w:tr>${properties}<w:tc>${p(text)}</w:tc></w:tr>`;
    const body = `<w:tbl>${row("One.")}${row("Two.", '<w:trPr><w:ins w:id="1" w:author="Ada"/></w:trPr>')}</w:tbl>`;
    const { changes } = await json<ReadJson>("read", fileOf("row.docx", wordFile({ body })), "--changes", "keep");
    expect(changes).toEqual([
      { kind: "insert", author: "Ada", date: null, start: 4, end: 4, text: "Two.\n", to: null },
    ]);
  });
});

describe("compare and carry", () => {
  test("maps identical words and lists the changes", async () => {
    const compared = await json<{ base: ReadJson; revised: ReadJson; kept: number[][]; stats: { ms: number } }>(
      "compare",
      base,
      revised,
    );
    expect(Object.keys(compared)).toEqual(
      expect.arrayContaining(["base", "revised", "pairs", "kept", "changes", "stats"]),
    );
    for (const [from, to, start, end] of compared.kept) {
      expect(compared.base.text.slice(from, to)).toBe(compared.revised.text.slice(start, end));
    }
  });

  test("compares through intermediate versions and writes a web page", async () => {
    const out = path.join(scratch, "redline.html");
    const { code } = await run("compare", base, base, "--via", revised, "--format", "html", "--out", out);
    expect(code).toBe(0);
    expect(readFileSync(out, "utf8")).toMatch(/^<!doctype html>/iu);
  });

  test("carries an anchor, or reports it as an orphan", async () => {
    const { text } = await json<ReadJson>("read", base);
    const anchorOf = (id: string, words: string) => ({
      id,
      start: text.indexOf(words),
      end: text.indexOf(words) + words.length,
    });
    const file = fileOf("anchors.json", JSON.stringify([anchorOf("kept", "few"), anchorOf("gone", "held far away")]));
    const { carried } = await json<{ carried: { id: string; state: string; start: number | null }[] }>(
      "carry",
      base,
      revised,
      "--anchors",
      file,
    );
    expect(carried.map(({ id, state }) => [id, state])).toEqual([
      ["kept", "exact"],
      ["gone", "orphan"],
    ]);
  });
});

describe("a forum in a folder", () => {
  const data = mkdtempSync(path.join(scratch, "data-"));
  const onData = (...args: string[]): Promise<Run> => run(...args, "--data", data);

  test("publishes, exports and invites, and lists what exists if something is missing", async () => {
    const published = await onData(
      "import",
      base,
      "opinion-5@1:en",
      "--date",
      "2013-02-06",
      "--title",
      "Draft Opinion 5",
    );
    expect(published).toEqual({
      code: 0,
      err: "",
      out: "Created document opinion-5.\nPublished opinion-5@1: 9 clauses, 50 words, 0 notices.\n",
    });
    const twoLines = await onData("import", base, "opinion-6@1", "--date", "2013-02-06", "--title", "Draft\nOpinion 6");
    expect(twoLines).toMatchObject({ code: 2, out: "" });
    expect(twoLines.err).toContain("it contains a line break or another control character.");
    const again = await onData("import", base, "opinion-5@1:en", "--date", "2013-02-06");
    expect(again).toMatchObject({ code: 1, out: "" });
    expect(again.err).toContain("already published at this address");

    const exported = await onData("export", "opinion-5@1", "--format", "markdown", "--annotations", "without");
    expect(exported.out).toContain("that few are able to take part in meetings");
    const filtered = await onData("export", "opinion-5@1", "--format", "csv", "--kinds", "proposal", "--text", "few");
    expect(filtered.code).toBe(0);
    const chosen = ["--clauses", "considering a)", "--sections", "is of the view"];
    const ofClauses = await onData("export", "opinion-5@1", "--format", "html", ...chosen);
    expect(ofClauses.out).toContain("Clause: is of the view (whole section), considering a)");
    const ofNone = await onData("export", "opinion-5@1", "--format", "csv", "--clauses", "noting a)");
    expect(ofNone).toMatchObject({ code: 2, out: "" });
    expect(ofNone.err).toContain("This version has no clause “noting a)”.");
    const redline = await onData("redline", "opinion-5@1", "opinion-5@1", "--format", "html");
    expect(redline.out).toMatch(/^<!doctype html>/iu);
    const half = await onData("redline", "opinion-5@1", "opinion-5@7", "--format", "docx");
    expect(half.err).toContain("There is no version opinion-5@1, opinion-5@7. The forum has opinion-5@1.");
    const missing = await onData("export", "opinion-9@1", "--format", "csv");
    expect(missing).toMatchObject({
      code: 1,
      err: "rapporteur: There is no version opinion-9@1. The forum has opinion-5@1.\n",
    });

    const invited = await onData("invite", "secretariat");
    expect(invited.out).toMatch(
      /^http:\/\/127\.0\.0\.1:4100\/sign-in\?token=[\w-]{43}\nThis link works for one sign-in until \d+ \w{3} \d{4}, \d\d:\d\d UTC\.$/mu,
    );
    const nobody = await onData("invite", "nobody");
    expect(nobody).toMatchObject({
      code: 1,
      err: "rapporteur: There is no participant nobody. The forum has secretariat.\n",
    });
  });

  test.each([
    ["accept", "That is enough."],
    ["reject", "That is all."],
  ])("publishes a Word file with its tracked changes read as requested: %s", async (changes, text) => {
    const folder = mkdtempSync(path.join(scratch, "tracked-"));
    const words = (name: string, tag: string, text: string): string =>
      `<w:${name} w:author="Ana"><w:r><w:${tag}>${text}</w:${tag}></w:r></w:${name}>`;
    const body = `<w:p>${r("That is ")}${words("del", "delText", "all")}${words("ins", "t", "enough")}${r(".")}</w:p>`;
    const file = path.join(scratch, `${changes}.docx`);
    writeFileSync(file, wordFile({ body }));
    const options = ["--date", "2013-02-06", "--changes", changes, "--data", folder];
    expect(await run("import", file, "opinion-5@1:en", ...options)).toMatchObject({ code: 0 });
    const exported = await run(
      "export",
      "opinion-5@1",
      "--format",
      "markdown",
      "--annotations",
      "without",
      "--data",
      folder,
    );
    expect(exported.out).toContain(text);
  });

  test("writes a Word file in a template, and names the fields that it lacks", async () => {
    const folder = mkdtempSync(path.join(scratch, "template-"));
    const [draft, template, out] = ["draft.md", "house.docx", "out.docx"].map((name) => path.join(folder, name));
    writeFileSync(draft ?? "", "# Opinion 5: On lakes");
    writeFileSync(template ?? "", wordTemplate({ body: "<w:p/>" }));
    const data = ["--data", path.join(folder, "data")];
    mkdirSync(path.join(folder, "data"));
    await run("import", draft ?? "", "opinion-5@1:en", "--date", "2013-02-06", ...data);
    const options = ["opinion-5@1", "--template", template ?? "", "--out", out ?? "", ...data];
    const exported = await run("export", "--format", "docx", ...options);
    expect(exported).toMatchObject({ code: 0 });
    expect(exported.err).toContain("rapporteur: The template has no field for the date.\n");
    expect(Object.keys(unzipSync(readFileSync(out ?? "")))).toContain("word/media/emblem.png");
    expect(await run("export", "--format", "html", ...options)).toMatchObject({ code: 2 });
  });

  test("reports a folder without a forum as having no versions or participants", async () => {
    const empty = mkdtempSync(path.join(scratch, "empty-"));
    const exported = await run("export", "opinion-5@1", "--format", "csv", "--data", empty);
    expect(exported.err).toBe("rapporteur: There is no version opinion-5@1. The forum has no versions yet.\n");
    const invited = await run("invite", "ada", "--data", empty);
    expect(invited).toMatchObject({
      code: 1,
      err: "rapporteur: There is no participant ada. The forum has no participants yet.\n",
    });
  });

  test.each([
    ["history", "biography", ["opinion-5@1", "considering a)"], "that many are concerned"],
    ["outcomes", "ledger", ["opinion-5@1", "--format", "json"], '"entries":[]'],
  ])("%s and %s print the same", async (name, formerName, args, text) => {
    const printed = await onData(name, ...args);
    expect(printed).toMatchObject({ code: 0, err: "" });
    expect(printed.out).toContain(text);
    expect(await onData(formerName, ...args)).toEqual(printed);
  });

  test("rejects filtering by source while sources are hidden", async () => {
    const args = ["export", "opinion-5@1", "--format", "csv", "--sources", "hidden", "--organisations", "north"];
    const { code, err } = await onData(...args);
    expect(code).toBe(2);
    expect(err).toContain("sources are hidden");
  });
});

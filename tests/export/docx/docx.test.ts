import { strFromU8, unzipSync } from "fflate";
import { docx as writeDocx } from "../../../server/export/docx/docx.ts";
import { collectPieces } from "../../../server/export/shared/steps.ts";
import {
  ana,
  compilation,
  draft,
  annotationsOfEveryKind,
  here,
  link,
  opinion,
  reference,
  reply,
  speaker,
  opinionDocument,
  text,
  version,
  words,
} from "../sample.ts";
import { bytesOf, docx } from "../whole-files.ts";
import { commentsOf, elementsOf, paragraphsAfter, partOf } from "./word-file.ts";

/** Returns the paragraphs of the text, between those of the title page and those of the last page. */
function textOf(file: Uint8Array): string[] {
  const paragraphs = elementsOf(partOf(file, "word/document.xml"), "w:p");
  const cover = paragraphs.filter((paragraph) =>
    elementsOf(paragraph, "w:pStyle").some((style) => style.getAttribute("w:val")?.startsWith("Cover")),
  );
  return paragraphsAfter(file, "accept").slice(cover.length, -2);
}

test("writes the text as printed, with labels and footnotes", async () => {
  expect(textOf(await docx(compilation([]))).filter((line) => line !== "")).toEqual([
    "OPINION 5: Broad participation in the governance of the network",
    "The policy forum (Geneva, 2013),",
    "recalling",
    "a)\tthat the first report set out its terms{ See the record of the second meeting, paragraph 14.} & <left> the rest open;",
    "b)\tthat “participation” means more than being present,",
    "invites Member States",
    "1\tto open their preparatory meetings [to all stakeholders];",
    "a)\ton the working methods of each group;",
    "2\tto publish H2O and m2 figures every year.",
    "1\tFigures",
    "1.1\tThe table follows the note.",
    "Year",
    "Share",
    "2012",
    "38 per cent",
  ]);
});

test("leads the masthead and every page head with the symbol, and ends with the hashes", async () => {
  const symbol = "WTPF-13/5-E";
  const file = await docx(compilation([], { version: version({ symbol }) }));
  const paragraphs = paragraphsAfter(file, "accept").filter((line) => line !== "");
  expect(paragraphs[0]).toBe(`Fifth policy forum\t${symbol}`);
  expect(paragraphs.slice(-2)).toEqual([`Text, SHA-256\t${"a".repeat(64)}`, `Content, SHA-256\t${"b".repeat(64)}`]);
  const hashed = paragraphs.filter((line) => line.includes("SHA-256"));
  expect(hashed).toHaveLength(2);
  expect(partOf(file, "word/header1.xml").textContent).toContain(`${symbol} · Opinion 5 · Third draft`);
});

test("a version without a symbol of its own has that of its document", async () => {
  const document = { ...opinionDocument, symbol: "WTPF-13/5" };
  expect(paragraphsAfter(await docx(compilation([], { document })), "accept")[0]).toBe("Fifth policy forum\tWTPF-13/5");
});

test("gives each kind of clause its own style, so that a secretariat can restyle the file", async () => {
  const document = partOf(await docx(compilation([])), "word/document.xml");
  const styles = elementsOf(document, "w:p").map((paragraph) =>
    elementsOf(paragraph, "w:pStyle")[0]?.getAttribute("w:val"),
  );
  expect(styles.filter((style) => style && !style.startsWith("Cover"))).toEqual([
    "Title",
    "Opening",
    "Verb",
    "Recital",
    "Recital",
    "Verb",
    "Operative",
    "Item",
    "Operative",
    "Heading1",
    "NumberedParagraph",
    "TableHead",
    "TableHead",
    "TableText",
    "TableText",
    // Word requires a paragraph after a table at the end of the text.
    "BodyText",
    // The last page.
    "ClosingFact",
    "ClosingFact",
  ]);
});

test("anchors every kind of annotation to its text", async () => {
  const comments = commentsOf(await docx(compilation(annotationsOfEveryKind())));
  expect(comments.map(({ id, parent, resolved, on }) => ({ id, parent, resolved, on }))).toEqual([
    { id: 0, parent: null, resolved: false, on: "OPINION 5: Broad participation in the governance of the network" },
    { id: 1, parent: null, resolved: false, on: "recalling" },
    { id: 2, parent: null, resolved: false, on: "invites Member States" },
    { id: 3, parent: null, resolved: false, on: "first report" },
    { id: 4, parent: 3, resolved: false, on: "first report" },
    { id: 5, parent: 3, resolved: false, on: "first report" },
    { id: 6, parent: null, resolved: false, on: "the rest open;\nb)\tthat “participation”" },
    { id: 7, parent: null, resolved: false, on: "{1}" },
    { id: 8, parent: null, resolved: false, on: "more than" },
    { id: 9, parent: null, resolved: false, on: "to open their preparatory meetings [to all stakeholders];" },
    { id: 10, parent: null, resolved: false, on: "on the working methods of each group;" },
    { id: 11, parent: null, resolved: true, on: "figures" },
    { id: 12, parent: null, resolved: true, on: "every year" },
    { id: 13, parent: null, resolved: false, on: "38 per cent" },
    { id: 14, parent: null, resolved: false, on: "1: “Figures”" },
  ]);
});

test("gives a comment's author, organisations, date and text", async () => {
  const [comment] = commentsOf(
    await docx(compilation([here({ targets: [words(opinion, "r-b", "being present")], text: "One.\n\nTwo." })])),
  );
  expect(comment).toEqual({
    id: 0,
    author: "Ana Ruiz (ISOC and APC)",
    initials: "AR",
    date: "2013-02-10T08:30:00.000Z",
    parent: null,
    resolved: false,
    on: "being present",
    paragraphs: ["Comment 1 · civil society · technical", "One.", "Two."],
  });
});

test("shows a proposal's deletions and insertions", async () => {
  const proposal = commentsOf(await docx(compilation(annotationsOfEveryKind()))).find(({ on }) => on === "more than");
  expect(proposal?.paragraphs).toEqual([
    "Proposal 6 · civil society · technical",
    "Stronger so.",
    "Recalling b) as proposed",
    "b) that “participation” means more thanmuch beyond being present,",
    "New clause after recalling b)",
    "c) that a new clause follows,",
  ]);
});

test("quotes the text of a comment on a footnote, because it is anchored to the reference", async () => {
  const comment = commentsOf(await docx(compilation(annotationsOfEveryKind()))).find(({ on }) => on === "{1}");
  expect(comment?.paragraphs).toEqual([
    "Comment 5 · civil society · technical",
    "On note 1: “second meeting”",
    "On a footnote.",
  ]);
});

test("keeps the location and reason of a comment that may not be shown", async () => {
  const [withdrawn, hidden] = commentsOf(await docx(compilation(annotationsOfEveryKind()))).filter(
    ({ resolved }) => resolved,
  );
  expect(withdrawn?.paragraphs.slice(1)).toEqual(["This was withdrawn: Settled in the hall"]);
  expect(hidden?.paragraphs.slice(1)).toEqual(["This was hidden by the secretariat: Off topic"]);
});

test("keeps a resolved comment resolved at every target", async () => {
  const targets = [words(opinion, "r-b", "being present"), words(opinion, "r-a", "first report")];
  const comments = commentsOf(await docx(compilation([here({ resolved: true, targets })])));
  expect(comments.map((comment) => comment.resolved)).toEqual([true, true]);
});

test("names nobody when sources are hidden", async () => {
  const file = await docx(compilation(annotationsOfEveryKind(), { sources: "hidden" }));
  expect(new Set(commentsOf(file).map(({ author }) => author))).toEqual(new Set(["Source not shown"]));
  const everything = Object.values(unzipSync(file))
    .map((part) => new TextDecoder().decode(part))
    .join("");
  for (const name of ["Ana", "Boris", "Chen", "Dina", "ISOC", "APC", "Ruritania"])
    expect(everything).not.toContain(name);
});

test("gives the same bytes for the same compilation and date", async () => {
  const compiled = compilation(annotationsOfEveryKind());
  const once = await docx(compiled);
  await new Promise((resolve) => setImmediate(resolve));
  expect(Buffer.from(await docx(compiled)).equals(Buffer.from(once))).toBe(true);
  const later = await docx({ ...compiled, generatedAt: "2013-03-01T00:00:00Z" });
  expect(Buffer.from(later).equals(Buffer.from(once))).toBe(false);
});

test.each([
  ["consecutive numbers use Word's numbering", ["1", "2"], true],
  ["a mark of another kind is printed as it is", ["*", "2"], false],
  ["numbers that restart are printed as they are", ["1", "1"], false],
])("footnotes: %s", async (_name, [first = "", second = ""], automatic) => {
  const notes = draft([
    {
      id: "p",
      kind: "paragraph",
      content: [text("One"), reference("n1", first), text(" two"), reference("n2", second)],
    },
    { id: "n1", kind: "footnote", label: first, content: "First note." },
    { id: "n2", kind: "footnote", label: second, content: "Second note." },
  ]);
  const file = await docx(compilation([], { draft: notes }));
  const footnotes = partOf(file, "word/footnotes.xml");
  const own = elementsOf(footnotes, "w:footnote").filter((note) => Number(note.getAttribute("w:id")) > 0);
  expect(own.map((note) => note.textContent)).toEqual(
    automatic ? [" First note.", " Second note."] : [`${first} First note.`, `${second} Second note.`],
  );
  expect(own.map((note) => elementsOf(note, "w:footnoteRef").length)).toEqual(automatic ? [1, 1] : [0, 0]);
});

test("sets Arabic paragraphs and words from right to left, but not Latin words in them", async () => {
  const arabic = draft([{ id: "r", kind: "recital", label: "أ)", content: "أن بروتوكول IPv6 مهم،" }], "ar", "rtl");
  const document = partOf(
    await docx(compilation([], { draft: arabic, version: version({ language: "ar" }) })),
    "word/document.xml",
  );
  const paragraph = elementsOf(document, "w:p").find((one) => one.textContent?.includes("IPv6"));
  expect(paragraph && elementsOf(paragraph, "w:bidi")).toHaveLength(1);
  const runs = paragraph ? elementsOf(paragraph, "w:r") : [];
  expect(runs.map((run) => [run.textContent, elementsOf(run, "w:rtl").length > 0])).toEqual([
    ["أ)", true],
    ["أن بروتوكول ", true],
    ["IPv6", false],
    [" مهم،", true],
  ]);
});

test("writes external links and links to clauses", async () => {
  const linked = draft([
    {
      id: "p-1.1",
      kind: "paragraph",
      content: [
        link("out", "https://example.org/"),
        text(" and "),
        link("in", "#p-1.1"),
        text(" and "),
        link("nowhere", "#gone"),
      ],
    },
  ]);
  const file = await docx(compilation([], { draft: linked }));
  const document = partOf(file, "word/document.xml");
  const links = elementsOf(document, "w:hyperlink");
  expect(links.map((one) => [one.textContent, one.getAttribute("w:anchor")])).toEqual([
    ["out", null],
    ["in", "c_p_2d1_2e1"],
  ]);
  expect(elementsOf(document, "w:bookmarkStart").map((mark) => mark.getAttribute("w:name"))).toEqual(["c_p_2d1_2e1"]);
  const targets = elementsOf(partOf(file, "word/_rels/document.xml.rels"), "Relationship").map((one) =>
    one.getAttribute("Target"),
  );
  expect(targets).toContain("https://example.org/");
});

test("states on the title page that a version was withdrawn", async () => {
  const withdrawn = compilation([], { version: version({ state: "withdrawn", withdrawnReason: "Wrong file" }) });
  const notice = elementsOf(partOf(await docx(withdrawn), "word/document.xml"), "w:p").map((one) => one.textContent);
  expect(notice).toContain("This version was withdrawn: Wrong file");
});

test("keeps the comments on a draft without clauses", async () => {
  const empty = compilation([here({ text: "Where is the text?" })], { draft: draft([]) });
  expect(commentsOf(await docx(empty))[0]?.on).toBe("On the whole document");
});

test("states when a person comments in a personal capacity or as chair", async () => {
  const comments = [
    here({ speaker: speaker("Dina Odum", []) }),
    here({ speaker: { ...ana, capacity: "chair" } }, [reply({ speaker: { ...ana, name: "Otto" } })]),
  ];
  expect(commentsOf(await docx(compilation(comments))).map(({ author }) => author)).toEqual([
    "Dina Odum (in a personal capacity)",
    "Ana Ruiz (as chair, ISOC and APC)",
    "Otto (ISOC and APC)",
  ]);
});

test("removes characters that XML forbids, because Word would reject the file", async () => {
  const bytes = await docx(compilation([here({ text: "few\uFFFEer words\uFFFF, \u0001please" })]));
  const xml = strFromU8(unzipSync(bytes)["word/comments.xml"] ?? new Uint8Array());
  expect(xml).toContain("fewer words, please");
});

test("lets other work run while it writes a long text, and stops when aborted", async () => {
  const long = draft(
    Array.from({ length: 400 }, (_, at) => ({ id: `p${String(at)}`, kind: "paragraph", content: "Words follow." })),
  );
  const abort = new AbortController();
  let turns = 0;
  const watch = setInterval(() => {
    turns += 1;
    if (turns === 2) abort.abort(new Error("gone"));
  }, 0);
  const pieces = collectPieces(writeDocx(compilation([], { draft: long })), abort.signal);
  await expect(bytesOf(pieces)).rejects.toThrow("gone");
  clearInterval(watch);
});

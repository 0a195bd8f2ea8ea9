import fc from "fast-check";
import { writeComments } from "../../../../server/export/ooxml/own-file/write-own-file.ts";
import { UnsupportedPackageError } from "../../../../server/export/package/parts.ts";
import { faultsOf } from "../../docx/ooxml-rules.ts";
import { commentsOf, type WordComment } from "../../docx/word-file.ts";
import { p, paragraphStyle, r, type WordParts } from "../../../import/docx/word-file.ts";
import { here, reply, speaker, words } from "../../sample.ts";
import { bodyOf, ownDraft, packed, partText } from "./own-draft.ts";

const first = "The Member States recognise that broadband is a basic service.";
const second = "Operators invite comments from all the stakeholders.";

/** Writes one comment on some text, and returns it as the file has it. */
async function commentOn(parts: Partial<WordParts>, exact: string): Promise<WordComment> {
  const version = await ownDraft(parts);
  const target = words(version.draft, version.idOf(exact), exact);
  const written = packed(writeComments(version.own([here({ targets: [target], text: "Why?" })])));
  const known = new Set(faultsOf(version.bytes));
  expect(faultsOf(written).filter((fault) => !known.has(fault))).toEqual([]);
  return commentsOf(written)[0]!;
}

test("keeps every part byte for byte if there are no comments", async () => {
  const word = fc.constantFrom("peace ", "and ", "a\tb", " ", "&amp;");
  const runs = fc.array(fc.tuple(word, fc.constantFrom("", "<w:b/>")), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(runs, { maxLength: 3 }), async (paragraphs) => {
      const body = paragraphs.map((list) => `<w:p>${list.map(([text, format]) => r(text, format)).join("")}</w:p>`);
      const version = await ownDraft({ body: body.join("") + p(first) });
      const own = version.own([]);
      expect([...writeComments(own)]).toEqual([...own.parts]);
    }),
    { numRuns: 20, seed: 3 },
  );
});

test("changes only the run with the comment, and the parts of comments", async () => {
  const version = await ownDraft({ body: p(first) + `<w:p w:rsidR="00A1"><w:r><w:t>Kept  as </w:t></w:r></w:p>` });
  const own = version.own([here({ targets: [words(version.draft, version.idOf(first), "broadband")] })]);
  const written = writeComments(own);
  const sign = `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`;
  expect(bodyOf(written)).toBe(
    `<w:p>${r("The Member States recognise that ")}<w:commentRangeStart w:id="0"/>${r("broadband")}${sign}` +
      `${r(" is a basic service.")}</w:p><w:p w:rsidR="00A1"><w:r><w:t>Kept  as </w:t></w:r></w:p>`,
  );
  const changed = [...written].filter(([name, bytes]) => own.parts.get(name) !== bytes).map(([name]) => name);
  expect(changed.sort()).toEqual([
    "[Content_Types].xml",
    "word/_rels/document.xml.rels",
    "word/comments.xml",
    "word/commentsExtended.xml",
    "word/document.xml",
    "word/styles.xml",
  ]);
});

test("writes each comment and reply under its own author, initials and date, and answers as replies", async () => {
  const version = await ownDraft({ body: p(first) });
  const chen = speaker("Chen Li", ["Sinica"]);
  const target = words(version.draft, version.idOf(first), "basic");
  const thread = here({ targets: [target], text: "Which?" }, [reply({ text: "That one.", speaker: chen })]);
  const [comment, answer] = commentsOf(packed(writeComments(version.own([thread]))));
  expect(comment).toMatchObject({
    author: "Ana Ruiz (ISOC and APC)",
    initials: "AR",
    date: "2013-02-10T08:30:00Z",
    parent: null,
    on: "basic",
  });
  expect(comment?.paragraphs).toContain("Which?");
  expect(answer).toMatchObject({ author: "Chen Li (Sinica)", date: "2013-02-11T08:30:00Z", parent: 0, on: "basic" });
});

test("marks a resolved comment as resolved", async () => {
  const version = await ownDraft({ body: p(first) });
  const thread = here({ targets: [words(version.draft, version.idOf(first), "basic")], resolved: true });
  expect(commentsOf(packed(writeComments(version.own([thread]))))[0]?.resolved).toBe(true);
});

test("keeps the file's own comments, and numbers the others after them", async () => {
  const own = `<w:comment w:id="7" w:author="Editor" w:initials="E"><w:p w14:paraId="5A000000"><w:r><w:t>Own.</w:t></w:r></w:p></w:comment>`;
  const version = await ownDraft({
    body: `<w:p><w:commentRangeStart w:id="7"/>${r(first)}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>`,
    comments: own,
    commentsExtended: "",
  });
  const thread = here({ targets: [{ kind: "clause", clause: version.idOf(first) }] });
  const written = writeComments(version.own([thread]));
  expect(partText(written, "word/comments.xml")).toContain(own);
  expect(partText(written, "word/comments.xml")).toContain('<w:comment w:id="8" w:author="Ana Ruiz');
  expect(partText(written, "word/comments.xml")).toContain('w14:paraId="5A000001"');
  expect(bodyOf(written)).toContain('<w:commentRangeStart w:id="7"/><w:commentRangeStart w:id="8"/>');
});

test("marks a range in one run, across runs, links and fields, and across clauses", async () => {
  const link = `<w:hyperlink w:anchor="a">${r("basic ")}</w:hyperlink>`;
  const field =
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>' +
    `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${r("service 7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const body = `<w:p>${r("It is a ", "<w:b/>")}${link}${field}${r(" for all.")}</w:p>${p(second)}`;
  expect((await commentOn({ body }, "a basic service")).on).toBe("a basic service");
  const version = await ownDraft({ body });
  const [from, to] = [version.idOf("for all."), version.idOf(second)];
  const target = words(version.draft, from, "for all.", { clause: to, exact: "Operators" });
  const [comment] = commentsOf(packed(writeComments(version.own([here({ targets: [target] })]))));
  expect(comment?.on).toBe("for all.\nOperators");
});

test("marks a comment in a cell of a table", async () => {
  const cell = (text: string) => `<w:tc><w:tcPr/>${p(text)}</w:tc>`;
  const table = `<w:tbl><w:tblPr/><w:tblGrid/><w:tr>${cell("Year")}${cell("Share of all")}</w:tr></w:tbl>`;
  expect((await commentOn({ body: p(first) + table + p(second) }, "Share")).on).toBe("Share");
});

test("marks a comment on a footnote at its reference, and quotes the text", async () => {
  const footnotes = `<w:footnote w:id="2">${p("See the record.")}</w:footnote>`;
  const body = `<w:p>${r("A text")}<w:r><w:footnoteReference w:id="2"/></w:r>${r(" goes on.")}</w:p>`;
  const version = await ownDraft({ body, footnotes });
  const target = words(version.draft, version.idOf("the record"), "the record");
  const written = writeComments(version.own([here({ targets: [target] })]));
  expect(bodyOf(written)).toContain(
    '<w:commentRangeStart w:id="0"/><w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeEnd w:id="0"/>',
  );
  expect(commentsOf(packed(written))[0]?.paragraphs).toContain("On note 1: “the record”");
});

test("marks a comment on a text box at the box, and names its clause", async () => {
  const box = `<w:r><w:drawing><wps:txbx><w:txbxContent>${p("In the box.")}</w:txbxContent></wps:txbx></w:drawing></w:r>`;
  const version = await ownDraft({ body: `<w:p>${r(first)}${box}</w:p>${p(second)}` });
  const target = words(version.draft, version.idOf("In the box."), "box");
  const written = writeComments(version.own([here({ targets: [target] })]));
  expect(bodyOf(written)).toContain(`<w:commentRangeStart w:id="0"/>${box}<w:commentRangeEnd w:id="0"/>`);
  const [comment] = commentsOf(packed(written));
  expect(comment?.paragraphs.at(-1)).toMatch(/^About .*\. This file cannot have a comment there\.$/u);
});

test("marks a comment on a clause without text at the paragraph with its label", async () => {
  const body = p("Article 9") + p("Option 1") + p(first) + p("Option 2") + p(second);
  const version = await ownDraft({ body });
  const option = version.draft.children.find(({ attrs }) => attrs["label"] === "Option 2");
  expect(option?.textContent).toBe("");
  const thread = here({ targets: [{ kind: "clause", clause: String(option?.attrs["id"]) }] });
  expect(commentsOf(packed(writeComments(version.own([thread]))))[0]?.on).toBe("Option 2");
});

test("marks unplaced comments at the title, and names the text that they were about", async () => {
  const title = p("A draft", '<w:pStyle w:val="Title"/>');
  const version = await ownDraft({ body: title + p(first), styles: paragraphStyle("Title", "Title", "") });
  const target = words(version.draft, version.idOf(first), "broadband");
  const orphan = here({ targets: [target] }, [], { state: "orphan", score: 0, targets: [] });
  const [comment] = commentsOf(packed(writeComments(version.own([orphan]))));
  expect(comment?.on).toBe("A draft");
  expect(comment?.paragraphs.join("\n")).toContain("“broadband”");
  expect(comment?.paragraphs.join("\n")).toContain("Unplaced in this draft");
});

test("uses the file's own styles for comments, and adds only the one that marks our own text", async () => {
  const styles =
    paragraphStyle("Kommentartext", "annotation text", "") +
    '<w:style w:type="character" w:styleId="Kommentarzeichen"><w:name w:val="annotation reference"/></w:style>';
  const version = await ownDraft({ body: p(first), styles });
  const written = writeComments(version.own([here({ targets: [{ kind: "clause", clause: version.idOf(first) }] })]));
  expect(partText(written, "word/comments.xml")).toContain('<w:pStyle w:val="Kommentartext"/>');
  expect(bodyOf(written)).toContain('<w:rPr><w:rStyle w:val="Kommentarzeichen"/></w:rPr><w:commentReference');
  expect(partText(written, "word/styles.xml").replace(/<w:style [^>]*w:styleId="CommentMeta".*?<\/w:style>/u, "")).toBe(
    partText(version.own([]).parts, "word/styles.xml"),
  );
});

test("keeps the file's own tracked changes around a comment", async () => {
  const by = 'w:id="1" w:author="Editor" w:date="2013-01-01T00:00:00Z"';
  const body = `<w:p>${r("We ")}<w:ins ${by}>${r("firmly agree")}</w:ins><w:del ${by}><w:r><w:delText>object</w:delText></w:r></w:del>${r(".")}</w:p>`;
  const version = await ownDraft({ body });
  const target = words(version.draft, version.idOf("firmly"), "agree");
  const written = writeComments(version.own([here({ targets: [target] })]));
  expect(bodyOf(written)).toContain(`<w:ins ${by}>${r("firmly ")}<w:commentRangeStart w:id="0"/>${r("agree")}`);
  expect(bodyOf(written)).toContain(`<w:del ${by}><w:r><w:delText>object</w:delText></w:r></w:del>`);
});

test("refuses a file whose part has another prefix for Word's namespace", async () => {
  const version = await ownDraft({ body: p(first) });
  const own = version.own([here({ targets: [{ kind: "document" }] })]);
  const other = partText(own.parts, "word/document.xml")
    .replaceAll(/(<\/?|\s|xmlns:)w:/gu, "$1x:")
    .replace("xmlns:w=", "xmlns:x=");
  const parts = new Map(own.parts).set("word/document.xml", new TextEncoder().encode(other));
  expect(() => writeComments({ ...own, parts })).toThrow(UnsupportedPackageError);
});

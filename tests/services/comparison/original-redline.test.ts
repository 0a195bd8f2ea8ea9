import { strFromU8, unzipSync } from "fflate";
import fc from "fast-check";
import { originalRedline } from "../../../server/services/comparison/redline-files.ts";
import { faultsOf } from "../../export/docx/ooxml-rules.ts";
import { paragraphsAfter } from "../../export/docx/word-file.ts";
import { abstractNum, li, num, p, paragraphStyle, r, wordFile, type WordParts } from "../../import/docx/word-file.ts";

const by = { author: "Chair", date: "2013-02-06T00:00:00.000Z", via: [], withoutPrivate: false };
const file = (bytes: Uint8Array, name = "draft.docx") => ({ name, bytes });

async function redline(base: Partial<WordParts>, revised: Partial<WordParts>): Promise<Uint8Array> {
  const files = [base, revised].map((parts) => file(wordFile({ body: "", footnotes: "", ...parts })));
  const result = await originalRedline(files[0]!, files[1]!, by);
  if ("refused" in result) throw new Error(result.refused);
  return result.bytes;
}

const partsOf = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));

/** The body of a redline without ids, authors and dates. */
const bodyOf = (bytes: Uint8Array): string =>
  (/<w:body>(.*)<w:sectPr\/>/su.exec(partsOf(bytes)["word/document.xml"] ?? "")?.[1] ?? "").replaceAll(
    / w:(?:id|author|date)="[^"]*"/gu,
    "",
  );

const changes = async (base: string, revised: string): Promise<string> =>
  bodyOf(await redline({ body: base }, { body: revised }));

const cell = (text: string) => `<w:tc><w:tcPr/>${p(text)}</w:tc>`;
const row = (...texts: string[]) => `<w:tr>${texts.map(cell).join("")}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join("")}</w:tbl>`;
const note = (id: number, text: string) => `<w:footnote w:id="${id}">${p(text)}</w:footnote>`;
const noteSign = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
const link = (content: string) => `<w:hyperlink w:anchor="a">${content}</w:hyperlink>`;
const field = (result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

const first = "The Member States recognise that broadband is a basic service.";
const second = "Operators invite comments from all the stakeholders before they decide.";
const third = "The Secretary-General reports every year to the Council on the progress made.";

test("keeps every part byte for byte if nothing changed", async () => {
  const body =
    li(1, 0, first) +
    `<w:p><w:pPr><w:jc w:val="right"/></w:pPr>${link(r("a link"))}<w:bookmarkStart w:id="0" w:name="a"/>${field("7")}</w:p>` +
    table(row("1", "2"), row("3", "4")) +
    `<w:sdt><w:sdtPr/><w:sdtContent>${p(second)}</w:sdtContent></w:sdt>` +
    `<w:p>${r("A note", "<w:b/>")}${noteSign(2)}</w:p>`;
  const numbering = abstractNum(1, [["decimal", "%1."]]) + num(1, 1);
  const bytes = wordFile({ body, numbering, footnotes: note(2, "Its text.") });
  const result = await originalRedline(file(bytes), file(bytes), by);
  expect("bytes" in result && partsOf(result.bytes)).toEqual(partsOf(bytes));
});

const words = fc.constantFrom("peace", "and", "the", "Parties", "agree", "to", "(a)", "2013", "shall", "é");
const run = fc
  .tuple(fc.array(words, { minLength: 1, maxLength: 5 }), fc.constantFrom("", "<w:b/>", "<w:i/>"))
  .map(([texts, format]) => r(texts.map((text) => `${text} `).join(""), format));
const inline = fc.oneof(
  { weight: 8, arbitrary: run },
  run.map(link),
  fc.constantFrom("6", "7").map(field),
  fc.constantFrom(2, 3).map(noteSign),
  fc.constant("<w:r><w:tab/></w:r>"),
);
const paragraph = fc
  .tuple(fc.constantFrom("", '<w:jc w:val="right"/>'), fc.array(inline, { maxLength: 4 }))
  .map(([format, runs]) => `<w:p>${format && `<w:pPr>${format}</w:pPr>`}${runs.join("")}</w:p>`);
const block = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  fc
    .array(fc.tuple(words, words), { minLength: 1, maxLength: 3 })
    .map((rows) => table(...rows.map((pair) => row(...pair)))),
);
const bodies = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => blocks.join("") + p("The end."));

/** A body, and the same one with some paragraphs removed, repeated or from another body. */
const pairs = fc
  .tuple(bodies, bodies, fc.array(fc.nat(3), { minLength: 20, maxLength: 20 }))
  .map(([base, other, picks]) => {
    const others = other.split(/(?<=<\/w:p>)(?=<w:p>)/u);
    const revised = base.split(/(?<=<\/w:p>)(?=<w:p>)/u).flatMap((part, index) => {
      const pick = picks[index % picks.length] ?? 0;
      const added = others[index % others.length] ?? "";
      return pick === 0 && part.startsWith("<w:p>") && part.endsWith("</w:p>") && !part.includes("<w:tbl>")
        ? [added]
        : pick === 1
          ? [part, added]
          : [part];
    });
    return [base, revised.join("")] as const;
  });

test("accepting all gives the revised text and rejecting all the base text, in valid files", async () => {
  const footnotes = note(2, "See Annex A.") + note(3, "Since 2013.");
  await fc.assert(
    fc.asyncProperty(pairs, async ([base, revised]) => {
      const written = await redline({ body: base, footnotes }, { body: revised, footnotes });
      const parts = { footnotes };
      expect(paragraphsAfter(written, "accept")).toEqual(
        paragraphsAfter(wordFile({ ...parts, body: revised }), "accept"),
      );
      expect(paragraphsAfter(written, "reject")).toEqual(paragraphsAfter(wordFile({ ...parts, body: base }), "accept"));
      const known = new Set(faultsOf(wordFile({ ...parts, body: revised + base })));
      expect(faultsOf(written).filter((fault) => !known.has(fault))).toEqual([]);
    }),
    { numRuns: 60, seed: 5 },
  );
});

test("cuts a run only where a change begins and ends", async () => {
  expect(await changes(p("We agree to meet."), p("We hope to meet."))).toBe(
    `<w:p>${r("We ")}<w:del><w:r><w:delText xml:space="preserve">agree</w:delText></w:r></w:del><w:ins>${r("hope")}</w:ins>${r(" to meet.")}</w:p>`,
  );
});

test("names the author and the date as asked", async () => {
  const { "word/document.xml": xml } = partsOf(await redline({ body: p(first) }, { body: p(second) }));
  expect([...(xml ?? "").matchAll(/w:author="([^"]*)" w:date="([^"]*)"/gu)].map(([, ...found]) => found)).toEqual([
    ["Chair", "2013-02-06T00:00:00Z"],
    ["Chair", "2013-02-06T00:00:00Z"],
  ]);
});

test("keeps the formatting of deleted text, and leaves out a style that the revised file lacks", async () => {
  const base =
    p(first) + `<w:p>${r(second, '<w:rStyle w:val="Gone"/><w:b/><w:color w:val="FF0000"/>')}</w:p>` + p(third);
  expect(await changes(base, p(first) + p(third))).toContain(
    `<w:del><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:delText xml:space="preserve">${second}</w:delText>`,
  );
});

test("keeps a style of deleted text under the name that the revised file gives it", async () => {
  const body = (style: string, text: string) => p(first) + text.replace("STYLE", style) + p(third);
  const styled = p(second, '<w:pStyle w:val="STYLE"/>');
  const written = await redline(
    { body: body("Old", styled), styles: paragraphStyle("Old", "Quote", "") },
    { body: body("", ""), styles: paragraphStyle("New", "Quote", "") },
  );
  expect(bodyOf(written)).toContain('<w:pPr><w:pStyle w:val="New"/><w:rPr><w:del/></w:rPr></w:pPr>');
});

test("tracks a change of formatting with the formatting before", async () => {
  expect(await changes(p(first), `<w:p>${r(first, "<w:b/>")}</w:p>`)).toBe(
    `<w:p>${r(first, "<w:b/><w:rPrChange><w:rPr/></w:rPrChange>")}</w:p>`,
  );
  expect(await changes(p(first, '<w:jc w:val="right"/>'), p(first, '<w:jc w:val="center"/>'))).toContain(
    '<w:pPr><w:jc w:val="center"/><w:pPrChange><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange></w:pPr>',
  );
});

const raised = '<w:vertAlign w:val="subscript"/>';

test("keeps a paragraph in which formatting begins inside a word, if only another one changed", async () => {
  const formula = `<w:p>${r("CO")}${r("2", raised)}${r(" emissions")}</w:p>`;
  const written = await changes(formula + p(first), formula + p(first.replace("basic", "vital")));
  expect(written).toContain(formula);
  expect(written).not.toContain("rPrChange");
});

test("tracks formatting that begins or ends inside a word for its letters alone", async () => {
  const plain = p("CO2 emissions");
  const formula = (format: string): string => `<w:p>${r("CO")}${r("2", format)}${r(" emissions")}</w:p>`;
  const before = (format: string): string => `<w:rPrChange>${format}</w:rPrChange>`;
  expect(await changes(plain, formula(raised))).toBe(formula(raised + before("<w:rPr/>")));
  expect(await changes(formula(raised), plain)).toBe(formula(before(`<w:rPr>${raised}</w:rPr>`)));
});

test("keeps pictures, bookmarks, comments and links beside a change", async () => {
  const kept =
    '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r><w:bookmarkStart w:name="b"/><w:bookmarkEnd/>' +
    `<w:commentRangeStart/>${r("commented", "<w:b/>")}<w:commentRangeEnd/><w:r><w:commentReference/></w:r>${link(r("a link"))}`;
  const body = (word: string) => `<w:p>${r(`We ${word} `)}${kept}</w:p>`;
  expect(await changes(body("agree"), body("hope"))).toContain(kept);
});

test("tracks a change in a text box inside it", async () => {
  const box = (text: string) =>
    `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p(text)}</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>`;
  const written = await changes(box("We agree to meet."), box("We hope to meet."));
  expect(written).toMatch(/<w:txbxContent>.*<w:ins>.*<\/w:txbxContent>/u);
  expect(written.match(/<w:drawing>/gu)).toHaveLength(1);
});

test("tracks an inserted and a deleted row as rows", async () => {
  const [one, two, three] = [row("one", "1"), row("two", "2"), row("three", "3")];
  const inserted = await changes(table(one, three) + p(""), table(one, two, three) + p(""));
  expect(inserted.match(/<w:trPr><w:ins\/><\/w:trPr>/gu)).toHaveLength(1);
  const deleted = await changes(table(one, two, three) + p(""), table(one, three) + p(""));
  expect(deleted).toMatch(/three/u);
  expect(deleted.match(/<w:trPr><w:del\/><\/w:trPr>/gu)).toHaveLength(1);
});

test("tracks a deleted table with its grid", async () => {
  const written = await changes(p(first) + table(row("one", "1")) + p(second), p(first) + p(second));
  expect(written).toContain("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:del/></w:trPr>");
});

test("splits a paragraph with one inserted end, and joins two with one deleted end", async () => {
  const [joined, split] = [p(`${first} ${second}`), `<w:p>${r(`${first} `)}</w:p>${p(second)}`];
  expect(await changes(joined, split)).toBe(
    `<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>${r(`${first} `)}</w:p>${p(second)}`,
  );
  expect(await changes(split, joined)).toBe(
    `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${r(`${first} `)}</w:p><w:p>${r(second)}</w:p>`,
  );
});

test("tracks the text of an added and of a removed footnote", async () => {
  const signed = `<w:p>${r(first)}${noteSign(2)}</w:p>`;
  const added = partsOf(await redline({ body: p(first) }, { body: signed, footnotes: note(2, "A source.") }));
  expect(added["word/footnotes.xml"]).toMatch(/<w:ins [^>]+><w:r><w:t xml:space="preserve">A source\./u);
  const removed = partsOf(await redline({ body: signed, footnotes: note(2, "A source.") }, { body: p(first) }));
  const id = /<w:del [^>]+><w:r><w:footnoteReference w:id="(\d+)"\/>/u.exec(removed["word/document.xml"] ?? "")?.[1];
  expect(removed["word/footnotes.xml"]).toMatch(
    new RegExp(`<w:footnote w:id="${id ?? ""}">.*<w:delText[^>]*>A source`, "u"),
  );
});

test("tracks a paragraph that moved whole as a move", async () => {
  const written = await changes(
    p(first) + p(second) + p(third) + p("End."),
    p(first) + p(third) + p(second) + p("End."),
  );
  expect(written).toMatch(/<w:moveFromRangeStart w:name="(move\d+)"\/>.*<w:moveToRangeStart w:name="\1"\/>/u);
  expect(written).not.toMatch(/<w:(?:ins|del)\b/u);
});

test.each([
  ["at its end", [r(second), noteSign(2)]],
  ["in it", [r(second), noteSign(2), r(" They publish them.")]],
])("moves the footnote of a moved paragraph with the text %s", async (_, runs) => {
  const moved = `<w:p>${runs.join("")}</w:p>`;
  const footnotes = `<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>${r("See Annex A.")}</w:p></w:footnote>`;
  const written = await redline(
    { body: moved + p(first) + p(third), footnotes },
    { body: p(first) + p(third) + moved, footnotes },
  );
  const { "word/document.xml": body, "word/footnotes.xml": notes } = partsOf(written);
  expect(body).toMatch(/<w:moveFrom (?:(?!<\/w:moveFrom>).)*<w:footnoteReference w:id="3"\/>/u);
  expect(body).toMatch(/<w:moveTo (?:(?!<\/w:moveTo>).)*<w:footnoteReference w:id="2"\/>/u);
  const textOfNote = (change: string, id: number): RegExp =>
    new RegExp(
      `<w:footnote w:id="${id}"><w:p><w:r><w:footnoteRef/></w:r><w:${change}RangeStart [^>]*/><w:${change} [^>]*><w:r><w:t[^>]*>See Annex A.</w:t>`,
      "u",
    );
  expect(notes).toMatch(textOfNote("moveTo", 2));
  expect(notes).toMatch(textOfNote("moveFrom", 3));
});

test("keeps the sign of a deleted footnote", async () => {
  const sign = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>';
  const footnotes = `<w:footnote w:id="2"><w:p>${sign}${r("See Annex A.")}</w:p></w:footnote>`;
  const written = await redline({ body: `<w:p>${r(first)}${noteSign(2)}</w:p>`, footnotes }, { body: p(first) });
  expect(partsOf(written)["word/footnotes.xml"]).toContain(`<w:p>${sign}<w:del `);
});

test("replaces a field whole if its instruction changed", async () => {
  const written = await changes(
    `<w:p>${r(first)}${field("7")}</w:p>`,
    `<w:p>${r(first)}${field("7").replace("REF a", "REF b")}</w:p>`,
  );
  expect(written).toMatch(/<w:del><w:r><w:fldChar w:fldCharType="begin"\/><\/w:r><w:r><w:delInstrText[^>]*> REF a </u);
  expect(written).toMatch(/<w:ins><w:r><w:fldChar w:fldCharType="begin"\/>/u);
});

test("does not cut a link where a paragraph end was deleted inside it", async () => {
  const base = `<w:p>${r(`${first} `)}</w:p>${p(second)}`;
  const revised = `<w:p>${link(r(`${first} `) + r(second))}</w:p>`;
  const written = await redline({ body: base }, { body: revised });
  expect(paragraphsAfter(written, "reject")).toEqual([`${first} `, second]);
  expect(bodyOf(written).match(/<w:hyperlink/gu)).toHaveLength(1);
});

test("adds the list of a deleted paragraph if the revised file lacks it", async () => {
  const numbering = abstractNum(4, [["upperRoman", "%1."]]) + num(9, 4);
  const written = partsOf(
    await redline(
      { body: p(first) + li(9, 0, second) + p(third), numbering },
      { body: p(first) + p(third), numbering: "" },
    ),
  );
  expect(written["word/numbering.xml"]).toMatch(
    /<w:abstractNum w:abstractNumId="1">.*upperRoman.*<w:num w:numId="1">/u,
  );
  expect(written["word/document.xml"]).toContain('<w:numId w:val="1"/>');
});

test("copies a deleted picture into the file", async () => {
  const base = wordFile({
    body: p(first) + `<w:p><w:r><w:drawing><a:blip r:embed="pic"/></w:drawing></w:r></w:p>` + p(third),
    links: { pic: "https://example.org/picture.png" },
  });
  const result = await originalRedline(file(base), file(wordFile({ body: p(first) + p(third) })), by);
  const parts = partsOf("bytes" in result ? result.bytes : new Uint8Array());
  const id = /<w:del .*<a:blip r:embed="([^"]+)"/u.exec(parts["word/document.xml"] ?? "")?.[1];
  expect(parts["word/_rels/document.xml.rels"]).toContain(`Id="${id ?? ""}"`);
  expect(parts["word/_rels/document.xml.rels"]).toContain("https://example.org/picture.png");
});

test("accepts the tracked changes of the two files first and counts them", async () => {
  const pending = `<w:p>${r("We ")}<w:del w:id="1" w:author="A">${r("agree").replaceAll("w:t", "w:delText")}</w:del><w:ins w:id="2" w:author="A">${r("hope")}</w:ins>${r(" to meet.")}</w:p>`;
  const files = [p("We agree to meet."), pending].map((body) => file(wordFile({ body, footnotes: "" })));
  const result = await originalRedline(files[0]!, files[1]!, by);
  expect(result).toMatchObject({ notes: [{ code: "changes-accepted", count: 2 }] });
  expect("bytes" in result && paragraphsAfter(result.bytes, "reject")).toEqual(["We agree to meet."]);
  expect("bytes" in result && paragraphsAfter(result.bytes, "accept")).toEqual(["We hope to meet."]);
});

test("counts only the comments of the base that the revised file lacks", async () => {
  const comment = (id: number, text: string): string => `<w:comment w:id="${id}" w:author="A">${p(text)}</w:comment>`;
  const files = [
    { body: p(first), comments: comment(0, "Why?") + comment(1, "Why?") + comment(2, "When?") },
    { body: p(second), comments: comment(4, "When?") + comment(5, "Why?") },
  ].map((parts) => file(wordFile(parts)));
  const result = await originalRedline(files[0]!, files[1]!, by);
  expect(result).toMatchObject({ notes: [{ code: "base-comments-left-out", count: 1 }] });
  expect(await originalRedline(files[0]!, files[0]!, by)).toMatchObject({ notes: [] });
});

test("reports what it leaves out of the base", async () => {
  const comment = `<w:comment w:id="0" w:author="A">${p("Why?")}</w:comment>`;
  const styled = p(first, '<w:pStyle w:val="Gone"/>');
  const base = wordFile({ body: styled + p(second), comments: comment, styles: paragraphStyle("Gone", "Gone", "") });
  const result = await originalRedline(file(base), file(wordFile({ body: p(second) })), by);
  expect("notes" in result && result.notes).toEqual([
    { code: "base-comments-left-out", count: 1 },
    { code: "styles-left-out", count: 1 },
  ]);
});

test.each([
  ["a file in another format", file(new TextEncoder().encode(first), "draft.txt"), "not-word"],
  ["a file with another file inside", file(wordFile({ body: `${p(first)}<w:altChunk r:id="x"/>` })), "unsupported"],
])("refuses %s", async (_, revised, refused) => {
  expect(await originalRedline(file(wordFile({ body: p(first) })), revised, by)).toEqual({ refused });
});

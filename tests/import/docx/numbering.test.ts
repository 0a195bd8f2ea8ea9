import { readDocx } from "../../../server/import/docx/read-docx.ts";
import { abstractNum, li, num, p, paragraphStyle, startOverride, wordFile, type WordParts } from "./word-file.ts";

const letters = [
  ["decimal", "%1."],
  ["lowerLetter", "%2)"],
  ["lowerRoman", "%3)"],
] as const;
const outline = [
  ["decimal", "%1"],
  ["decimal", "%1.%2"],
  ["decimal", "%1.%2.%3"],
] as const;

/** Each result agrees with LibreOffice's output for the same file, unless noted. */
test.each<[what: string, numbering: string, body: string, printed: string]>([
  [
    "numbers with zeros, words and enclosed numbers",
    abstractNum(0, [["decimalZero", "%1."]]) +
      abstractNum(1, [["ordinalText", "%1:"]]) +
      abstractNum(2, [["decimalEnclosedCircle", "%1"]]) +
      num(1, 0) +
      num(2, 1) +
      num(3, 2),
    li(1, 0, "A") + li(1, 0, "B") + li(2, 0, "C") + li(2, 0, "D") + li(3, 0, "E") + li(3, 0, "F"),
    "01. A, 02. B, First: C, Second: D, ① E, ② F",
  ],
  [
    "a level restarts after an entry of the level above",
    abstractNum(0, letters) + num(1, 0),
    li(1, 0, "A") + li(1, 1, "B") + li(1, 1, "C") + li(1, 0, "D") + li(1, 1, "E") + li(1, 2, "F"),
    "1. A, a) B, b) C, 2. D, a) E, i) F",
  ],
  [
    "lists with the same definition continue one numbering",
    abstractNum(0, letters) + num(1, 0) + num(2, 0),
    li(1, 0, "A") + li(2, 0, "B") + li(1, 0, "C") + li(2, 1, "D") + li(1, 1, "E"),
    "1. A, 2. B, 3. C, a) D, b) E",
  ],
  [
    "a start override applies only once",
    abstractNum(0, letters) + num(1, 0) + num(2, 0, startOverride(0, 5)),
    li(1, 0, "A") + li(1, 0, "B") + li(2, 0, "C") + li(2, 0, "D") + li(1, 0, "E") + li(2, 0, "F"),
    "1. A, 2. B, 5. C, 6. D, 7. E, 8. F",
  ],
  [
    "a skipped level counts as begun",
    abstractNum(0, outline) + num(1, 0),
    li(1, 1, "A") + li(1, 1, "B") + li(1, 0, "C") + li(1, 2, "D") + li(1, 1, "E") + li(1, 0, "F") + li(1, 2, "G"),
    "1.1 A, 1.2 B, 2 C, 2.1.1 D, 2.2 E, 3 F, 3.1.1 G",
  ],
  [
    "legal numbering writes the levels above in digits",
    abstractNum(0, [
      ["upperRoman", "%1."],
      ["decimal", "%1.%2", "<w:isLgl/>"],
    ]) + num(1, 0),
    li(1, 0, "A") + li(1, 0, "B") + li(1, 1, "C"),
    "I. A, II. B, 2.1 C",
  ],
  [
    "a level that never restarts continues (LibreOffice restarts it; ISO 29500-1, 17.9.10)",
    abstractNum(0, [
      ["decimal", "%1."],
      ["lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>'],
    ]) + num(1, 0),
    li(1, 0, "A") + li(1, 1, "B") + li(1, 0, "C") + li(1, 1, "D"),
    "1. A, a) B, 2. C, b) D",
  ],
  [
    "a list can override a level",
    abstractNum(0, letters) +
      num(1, 0) +
      num(
        2,
        0,
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>',
      ),
    li(1, 0, "A") + li(2, 0, "B") + li(1, 0, "C"),
    "1. A, B) B, 3. C",
  ],
  [
    "an empty numbered paragraph is counted but not printed",
    abstractNum(0, letters) + num(1, 0),
    li(1, 0, "A") + li(1, 0, "") + li(1, 0, "C"),
    "1. A, 3. C",
  ],
  ["a bullet is not a number", abstractNum(0, [["bullet", "\uF0B7"]]) + num(1, 0), li(1, 0, "A"), "A"],
  [
    "text around the number is part of the label",
    abstractNum(0, [["decimal", "Article %1 –"]]) + num(1, 0),
    li(1, 0, "A"),
    "Article 1 – A",
  ],
])("%s", (_what, numbering, body, printed) => {
  expect(print({ numbering, body })).toBe(printed);
});

test.each([
  ["lowerLetter", 28, "bb"],
  ["lowerRoman", 4, "iv"],
  ["arabicAlpha", 3, "ت"],
  ["arabicAbjad", 3, "ج"],
  ["russianLower", 10, "к"],
  ["chineseCounting", 12, "十二"],
  ["decimalZero", 3, "03"],
])("the format %s writes %i as %s", (format, n, written) => {
  const numbering = abstractNum(0, [[format, "%1", `<w:start w:val="${String(n)}"/>`]]) + num(1, 0);
  expect(print({ numbering, body: li(1, 0, "A") })).toBe(`${written} A`);
});

test("writes an unknown format in digits, with a notice", () => {
  const blocks = readDocx(
    wordFile({ numbering: abstractNum(0, [["hebrew1", "%1"]]) + num(1, 0), body: li(1, 0, "A") }),
  );
  expect(blocks.blocks[0]?.number).toBe("1");
  expect(blocks.notices).toEqual([{ code: "number-format-unknown", params: { format: "hebrew1" }, at: 1 }]);
});

test("takes numbers from styles and from the styles they are based on", () => {
  const styles =
    paragraphStyle(
      "H1",
      "heading 1",
      '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>',
    ) +
    paragraphStyle(
      "H2",
      "heading 2",
      '<w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>',
    ) +
    paragraphStyle("Sub", "Sub", '<w:basedOn w:val="H2"/>') +
    paragraphStyle("Plain", "Plain", '<w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>');
  const levels = [
    ["decimal", "%1", '<w:pStyle w:val="H1"/>'],
    ["decimal", "%1.%2", '<w:pStyle w:val="H2"/>'],
  ] as const;
  const none = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>';
  const body = [
    p("A", style("H1")),
    p("B", style("H2")),
    p("C", style("Sub")),
    p("D", style("Plain")),
    p("E", style("H1") + none),
    p("F", style("H1")),
    p("G", `${style("H1")}<w:numPr><w:ilvl w:val="1"/></w:numPr>`),
  ].join("");
  expect(print({ styles, numbering: abstractNum(0, levels) + num(1, 0), body })).toBe(
    "1 A, 1.1 B, 1.2 C, D, E, 2 F, 2.1 G",
  );
});

test("takes a numbering definition from a list style", () => {
  const styles =
    '<w:style w:type="numbering" w:styleId="LS"><w:name w:val="LS"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="LS"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§%1"/></w:lvl></w:abstractNum>' +
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="LS"/></w:abstractNum>' +
    num(1, 0) +
    num(2, 1);
  expect(print({ styles, numbering, body: li(1, 0, "A") + li(2, 0, "B") + li(1, 0, "C") })).toBe("§1 A, §2 B, §3 C");
});

function style(id: string): string {
  return `<w:pStyle w:val="${id}"/>`;
}

/** Returns the numbers and texts of a file as its page shows them. */
function print(parts: WordParts): string {
  return readDocx(wordFile(parts))
    .blocks.map(({ number, pieces }) =>
      [number, ...pieces.map((piece) => (piece.kind === "text" ? piece.text : ""))].filter(Boolean).join(" "),
    )
    .join(", ");
}

test("writes custom zeros and ordinal words in the language of the file", () => {
  const zeros =
    '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>' +
    '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>';
  const custom = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="9"/>${zeros}<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>`;
  const numbering = custom + abstractNum(1, [["ordinalText", "%1 :"]]) + num(1, 0) + num(2, 1);
  const styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>';
  const { blocks } = readDocx(wordFile({ numbering, styles, body: li(1, 0, "A") + li(1, 0, "B") + li(2, 0, "C") }));
  expect(blocks.map(({ number }) => number)).toEqual(["009.", "010.", "Premier :"]);
});

test.each([
  ["accept", "1.", "formatting-changes-accepted"],
  ["reject", null, "formatting-changes-rejected"],
] as const)("%ss numbering that was switched on as a tracked change, and reports it", (changes, number, code) => {
  const body = p("a", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="1" w:author="Ann"/></w:numPr>');
  const { blocks, notices } = readDocx(
    wordFile({ body, numbering: abstractNum(1, [["decimal", "%1."]]) + num(1, 1) }),
    changes,
  );
  expect(blocks[0]?.number).toBe(number);
  expect(notices).toEqual([{ code, params: { count: 1 }, at: 0 }]);
});

test("reports another number as a tracked change", () => {
  const change = '<w:numberingChange w:id="1" w:author="Ann" w:original="%1:2:0:."/>';
  const body = p("a", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>${change}</w:numPr>`);
  const { notices } = readDocx(wordFile({ body, numbering: abstractNum(1, [["decimal", "%1."]]) + num(1, 1) }));
  expect(notices).toEqual([{ code: "formatting-changes-accepted", params: { count: 1 }, at: 0 }]);
});

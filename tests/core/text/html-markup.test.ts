import fc from "fast-check";
import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import type { Node } from "prosemirror-model";
import { clauseMarkup, escapeHtml, inlineMarkup, type MarkupRange } from "#core/text/html-markup.ts";
import { draftSchema } from "#core/text/schema.ts";

const { emphasis, strong, link, superscript } = draftSchema.marks;
const text = (text: string, ...marks: ReturnType<typeof mark>[]): Node => draftSchema.text(text, marks);
const mark = (type = emphasis, attributes?: Record<string, unknown>) => type.create(attributes);
const lineBreak = draftSchema.node("hardBreak");
const note = draftSchema.node("footnoteReference", { clause: "f1", label: "1" });

function clauseOf(content: Node[], attributes: Record<string, unknown> = {}): Node {
  return draftSchema.node("clause", { id: "c1", kind: "paragraph", label: null, depth: 0, ...attributes }, content);
}

const noteMarkup = '<sup class="footnote-reference"><a href="#f1" data-footnote="f1">1</a></sup>';

describe("a clause's content as HTML", () => {
  test.each<[string, Node[], string]>([
    ["is empty for an empty clause", [], ""],
    ["escapes the special characters of HTML", [text(`a < b & "c"`)], "a &lt; b &amp; &quot;c&quot;"],
    ["draws a mark as the schema does", [text("the "), text("Forum", mark())], "the <em>Forum</em>"],
    ["nests marks", [text("a", mark()), text("b", mark(), mark(strong))], "<em>a<strong>b</strong></em>"],
    ["keeps one element for equal marks", [text("a", mark()), lineBreak.mark([mark()])], "<em>a<br></em>"],
    [
      "escapes an attribute",
      [text("here", mark(link, { href: 'https://example.org/?a="&b' }))],
      '<a href="https://example.org/?a=&quot;&amp;b" rel="noopener noreferrer nofollow">here</a>',
    ],
    ["draws a footnote's number as a link to it", [text("words"), note, text(" on")], `words${noteMarkup} on`],
  ])("%s", (_name, content, expected) => {
    expect(inlineMarkup(clauseOf(content))).toBe(expected);
  });
});

describe("ranges in a clause's HTML", () => {
  const ins = (start: number, end: number): MarkupRange => ({ start, end, element: "ins" });
  const comment = (id: string, start: number, end: number): MarkupRange => ({
    start,
    end,
    element: "mark",
    attributes: { "data-annotation": id },
  });

  test.each<[string, Node[], MarkupRange[], string]>([
    ["wrap their text", [text("shall not")], [ins(0, 5)], "<ins>shall</ins> not"],
    [
      "are cut where a mark begins",
      [text("a "), text("bc", mark())],
      [ins(1, 3)],
      "a<ins> </ins><em><ins>b</ins>c</em>",
    ],
    [
      "nest if they overlap, the first one outside",
      [text("abcd")],
      [comment("2", 1, 4), comment("1", 0, 2)],
      '<mark data-annotation="1">a<mark data-annotation="2">b</mark></mark><mark data-annotation="2">cd</mark>',
    ],
    ["stay separate if they touch", [text("ab")], [ins(0, 1), ins(1, 2)], "<ins>a</ins><ins>b</ins>"],
    ["exclude a footnote number at their edge", [text("ab"), note], [ins(0, 2)], `<ins>ab</ins>${noteMarkup}`],
    [
      "include a footnote number between words",
      [text("a"), note, text("b")],
      [ins(0, 2)],
      `<ins>a${noteMarkup}b</ins>`,
    ],
    ["mark a position without text", [text("ab")], [ins(1, 1)], "a<ins></ins>b"],
    ["mark a position at the end", [text("ab")], [ins(2, 2)], "ab<ins></ins>"],
    ["mark a position in an empty clause", [], [ins(0, 0)], "<ins></ins>"],
    ["wrap a line break", [text("a"), lineBreak, text("b")], [ins(1, 2)], "a<ins><br></ins>b"],
  ])("%s", (_name, content, ranges, expected) => {
    expect(inlineMarkup(clauseOf(content), ranges)).toBe(expected);
  });

  test("draws only its part of a run, with footnotes after the preceding word", () => {
    const clause = clauseOf([text("one"), note, text(" two", mark())]);
    expect(inlineMarkup(clause, [], { start: 0, end: 3 })).toBe(`one${noteMarkup}`);
    expect(inlineMarkup(clause, [ins(1, 5)], { start: 3, end: 6 })).toBe("<em><ins> t</ins>w</em>");
  });
});

test("draws a clause with its element, fragment id, label and language", () => {
  const clause = clauseOf([text("that")], { kind: "recital", label: "a)", language: "ar", direction: "rtl" });
  expect(clauseMarkup(clause, [], { role: "note", class: "changed" })).toBe(
    '<div id="c1" class="clause clause-recital depth-0 changed" data-clause="c1" lang="ar" dir="rtl" role="note">' +
      '<span class="clause-label">a)</span> <div class="clause-text">that</div></div>',
  );
});

const words = fc.string({
  unit: fc.constantFrom("a", "b", " ", "<", ">", "&", "'", '"', "é", "字", "ع"),
  minLength: 1,
  maxLength: 6,
});
const marks = fc.subarray([emphasis.create(), strong.create(), superscript.create(), link.create({ href: "#c2" })]);
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(words, marks).map(([string, over]) => draftSchema.text(string, over)) },
  { weight: 1, arbitrary: fc.constant(lineBreak) },
  { weight: 1, arbitrary: fc.constant(note) },
);
const clauses = fc.array(piece, { maxLength: 8 }).map((content) => clauseOf(content));
const runsOf = (clause: Node) =>
  fc.array(
    fc
      .tuple(fc.nat(clause.textContent.length), fc.nat(clause.textContent.length))
      .map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) })),
    { maxLength: 6 },
  );

/**
 * Returns the clause's text as the markup shows it, and the text inside the elements that carry each range's number.
 */
function readMarkup(markup: string): { text: string; wrapped: Map<string, string> } {
  const wrapped = new Map<string, string>();
  const visit = (node: DefaultTreeAdapterTypes.ChildNode, inside: readonly string[]): string => {
    if (node.nodeName === "#text") return render((node as DefaultTreeAdapterTypes.TextNode).value, inside);
    if (node.nodeName === "br") return render(" ", inside);
    const element = node as DefaultTreeAdapterTypes.Element;
    const value = (name: string): string | undefined => element.attrs.find((one) => one.name === name)?.value;
    if (value("class") === "footnote-reference") return "";
    const range = value("data-range");
    const now = range === undefined ? inside : [...inside, range];
    if (range !== undefined) wrapped.set(range, wrapped.get(range) ?? "");
    return element.childNodes.map((child) => visit(child, now)).join("");
  };
  const render = (text: string, inside: readonly string[]): string => {
    for (const range of inside) wrapped.set(range, (wrapped.get(range) ?? "") + text);
    return text;
  };
  return {
    text: parseFragment(markup)
      .childNodes.map((node) => visit(node, []))
      .join(""),
    wrapped,
  };
}

test("keeps the text of the clause and wraps exactly the text of each range", () => {
  fc.assert(
    fc.property(
      clauses.chain((clause) => fc.tuple(fc.constant(clause), runsOf(clause))),
      ([clause, runs]) => {
        const ranges = runs.map((run, index): MarkupRange => ({
          ...run,
          element: "mark",
          attributes: { "data-range": String(index) },
        }));
        const { text: shown, wrapped } = readMarkup(inlineMarkup(clause, ranges));
        expect(shown).toBe(clause.textContent);
        for (const [index, { start, end }] of runs.entries()) {
          expect(wrapped.get(String(index))).toBe(clause.textContent.slice(start, end));
        }
      },
    ),
  );
});

test("spells the clause with consecutive runs and draws each footnote once", () => {
  fc.assert(
    fc.property(
      clauses.chain((clause) => fc.tuple(fc.constant(clause), fc.nat(clause.textContent.length))),
      ([clause, cut]) => {
        const length = clause.textContent.length;
        const both = [
          inlineMarkup(clause, [], { start: 0, end: cut }),
          ...(cut < length ? [inlineMarkup(clause, [], { start: cut, end: length })] : []),
        ].join("");
        const notes = (markup: string): number => markup.split("footnote-reference").length;
        expect(readMarkup(both).text).toBe(clause.textContent);
        if (cut > 0) expect(notes(both)).toBe(notes(inlineMarkup(clause)));
      },
    ),
  );
});

test("reads escaped text back unchanged", () => {
  fc.assert(
    fc.property(words, (string) => {
      expect(readMarkup(`<em title="${escapeHtml(string)}">${escapeHtml(string)}</em>`).text).toBe(string);
    }),
  );
});

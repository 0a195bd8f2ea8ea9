import fc from "fast-check";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { applyProposals } from "#core/propose/apply-proposals.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { writeProposals } from "../../../../server/export/ooxml/own-file/write-own-file.ts";
import { faultsOf } from "../../docx/ooxml-rules.ts";
import { commentsOf, paragraphsAfter } from "../../docx/word-file.ts";
import { abstractNum, li, num, p, paragraphStyle, r, wordFile } from "../../../import/docx/word-file.ts";
import { boris, here } from "../../sample.ts";
import { bodyOf, type OwnDraft, ownDraft, packed, partText, readOwn, textAfter } from "./own-draft.ts";

const text = (words: string, ...marks: string[]) => ({
  type: "text",
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
});

/** Replaces some words of a clause. */
function replaced(version: OwnDraft, from: string, to: string, within = from): ProposalOperation {
  const clause = version.idOf(within);
  const node = version.draft.children.find(({ attrs }) => attrs["id"] === clause);
  const offset = node?.textContent.indexOf(from) ?? -1;
  const end = { clause, offset: offset + from.length };
  return { kind: "replace", start: { clause, offset }, end, content: to === "" ? [] : [text(to)] };
}

const inserted = (after: string, words: string, label: string | null = null, kind = "paragraph"): ProposalOperation =>
  ({ kind: "insert", after, clause: { kind, label, depth: 0, content: [text(words)] } }) as ProposalOperation;

const proposal = (operations: ProposalOperation[], overrides: Parameters<typeof here>[0] = {}) =>
  here({ kind: "proposal", operations, targets: [{ kind: "document" }], text: "", ...overrides });

/** Writes proposals into a file, and checks the file against the rules of Word. */
function tracked(version: OwnDraft, ...proposals: ReturnType<typeof proposal>[]) {
  const own = version.own(proposals);
  const { parts, plan } = writeProposals(own, { withComments: false });
  const bytes = packed(parts);
  const known = new Set(faultsOf(version.bytes));
  expect(faultsOf(bytes).filter((fault) => !known.has(fault))).toEqual([]);
  return { parts, plan, bytes, body: bodyOf(parts).replaceAll(/ w:(?:id|author|date)="[^"]*"/gu, "") };
}

/** Lines of a text with single spaces, without empty ones. */
const lines = (whole: string) =>
  whole
    .split("\n")
    .map((line) => line.replaceAll(/\s+/gu, " ").trim())
    .filter((line) => line !== "");

const first = "The Member States recognise that broadband is a basic service.";
const second = "Operators invite comments from all the stakeholders before they decide.";
const third = "The Secretary-General reports every year to the Council.";
const body = p(first) + p(second) + p(third);

test("replaces words with the formatting of the words replaced, and cuts no other run", async () => {
  const version = await ownDraft({ body: `<w:p>${r("We ")}${r("firmly agree", "<w:b/>")}${r(" to meet.")}</w:p>` });
  const { body: written } = tracked(
    version,
    proposal([replaced(version, "firmly", "warmly", "We firmly agree to meet.")]),
  );
  expect(written).toBe(
    `<w:p>${r("We ")}<w:del><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">firmly</w:delText></w:r></w:del>` +
      `<w:ins><w:r><w:rPr><w:b w:val="0"/><w:bCs w:val="0"/></w:rPr><w:t xml:space="preserve">warmly</w:t></w:r></w:ins>` +
      `${r(" agree", "<w:b/>")}${r(" to meet.")}</w:p>`,
  );
});

test("writes each change under its author's name and day", async () => {
  const version = await ownDraft({ body });
  const { parts } = tracked(
    version,
    proposal([replaced(version, "basic", "vital", first)]),
    proposal([replaced(version, "all the", "those", second)], { speaker: boris, createdAt: "2013-02-12T10:00:00Z" }),
  );
  const marks = [...bodyOf(parts).matchAll(/<w:(ins|del) w:id="\d+" w:author="([^"]*)" w:date="([^"]*)"/gu)];
  expect(marks.map(([, kind, author, date]) => [kind, author, date])).toEqual([
    ["del", "Ana Ruiz (ISOC and APC)", "2013-02-10T00:00:00Z"],
    ["ins", "Ana Ruiz (ISOC and APC)", "2013-02-10T00:00:00Z"],
    ["del", "Boris Weil (Ruritania)", "2013-02-12T00:00:00Z"],
    ["ins", "Boris Weil (Ruritania)", "2013-02-12T00:00:00Z"],
  ]);
});

test("shows the earlier of two overlapping proposals, and says why the other is only a comment", async () => {
  const version = await ownDraft({ body });
  const own = version.own([
    proposal([replaced(version, "a basic service", "vital", first)], { createdAt: "2013-02-11T00:00:00Z" }),
    proposal([replaced(version, "basic", "useful", first)], { createdAt: "2013-02-12T00:00:00Z" }),
  ]);
  const { parts, plan } = writeProposals(own);
  expect([...plan.shown]).toEqual([1]);
  expect(plan.hidden.get(2)).toEqual({ reason: "taken", by: 1 });
  expect(paragraphsAfter(packed(parts), "accept")[0]).toContain("broadband is vital.");
  const [, other] = commentsOf(packed(parts));
  expect(other?.paragraphs.join("\n")).toContain("conflicts with Proposal 1");
});

test("deletes a clause with the end of its paragraph", async () => {
  const version = await ownDraft({ body });
  const { bytes, body: written } = tracked(version, proposal([{ kind: "delete", clause: version.idOf(second) }]));
  expect(written).toContain("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText");
  expect(paragraphsAfter(bytes, "accept")).toEqual([first, third]);
  expect(paragraphsAfter(bytes, "reject")).toEqual([first, second, third]);
});

test("inserts a clause that looks like its neighbours of the same kind", async () => {
  const format = '<w:pStyle w:val="Body"/><w:jc w:val="both"/>';
  const version = await ownDraft({ body: p(first, format) + p(second), styles: paragraphStyle("Body", "Body", "") });
  const { bytes, body: written } = tracked(version, proposal([inserted(version.idOf(first), "A new one.")]));
  expect(written).toContain(
    `<w:p><w:pPr>${format}<w:rPr><w:ins/></w:rPr></w:pPr><w:ins>${r("A new one.")}</w:ins></w:p>`,
  );
  expect(paragraphsAfter(bytes, "accept")).toEqual([first, "A new one.", second]);
  expect(paragraphsAfter(bytes, "reject")).toEqual([first, second]);
});

test("types the label of a new clause where Word numbers the others, and leaves their numbers", async () => {
  const numbering = abstractNum(1, [["decimal", "%1."]]) + num(1, 1);
  const version = await ownDraft({ body: li(1, 0, first) + li(1, 0, second), numbering });
  const kind = String(version.draft.child(0).attrs["kind"]);
  const { body: written } = tracked(version, proposal([inserted(version.idOf(first), "Added.", "1 bis", kind)]));
  expect(written).toContain('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>');
  expect(written).toContain('<w:t xml:space="preserve">1 bis.</w:t><w:tab/>');
});

test("changes a typed label in the manner that it is printed, and leaves a number of Word's in the comment", async () => {
  const typed = await ownDraft({ body: p("(a) the first item of a list;") + p("(b) the second item of a list.") });
  const relabel = (version: OwnDraft, words: string): ProposalOperation => ({
    kind: "relabel",
    clause: version.idOf(words),
    label: "c)",
  });
  const { bytes } = tracked(typed, proposal([relabel(typed, "the second")]));
  expect(paragraphsAfter(bytes, "accept")[1]).toBe("(c) the second item of a list.");
  expect(paragraphsAfter(bytes, "reject")[1]).toBe("(b) the second item of a list.");
  const numbering = abstractNum(1, [["lowerLetter", "%1)"]]) + num(1, 1);
  const numbered = await ownDraft({ body: li(1, 0, first) + li(1, 0, second), numbering });
  expect(tracked(numbered, proposal([relabel(numbered, second)])).plan.hidden.get(1)).toEqual({
    reason: "not-in-file",
  });
});

test("moves a clause with its formatting, and pairs both positions by name", async () => {
  const version = await ownDraft({
    body:
      `<w:p><w:pPr><w:jc w:val="right"/></w:pPr>${r("First ", "<w:b/>")}${r("of all.")}</w:p>` + p(second) + p(third),
  });
  const move: ProposalOperation = { kind: "move", clause: version.idOf("First of all."), after: version.idOf(second) };
  const { bytes, parts, body: written } = tracked(version, proposal([move]));
  expect(paragraphsAfter(bytes, "accept")).toEqual([second, "First of all.", third]);
  expect(paragraphsAfter(bytes, "reject")).toEqual(["First of all.", second, third]);
  expect(written).toContain(`<w:moveTo>${r("First ", "<w:b/>")}</w:moveTo><w:moveTo>${r("of all.")}</w:moveTo>`);
  expect(
    [...bodyOf(parts).matchAll(/move(?:From|To)RangeStart [^>]*w:name="([^"]*)"/gu)].map(([, name]) => name),
  ).toEqual(["move1", "move1"]);
});

test("deletes and inserts rows of a table", async () => {
  const cell = (words: string) => `<w:tc><w:tcPr><w:tcW w:w="900"/></w:tcPr>${p(words)}</w:tc>`;
  const row = (...texts: string[]) => `<w:tr>${texts.map(cell).join("")}</w:tr>`;
  const table = `<w:tbl><w:tblPr/><w:tblGrid/>${row("Year", "Share")}${row("2012", "38 per cent")}</w:tbl>`;
  const version = await ownDraft({ body: p(first) + table + p(second) });
  const cells = ["2013", "41 per cent"].map((words, at): ProposalOperation => ({
    kind: "insert",
    after: version.idOf("38 per cent"),
    clause: { kind: "cell", label: null, depth: 0, content: [text(words)], column: at + 1 },
  }));
  const gone = ["2012", "38 per cent"].map((words): ProposalOperation => ({
    kind: "delete",
    clause: version.idOf(words),
  }));
  const added = tracked(version, proposal(cells));
  expect(paragraphsAfter(added.bytes, "accept").slice(1, 7)).toEqual([
    "Year",
    "Share",
    "2012",
    "38 per cent",
    "2013",
    "41 per cent",
  ]);
  expect(paragraphsAfter(added.bytes, "reject").slice(1, 6)).toEqual(["Year", "Share", "2012", "38 per cent", second]);
  expect(added.body).toContain('<w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:tcPr><w:tcW w:w="900"/></w:tcPr>');
  const removed = tracked(version, proposal(gone));
  expect(paragraphsAfter(removed.bytes, "accept").slice(1, 4)).toEqual(["Year", "Share", second]);
  expect(removed.body.match(/<w:trPr><w:del\/><\/w:trPr>/gu)).toHaveLength(1);
});

const note = (id: number, words: string) =>
  `<w:footnote w:id="${id}"><w:p><w:r><w:footnoteRef/></w:r>${r(words)}</w:p></w:footnote>`;
const sign = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;

test("edits a footnote, deletes one with its sign, and adds one in the order of the references", async () => {
  const version = await ownDraft({
    body: `<w:p>${r("One")}${sign(2)}${r(" and two")}${sign(3)}${r(" and more.")}</w:p>`,
    footnotes: note(2, "See the record.") + note(3, "Since 2013."),
  });
  const edit = tracked(version, proposal([replaced(version, "the record", "Annex A")]));
  expect(paragraphsAfter(edit.bytes, "accept")).toEqual(["One{See Annex A.} and two{Since 2013.} and more."]);
  const gone = tracked(version, proposal([{ kind: "delete", clause: version.idOf("Since 2013.") }]));
  expect(paragraphsAfter(gone.bytes, "accept")).toEqual(["One{See the record.} and two and more."]);
  const point = { clause: version.idOf("and more"), offset: "One".length };
  const added = tracked(
    version,
    proposal([
      {
        kind: "replace",
        start: point,
        end: point,
        content: [text(" new"), { type: "footnoteReference", attrs: { clause: "new-1", label: "2" } }],
        notes: [{ label: "2", content: [text("A new note.")] }],
      },
    ]),
  );
  expect(paragraphsAfter(added.bytes, "accept")[0]).toMatch(/^One\{See the record\.\} new\{ A new note\.\} and two/u);
  expect(partText(added.parts, "word/footnotes.xml").match(/w:id="\d"(?=><w:p>)/gu)).toEqual([
    'w:id="2"',
    'w:id="4"',
    'w:id="3"',
  ]);
});

test("adds the part of footnotes to a file without any", async () => {
  const version = await readOwn(wordFile({ body, styles: "" }));
  const point = { clause: version.idOf(first), offset: first.length };
  const { parts } = tracked(
    version,
    proposal([
      {
        kind: "replace",
        start: point,
        end: point,
        content: [{ type: "footnoteReference", attrs: { clause: "new-1", label: "1" } }],
        notes: [{ label: "1", content: [text("A new note.")] }],
      },
    ]),
  );
  expect(paragraphsAfter(packed(parts), "accept")[0]).toBe(`${first}{ A new note.}`);
});

test("deletes a field with its whole result, and keeps one of which a part stays", async () => {
  const field = (result: string) =>
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>' +
    `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const version = await ownDraft({ body: `<w:p>${r("See ")}${field("Annex 7")}${r(" for details.")}</w:p>` });
  const whole = tracked(version, proposal([replaced(version, "Annex 7", "the end", "See Annex 7")]));
  expect(whole.body).toContain("<w:del><w:r><w:delInstrText");
  expect(whole.body.match(/<w:del><w:r><w:fldChar/gu)).toHaveLength(3);
  const part = tracked(version, proposal([replaced(version, "7", "8", "See Annex 7")]));
  expect(part.body).not.toContain("<w:del><w:r><w:fldChar");
});

const word = fc.constantFrom("peace", "and", "the", "Parties", "agree", "shall", "émigré", "A&amp;B");
const run = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 4 }),
    fc.constantFrom("", "<w:b/>", "<w:i/>"),
    fc.constantFrom(" ", "  "),
  )
  .map(([words, format, space]) => r(words.map((one) => `${one}${space}`).join(""), format));
const inline = fc.oneof(
  { weight: 6, arbitrary: run },
  run.map((content) => `<w:hyperlink w:anchor="a">${content}</w:hyperlink>`),
  fc.constant(sign(0)),
  fc.constant("<w:r><w:tab/></w:r>"),
);
const paragraph = fc
  .array(inline, { minLength: 1, maxLength: 4 })
  .map((runs) => `<w:p>${r("We ")}${runs.join("")}</w:p>`);
const choice = fc.record({
  kind: fc.constantFrom("replace", "replace", "replace", "insert", "delete", "move"),
  clause: fc.nat(20),
  other: fc.nat(20),
  from: fc.nat(60),
  length: fc.nat(12),
  words: fc.constantFrom("", "the Council ", "peace"),
});

test("accepting all gives the text with the proposals, and rejecting all the version's text", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(paragraph, { minLength: 1, maxLength: 5 }),
      fc.array(fc.array(choice, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
      async (paragraphs, chosen) => {
        let count = 0;
        const body = paragraphs.join("").replaceAll('w:id="0"', () => `w:id="${String((count += 1))}"`);
        const footnotes = Array.from({ length: count }, (_, index) =>
          note(index + 1, `Note ${"abcdefghijklmnopqrst"[index]!}.`),
        );
        const version = await ownDraft({ body: body + p("The end."), footnotes: footnotes.join("") });
        const clauses = version.draft.children;
        const at = (index: number) => clauses[index % clauses.length]!;
        const idOf = (index: number) => String(at(index).attrs["id"]);
        const isBody = (index: number) => at(index).attrs["kind"] !== "footnote";
        const operations = chosen.map((steps) =>
          steps.flatMap(({ kind, clause, other, from, length, words }): ProposalOperation[] => {
            const id = idOf(clause);
            if (kind === "insert") return isBody(clause) ? [inserted(id, "We insert this.")] : [];
            if (kind === "delete") return [{ kind, clause: id }];
            if (kind === "move") {
              return isBody(clause) && isBody(other) && id !== idOf(other)
                ? [{ kind, clause: id, after: idOf(other) }]
                : [];
            }
            const size = at(clause).textContent.length;
            const start = { clause: id, offset: Math.min(from, size) };
            const end = { clause: id, offset: Math.min(from + length, size) };
            return [{ kind: "replace", start, end, content: words === "" ? [] : [text(words)] }];
          }),
        );
        // What follows a clause that the same proposal moves has no certain position.
        const isCertain = (steps: ProposalOperation[]) =>
          !steps.some(
            (step) => "after" in step && steps.some((other) => other.kind === "move" && other.clause === step.after),
          );
        const usable = operations.filter((steps) => isCertain(steps) && applied(version, [steps]) !== null);
        const { bytes, plan } = tracked(version, ...usable.map((steps) => proposal(steps)));
        const shown = usable.filter((_, index) => plan.shown.has(index + 1));
        const expected = applied(version, shown);
        expect(expected).not.toBeNull();
        // A file without any text cannot be read.
        fc.pre(lines(expected ?? "").length > 0);
        expect(lines(await textAfter(bytes, "accept"))).toEqual(lines(expected ?? ""));
        expect(lines(await textAfter(bytes, "reject"))).toEqual(lines(versionTextOf(version.draft).text));
      },
    ),
    { numRuns: 60, seed: 7 },
  );
});

/** Returns the text with all proposals, or null if one does not apply. */
function applied({ draft }: OwnDraft, proposals: readonly ProposalOperation[][]): string | null {
  const listed = proposals.map((operations, index) => ({ id: String(index), operations }));
  const result = applyProposals({ draft, text: versionTextOf(draft) }, listed);
  return result.collisions.size > 0 ? null : versionTextOf(result.draft).text;
}

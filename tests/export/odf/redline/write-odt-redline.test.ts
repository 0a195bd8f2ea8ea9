import fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { originalRedline } from "../../../../server/services/comparison/redline-files.ts";
import { change, list, listStyle, odtFile, type OdtFileParts, p, style } from "../../../import/odt/odt-file.ts";
import { partText } from "../own-file/own-odt-draft.ts";
import { asChair, odtChangeFacts, odtParagraphsAfter } from "./odt-after.ts";

const named = style("paragraph", "Standard", "");
const file = (bytes: Uint8Array, name = "draft.odt") => ({ name, bytes });

async function written(base: Uint8Array, revised: Uint8Array) {
  const result = await originalRedline(file(base), file(revised), asChair);
  if ("refused" in result) throw new Error(result.refused);
  return result;
}

async function redline(base: Partial<OdtFileParts>, revised: Partial<OdtFileParts>): Promise<Uint8Array> {
  return (await written(odtFile({ body: "", named, ...base }), odtFile({ body: "", named, ...revised }))).bytes;
}

const contentOf = (bytes: Uint8Array): string => partText(new Map(Object.entries(unzipSync(bytes))));

/** Returns the body of a redline without its list of changes and their ids, and the contents of its deletions. */
async function changes(base: string, revised: string): Promise<{ body: string; deleted: string[] }> {
  const content = contentOf(await redline({ body: base }, { body: revised }));
  const [declared = "", body = ""] = content.split("</text:tracked-changes>");
  return {
    body: (/^(.*)<\/office:text>/su.exec(body)?.[1] ?? "").replaceAll(/ text:change-id="[^"]*"/gu, ""),
    deleted: Array.from(declared.matchAll(/<\/office:change-info>(.*?)<\/text:deletion>/gsu), ([, text = ""]) => text),
  };
}

const cell = (text: string) => `<table:table-cell>${p(text)}</table:table-cell>`;
const row = (...texts: string[]) => `<table:table-row>${texts.map(cell).join("")}</table:table-row>`;
const table = (...rows: string[]) => `<table:table><table:table-column/>${rows.join("")}</table:table>`;
const note = (text: string) =>
  `<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${p(text)}</text:note-body></text:note>`;
const span = (text: string, name = "T") => `<text:span text:style-name="${name}">${text}</text:span>`;
const [open, close, gone] = ["<text:change-start/>", "<text:change-end/>", "<text:change/>"];

const first = "The Member States recognise that broadband is a basic service.";
const second = "Operators invite comments from all the stakeholders before they decide.";
const third = "The Secretary-General reports every year to the Council on the progress made.";

test("keeps every part byte for byte if nothing changed", async () => {
  const body =
    list("L", [p(first)]) + p(`${span("A note")}${note("Its text.")}`) + table(row("1", "2")) + p(second) + "<text:p/>";
  const bytes = odtFile({ body, styles: listStyle("L", [["1", "", "."]]) });
  const { bytes: same, notes } = await written(bytes, bytes);
  expect([unzipSync(same), notes]).toEqual([unzipSync(bytes), []]);
});

const words = fc.constantFrom("peace", "and", "the", "Parties", "agree", "to", "(a)", "2013", "shall", "é");
const run = fc
  .tuple(fc.array(words, { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([texts, isSpan]) => (isSpan ? span(`${texts.join(" ")} `) : `${texts.join(" ")} `));
const inline = fc.oneof(
  { weight: 8, arbitrary: run },
  fc.constantFrom("See Annex A.", "Since 2013.").map(note),
  run.map((text) => `<text:a>${text}</text:a>`),
  fc.constant("<text:tab/>"),
);
const paragraph = fc.array(inline, { maxLength: 4 }).map((runs) => p(runs.join("")));
const block = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  paragraph.map((text) => list("L", [text])),
  paragraph.map((text) => `<text:section text:name="S">${text}</text:section>`),
  fc
    .array(fc.tuple(words, words), { minLength: 1, maxLength: 3 })
    .map((rows) => table(...rows.map((pair) => row(...pair)))),
);
const blocks = fc.array(block, { minLength: 1, maxLength: 6 });

/** A body, and the same one with some paragraphs removed, repeated or from another body. */
const pairs = fc
  .tuple(blocks, blocks, fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }))
  .map(([base, others, picks]) => {
    const revised = base.flatMap((part, index) => {
      const [pick, added = ""] = [picks[index], others[index % others.length]];
      return pick === 0 ? [added] : pick === 1 ? [part, added] : pick === 2 ? [] : [part];
    });
    const end = p("The end.");
    return [base.join("") + end, revised.join("") + end] as const;
  });

test("accepting all gives the revised text, and rejecting all the base text", async () => {
  await fc.assert(
    fc.asyncProperty(pairs, async ([base, revised]) => {
      const bytes = await redline({ body: base }, { body: revised });
      expect(odtParagraphsAfter(bytes, "accept")).toEqual(odtParagraphsAfter(odtFile({ body: revised }), "accept"));
      expect(odtParagraphsAfter(bytes, "reject")).toEqual(odtParagraphsAfter(odtFile({ body: base }), "accept"));
    }),
    { numRuns: 60, seed: 5 },
  );
});

test("marks replaced words where they are, and copies nothing else", async () => {
  expect(await changes(p("We agree to meet."), p("We hope to meet."))).toEqual({
    body: p(`We ${gone}${open}hope${close} to meet.`),
    deleted: [p("agree")],
  });
});

test("keeps a space at the start of deleted text", async () => {
  const { deleted } = await changes(p(first), p(first.replace(" basic", "")));
  expect(deleted).toEqual([p("basic ")]);
  expect((await changes(p("We agree today."), p("We agree."))).deleted).toEqual([p("<text:s/>today")]);
});

test("names the author and the date as asked", async () => {
  const bytes = await redline({ body: p(first) }, { body: p(second) });
  expect(new Set(odtChangeFacts(bytes))).toEqual(new Set(["Chair 2013-02-06T00:00:00"]));
  expect(contentOf(bytes)).not.toContain("draft.odt");
});

test("deletes a whole paragraph at the start of the next one, and inserts one up to there", async () => {
  expect(await changes(p(first) + p(second) + p(third), p(first) + p(third))).toEqual({
    body: p(first) + p(`${gone}${third}`),
    deleted: [`${p(second)}<text:p/>`],
  });
  expect((await changes(p(first) + p(third), p(first) + p(second) + p(third))).body).toBe(
    p(first) + p(`${open}${second}`) + p(`${close}${third}`),
  );
});

test("deletes and inserts a last paragraph with the end of the one before it", async () => {
  expect(await changes(p(first) + p(second), p(first))).toEqual({
    body: p(`${first}${gone}`),
    deleted: [`<text:p text:style-name="Standard"/>${p(second)}`],
  });
  expect((await changes(p(first), p(first) + p(second))).body).toBe(p(`${first}${open}`) + p(`${second}${close}`));
});

test("joins and splits paragraphs at their end", async () => {
  expect(await changes(p(first) + p(second), p(`${first} ${second}`))).toMatchObject({
    body: p(`${first}${gone}${open} ${close}${second}`),
    deleted: [expect.stringMatching(/^<text:p[^>]*\/><text:p\/>$/u)],
  });
  expect((await changes(p(`${first} ${second}`), p(first) + p(second))).body).toBe(
    p(`${first}${gone}${open}`) + p(`${close}${second}`),
  );
});

test("replaces the end of a paragraph between two insertions, which LibreOffice would make one", async () => {
  const base = p("We agree to meet") + p("every year in Geneva.");
  const revised = p("We agree to meet soon") + p("and every year in Geneva.");
  expect(await changes(base, revised)).toEqual({
    body: p(`We agree to meet${gone}${open} soon`) + p(`and ${close}every year in Geneva.`),
    deleted: ['<text:p text:style-name="Standard"/><text:p/>'],
  });
});

test("keeps the last end of a new paragraph instead of that before it, if text is added there", async () => {
  const base = p("We agree to meet") + p(second);
  const { body, deleted } = await changes(base, p("We agree to meet soon.") + p(third) + p(second));
  expect(body).toBe(p(`We agree to meet${open} soon.`) + p(`${third}${close}`) + p(second));
  expect(deleted).toEqual([]);
});

test("writes a moved paragraph as a deletion and an insertion of the same move", async () => {
  const bytes = await redline({ body: p(first) + p(second) + p(third) }, { body: p(third) + p(first) + p(second) });
  expect(odtChangeFacts(bytes)).toEqual(["Chair 1 2013-02-06T00:00:00", "Chair 1 2013-02-06T00:00:00"]);
  expect(contentOf(bytes)).toContain("<loext:move-id>1</loext:move-id>");
});

test("tracks the rows of a table as LibreOffice does", async () => {
  const [base, revised] = [table(row("1", first), row("2", second)), table(row("1", first), row("3", third))];
  const inserted = await redline({ body: table(row("1", first)) + p("End.") }, { body: base + p("End.") });
  expect(contentOf(inserted)).toMatch(/<style:table-row-properties loext:text-changes-only="false"\/>/u);
  expect(contentOf(inserted)).toContain(`<table:table-row table:style-name="AddedRow1">`);
  const bytes = await redline({ body: base + p("End.") }, { body: revised + p("End.") });
  expect(odtParagraphsAfter(bytes, "reject")).toEqual(["1", first, "2", second, "End."]);
});

test("deletes a whole table row by row", async () => {
  const bytes = await redline({ body: p(first) + table(row("1", second)) + p(third) }, { body: p(first) + p(third) });
  expect(contentOf(bytes).split("</text:tracked-changes>")[1]).toMatch(
    /<\/text:p><table:table><table:table-column\/><table:table-row table:style-name="AddedRow1"><table:table-cell><text:p[^>]*><text:change /u,
  );
});

test("deletes and inserts a footnote with its text, and tracks changes inside one that stays", async () => {
  const deleted = await changes(p(`We agree${note("Since 2013.")} to meet.`), p("We agree to meet."));
  expect(deleted).toEqual({ body: p(`We agree${gone} to meet.`), deleted: [p(note("Since 2013."))] });
  expect((await changes(p(`We agree${note("Since 2013.")}.`), p(`We agree${note("Since 2014.")}.`))).body).toBe(
    p(`We agree${note(`Since ${gone}${open}2014${close}.`)}.`),
  );
});

test("copies the automatic style of deleted text under a name of its own", async () => {
  const bold = style("text", "T1", '<style:text-properties fo:font-weight="bold"/>');
  const other = style("text", "T1", '<style:text-properties fo:font-style="italic"/>');
  const bytes = await redline(
    { body: p(`We ${span("firmly ", "T1")}agree.`), styles: bold },
    { body: p(`We agree ${span("today", "T1")}.`), styles: other },
  );
  const content = contentOf(bytes);
  expect(content).toContain(
    `<style:style style:name="Deleted1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>`,
  );
  expect(content).toContain(`<text:span text:style-name="Deleted1">firmly </text:span></text:p></text:deletion>`);
});

test("adds styles of deleted text and of rows to a file that has none", async () => {
  const bold = style("text", "T1", '<style:text-properties fo:font-weight="bold"/>');
  const base = odtFile({ body: p(span(first, "T1")) + table(row("1", "2")) + p(second), styles: bold });
  const parts = unzipSync(odtFile({ body: p(second) }));
  const content = partText(new Map(Object.entries(parts)));
  const none = content.replace("<office:automatic-styles></office:automatic-styles>", "<office:automatic-styles/>");
  const { bytes } = await written(base, zipSync({ ...parts, "content.xml": strToU8(none) }));
  expect(contentOf(bytes)).toMatch(
    /<office:automatic-styles><style:style style:name="AddedRow1".*"Deleted1".*<\/office:automatic-styles>/u,
  );
  expect(odtParagraphsAfter(bytes, "reject")).toEqual([first, "1", "2", second]);
});

test("reports a named style that the revised file lacks", async () => {
  const { notes } = await written(
    odtFile({ body: p(first) + p(second, "House"), named: named + style("paragraph", "House", "") }),
    odtFile({ body: p(first), named }),
  );
  expect(notes).toEqual([{ code: "styles-left-out", count: 1 }]);
});

test("copies a picture of deleted text, under another name if the revised file has that name", async () => {
  const frame = `<draw:frame text:anchor-type="as-char"><draw:image xlink:href="Pictures/a.png"/></draw:frame>`;
  const withPicture = (body: string, picture: string): Uint8Array =>
    zipSync({ ...unzipSync(odtFile({ body })), "Pictures/a.png": strToU8(picture) });
  const { bytes } = await written(
    withPicture(p(`${first}${frame}`) + p(second), "one"),
    withPicture(p(first) + p(`${second}${frame}`), "two"),
  );
  const parts = unzipSync(bytes);
  expect(parts["Pictures/deleted1-a.png"]).toEqual(strToU8("one"));
  expect(contentOf(bytes)).toContain(`xlink:href="Pictures/deleted1-a.png"`);
  expect(partText(new Map(Object.entries(parts)), "META-INF/manifest.xml")).toContain(
    `manifest:full-path="Pictures/deleted1-a.png" manifest:media-type="image/png"`,
  );
});

test("counts drawings beside the text, which LibreOffice does not track", async () => {
  const frame = `<draw:frame text:anchor-type="paragraph"><draw:image xlink:href="a"/></draw:frame>`;
  const { notes } = await written(odtFile({ body: p(first) }), odtFile({ body: p(`${frame}${first}`) }));
  expect(notes).toEqual([{ code: "drawings-not-tracked", count: 1 }]);
});

test("counts paragraphs that stay empty, because OpenDocument cannot track their end", async () => {
  const tables = [table(row("1", "2")), table(row("3", "4"))] as const;
  const { notes, bytes } = await written(
    odtFile({ body: tables[0] + p(first) + tables[1] + p(second), named }),
    odtFile({ body: tables[0] + tables[1] + p(second), named }),
  );
  expect(notes).toEqual([{ code: "ends-not-tracked", count: 1 }]);
  expect(odtParagraphsAfter(bytes, "reject")).toEqual(["1", "2", first, "3", "4", second]);
});

test("accepts the changes of the two files first, and says so", async () => {
  const declared = `<text:tracked-changes>${change("c1")}${change("c2", p("old "))}</text:tracked-changes>`;
  const marked = `We <text:change text:change-id="c2"/><text:change-start text:change-id="c1"/>now <text:change-end text:change-id="c1"/>agree.`;
  const { bytes, notes } = await written(odtFile({ body: p("We agree.") }), odtFile({ body: declared + p(marked) }));
  expect(notes).toEqual([{ code: "changes-accepted", count: 2 }]);
  expect(odtParagraphsAfter(bytes, "reject")).toEqual(["We agree."]);
  expect(odtParagraphsAfter(bytes, "accept")).toEqual(["We now agree."]);
  expect(odtChangeFacts(bytes)).toEqual(["Chair 2013-02-06T00:00:00"]);
});

test("restores a list entry with a typed label, even if the label is read in another way there", async () => {
  const styles = listStyle("L", [["1", "", "."]]);
  const rest = table(row("1", second));
  const base = p(first) + list("L", [p(`(a) ${third}`)]) + rest;
  const bytes = await redline({ body: base, styles }, { body: p(first) + rest, styles });
  expect(odtParagraphsAfter(bytes, "reject")).toEqual([first, `(a) ${third}`, "1", second]);
});

test("refuses files in another format", async () => {
  const result = await originalRedline(file(odtFile({ body: p(first) })), file(strToU8(first), "draft.txt"), asChair);
  expect(result).toEqual({ refused: "not-odt" });
});

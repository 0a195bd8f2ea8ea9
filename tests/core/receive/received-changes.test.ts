import fc from "fast-check";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { clusterChanges } from "#core/receive/change-clusters.ts";
import { clusterOperations } from "#core/receive/cluster-operations.ts";
import { withInnerApplied } from "#core/receive/inner-changes.ts";
import { itemsOfMarks, type Received } from "#core/receive/markup-items.ts";
import { compare } from "#core/compare/compare.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { r, wordFile } from "../../import/docx/word-file.ts";
import { del, ins } from "../../support/marked-opinion.ts";

type Mark = "kept" | "put" | "gone";
interface Run {
  mark: Mark;
  text: string;
  author: string;
}
interface Paragraph {
  runs: Run[];
  /** Whether the paragraph's end is kept, inserted or deleted. */
  end: Mark;
}

function xml({ runs, end }: Paragraph): string {
  const author = runs[0]?.author ?? "Ada";
  const tracked = `w:id="9" w:author="${author}" w:date="2013-02-02T10:00:00Z"`;
  const mark = end === "kept" ? "" : end === "put" ? `<w:ins ${tracked}/>` : `<w:del ${tracked}/>`;
  const inside = runs.map((run) =>
    run.mark === "kept" ? r(run.text) : run.mark === "put" ? ins(run.text, run) : del(run.text, run),
  );
  return `<w:p><w:pPr><w:rPr>${mark}</w:rPr></w:pPr>${inside.join("")}</w:p>`;
}

/** The reference to note 2 in the text. */
const sign = '<w:r><w:footnoteReference w:id="2"/></w:r>';

function table(cells: readonly Paragraph[]): string {
  return `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${xml(cell)}</w:tc>`).join("")}</w:tr></w:tbl>`;
}

function read(paragraphs: readonly Paragraph[]): ReturnType<typeof readBody> {
  return readBody(paragraphs.map(xml).join(""));
}

async function readBody(body: string, footnotes?: string) {
  const bytes = wordFile({ body, ...(footnotes !== undefined && { footnotes }) });
  const name = { fileName: "a.docx", language: "en" };
  const kept = (await readDraft(bytes, { ...name, changes: "keep" })).value;
  const accepted = (await readDraft(bytes, { ...name, changes: "accept" })).value.draft;
  return { marked: { draft: kept.draft, text: versionTextOf(kept.draft), accepted }, markup: kept.markup };
}

/**
 * Splits a text into clauses, without spaces. Spaces at the end of a paragraph are not read, so they are missing where
 * two paragraphs are merged.
 */
function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/\s+/gu, ""))
    .filter(Boolean);
}

const word = fc.constantFrom("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "inlet", "jetty");
const run = fc.record({
  mark: fc.constantFrom<Mark>("kept", "kept", "put", "gone"),
  text: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `${words.join(" ")} `),
  author: fc.constantFrom("Ada", "Bob"),
});
const paragraph = fc.record({
  runs: fc.array(run, { minLength: 1, maxLength: 5 }),
  end: fc.constantFrom<Mark>("kept", "kept", "kept", "put", "gone"),
});
/** The first and last paragraphs are unmarked, because marked text has something before and after it. */
const still = (text: string): Paragraph => ({ runs: [{ mark: "kept", text, author: "Ada" }], end: "kept" });
const files = fc.array(paragraph, { minLength: 1, maxLength: 6 }).chain((paragraphs) =>
  // Something may follow the last paragraph, but the end of the last paragraph cannot be deleted.
  fc
    .tuple(fc.boolean(), run)
    .map(([more, last]) => [
      still("The first stands still."),
      ...paragraphs,
      still("The last stands still."),
      ...(more ? [{ runs: [{ ...last, mark: "put" as const }], end: "put" as const }] : []),
    ]),
);

test("applies all changes of a file with the same result as accepting them all", async () => {
  await fc.assert(
    fc.asyncProperty(files, async (paragraphs) => {
      const { marked, markup } = await read(paragraphs);
      const steps = clusterOperations(markup.changes.map(withInnerApplied), marked);
      const { draft, problems } = applyOperations(marked.draft, steps);
      expect(problems).toEqual([]);
      expect(lines(versionTextOf(draft).text)).toEqual(lines(versionTextOf(marked.accepted).text));
    }),
    { numRuns: 200 },
  );
});

test("keeps changes before, inside and after a table in position", async () => {
  const cells = fc.array(paragraph, { minLength: 2, maxLength: 3 });
  const around = fc.array(paragraph, { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(around, cells, around, async (before, inside, after) => {
      const [first, last] = [still("The first stands still."), still("The last stands still.")];
      const { marked, markup } = await readBody(
        [first, ...before].map(xml).join("") + table(inside) + [...after, last].map(xml).join(""),
      );
      const { draft, problems } = applyOperations(
        marked.draft,
        clusterOperations(markup.changes.map(withInnerApplied), marked),
      );
      expect(problems).toEqual([]);
      expect(lines(versionTextOf(draft).text)).toEqual(lines(versionTextOf(marked.accepted).text));
    }),
    { numRuns: 200 },
  );
});

test("inserts a line before a table after both parts of a split clause", async () => {
  const one = (mark: Mark, text: string, end: Mark): Paragraph => ({ runs: [{ mark, text, author: "Ada" }], end });
  const before = [one("kept", "amber", "put"), one("kept", "birch", "kept"), one("put", "cedar", "kept")];
  const { marked, markup } = await readBody(before.map(xml).join("") + table([one("kept", "delta", "kept")]));
  const { draft } = applyOperations(marked.draft, clusterOperations(markup.changes, marked));
  expect(lines(versionTextOf(draft).text)).toEqual(["amber", "birch", "cedar", "delta"]);
});

test.each([
  ["at its end", `${r("amber")}${sign}`],
  ["in its middle", `${r("amber")}${sign}${r(" birch")}`],
])("joins a paragraph with a note %s to the next and keeps the note", async (_where, words) => {
  const deletedMark = '<w:pPr><w:rPr><w:del w:id="9" w:author="Ada" w:date="2013-02-02T10:00:00Z"/></w:rPr></w:pPr>';
  const { marked, markup } = await readBody(
    `<w:p>${deletedMark}${words}</w:p><w:p>${r("cedar")}</w:p>${xml(still("The last stands still."))}`,
    `<w:footnote w:id="2"><w:p>${r("Delta.")}</w:p></w:footnote>`,
  );
  const { draft } = applyOperations(marked.draft, clusterOperations(markup.changes, marked));
  expect(lines(versionTextOf(draft).text)).toEqual(lines(versionTextOf(marked.accepted).text));
  expect(lines(versionTextOf(draft).text)).toContain("Delta.");
});

test.each([
  ["at its end", `${r("cedar")}${sign}`],
  ["in its middle", `${r("cedar")}${sign}${r(" birch")}`],
  ["at its beginning", `${sign}${r("cedar")}`],
])("keeps a note %s when its paragraph is joined to the previous one", async (_where, words) => {
  const deletedMark = '<w:pPr><w:rPr><w:del w:id="9" w:author="Ada" w:date="2013-02-02T10:00:00Z"/></w:rPr></w:pPr>';
  const { marked, markup } = await readBody(
    `<w:p>${deletedMark}${r("amber")}</w:p><w:p>${words}</w:p>${xml(still("The last stands still."))}`,
    `<w:footnote w:id="2"><w:p>${r("Delta.")}</w:p></w:footnote>`,
  );
  const { draft } = applyOperations(marked.draft, clusterOperations(markup.changes, marked));
  expect(lines(versionTextOf(draft).text)).toEqual(lines(versionTextOf(marked.accepted).text));
  expect(lines(versionTextOf(draft).text)).toContain("Delta.");
  expect(draft.children[0]?.children.filter(({ type }) => type.name === "footnoteReference")).toHaveLength(1);
});

test("does not join a paragraph with a note to the table after it", async () => {
  const deletedMark = '<w:pPr><w:rPr><w:del w:id="9" w:author="Ada" w:date="2013-02-02T10:00:00Z"/></w:rPr></w:pPr>';
  const cells = table([still("amber"), still("birch")]);
  const { marked, markup } = await readBody(
    `<w:p>${deletedMark}${r("cedar")}${sign}</w:p>${cells}${xml(still("The last stands still."))}`,
    `<w:footnote w:id="2"><w:p>${r("Delta.")}</w:p></w:footnote>`,
  );
  const { draft } = applyOperations(marked.draft, clusterOperations(markup.changes, marked));
  expect(lines(versionTextOf(draft).text)).toEqual(lines(versionTextOf(marked.accepted).text));
});

test("keeps a paragraph inserted after a final paragraph with a note separate", async () => {
  const put: Paragraph = { runs: [{ mark: "put", text: "cedar", author: "Ada" }], end: "put" };
  const { marked, markup } = await readBody(
    `<w:p>${r("amber")}${sign}</w:p>${xml(put)}`,
    `<w:footnote w:id="2"><w:p>${r("Delta.")}</w:p></w:footnote>`,
  );
  const { draft } = applyOperations(marked.draft, clusterOperations(markup.changes, marked));
  expect(lines(versionTextOf(draft).text)).toEqual(["amber", "Delta.", "cedar"]);
});

test("puts each change in one cluster by a single author", async () => {
  await fc.assert(
    fc.asyncProperty(files, async (paragraphs) => {
      const { marked, markup } = await read(paragraphs);
      const clusters = clusterChanges(markup.changes, marked.text);
      expect(clusters.flatMap(({ changes }) => changes).toSorted((a, b) => a - b)).toEqual(
        markup.changes.map((_c, i) => i),
      );
      for (const { author, changes } of clusters) {
        expect(new Set(changes.map((index) => markup.changes[index]?.author))).toEqual(new Set([author]));
      }
    }),
    { numRuns: 100 },
  );
});

/** Reads a file and returns its items on its own text. */
async function received(paragraphs: readonly Paragraph[]): Promise<Received> {
  const { marked, markup } = await read(paragraphs);
  const changes = markup.changes.map((change, index) => ({
    ...change,
    mark: `change ${String(index + 1)}`,
    origin: "tracked" as const,
  }));
  const mapping = textMappingOf(marked.text, marked.text, compare(marked.text, marked.text));
  return itemsOfMarks({ marked, changes, comments: [] }, mapping, () => null);
}

test("puts each change in one item or sets it aside", async () => {
  await fc.assert(
    fc.asyncProperty(files, async (paragraphs) => {
      const { markup } = await read(paragraphs);
      const { items, setAside } = await received(paragraphs);
      const marks = [...items, ...setAside].flatMap((one) => one.marks);
      expect(marks.toSorted()).toEqual(
        markup.changes.map((_change, index) => `change ${String(index + 1)}`).toSorted(),
      );
      for (const item of items) expect(item.doubt === null).toBe(item.operations.length > 0);
    }),
    { numRuns: 100 },
  );
});

import { strFromU8, unzipSync } from "fflate";
import { DOMParser } from "@xmldom/xmldom";
import { xlsx } from "./whole-files.ts";
import { compilation, everySort, here } from "./sample.ts";

/** The cells of a file's first sheet, row by row. */
async function cellsOf(annotations: Parameters<typeof compilation>[0]): Promise<string[][]> {
  const parts = unzipSync(await xlsx(compilation(annotations)));
  const xml = (name: string) => new DOMParser().parseFromString(strFromU8(parts[name] ?? new Uint8Array()), "text/xml");
  const strings = [...xml("xl/sharedStrings.xml").getElementsByTagName("si")].map((one) => one.textContent ?? "");
  return [...xml("xl/worksheets/sheet1.xml").getElementsByTagName("row")].map((row) =>
    [...row.getElementsByTagName("c")].map((cell) => {
      const value = cell.getElementsByTagName("v")[0]?.textContent;
      if (cell.getElementsByTagName("f").length > 0) throw new Error("A cell holds a formula");
      return cell.getAttribute("t") === "s" && value != null ? (strings[Number(value)] ?? "") : (value ?? "");
    }),
  );
}

test("a row a comment, under the heads of the comment form", async () => {
  const rows = await cellsOf(everySort());
  expect(rows).toHaveLength(everySort().length + 1);
  expect(rows[0]?.slice(0, 8)).toEqual([
    "No.",
    "Source",
    "Clause",
    "Paragraph, table or note",
    "Type",
    "Comment",
    "Proposed change",
    "Secretariat's observation",
  ]);
});

test("what looks like a formula is text", async () => {
  const rows = await cellsOf([here({ text: '=HYPERLINK("https://example.org")' })]);
  expect(rows[1]?.[5]).toBe('=HYPERLINK("https://example.org")');
});

test("a comment that is longer than a cell can hold says that it was cut", async () => {
  const rows = await cellsOf([here({ text: "x".repeat(40_000) })]);
  expect(rows[1]?.[5]).toHaveLength(32_767);
  expect(rows[1]?.[5]).toMatch(/x \[…\]$/u);
});

test("the same compilation gives the same bytes", async () => {
  const made = compilation(everySort());
  expect(await xlsx(made)).toEqual(await xlsx(made));
});

import { strFromU8, unzipSync } from "fflate";
import { DOMParser, type Document } from "@xmldom/xmldom";
import type { Compilation } from "#core/compile/compilation.ts";
import { xlsx } from "../whole-files.ts";
import { compilation, annotationsOfEveryKind, here, version } from "../sample.ts";

/** Returns the cells of a file's first sheet, row by row. */
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

test("writes one row per comment under the headings of the comment form", async () => {
  const rows = await cellsOf(annotationsOfEveryKind());
  expect(rows).toHaveLength(annotationsOfEveryKind().length + 1);
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

test("writes text that looks like a formula as text", async () => {
  const rows = await cellsOf([here({ text: '=HYPERLINK("https://example.org")' })]);
  expect(rows[1]?.[5]).toBe('=HYPERLINK("https://example.org")');
});

test("escapes text that spreadsheets read as the code of a character", async () => {
  const rows = await cellsOf([here({ text: "Rename A_x0041_B." })]);
  expect(rows[1]?.[5]).toBe("Rename A_x005F_x0041_B.");
});

test("marks a comment that was cut to fit a cell", async () => {
  const rows = await cellsOf([here({ text: "x".repeat(40_000) })]);
  expect(rows[1]?.[5]).toHaveLength(32_767);
  expect(rows[1]?.[5]).toMatch(/x \[…\]$/u);
});

test("gives the same bytes for the same compilation", async () => {
  const compiled = compilation(annotationsOfEveryKind());
  expect(await xlsx(compiled)).toEqual(await xlsx(compiled));
});

/** Parses a part of a file, by name. */
async function partOf(compiled: Compilation, name: string): Promise<Document> {
  const xml = strFromU8(unzipSync(await xlsx(compiled))[name] ?? new Uint8Array());
  return new DOMParser().parseFromString(xml, "text/xml");
}

test("prints the form one page wide, with its headings and the draft's name on every page", async () => {
  const compiled = compilation(annotationsOfEveryKind(), { version: version({ label: "R&D draft of 2013" }) });
  const names = [...(await partOf(compiled, "xl/workbook.xml")).getElementsByTagName("definedName")];
  const last = String(annotationsOfEveryKind().length + 1);
  expect(names.map((one) => [one.getAttribute("name"), one.textContent])).toEqual([
    ["_xlnm._FilterDatabase", `'Comments'!$A$1:$T$${last}`],
    ["_xlnm.Print_Area", `'Comments'!$A$1:$H$${last}`],
    ["_xlnm.Print_Titles", "'Comments'!$1:$1"],
  ]);
  const sheet = (await partOf(compiled, "xl/worksheets/sheet1.xml")).documentElement;
  const parts = [...(sheet?.childNodes ?? [])].map(({ nodeName }) => nodeName);
  // In the order of CT_Worksheet, ECMA-376 Part 1, 18.3.1.99.
  expect(parts).toEqual([
    "sheetPr",
    "sheetViews",
    "cols",
    "sheetData",
    "autoFilter",
    "pageMargins",
    "pageSetup",
    "headerFooter",
  ]);
  const setup = sheet?.getElementsByTagName("pageSetup")[0];
  expect(["fitToWidth", "fitToHeight"].map((name) => setup?.getAttribute(name))).toEqual(["1", "0"]);
  expect(sheet?.getElementsByTagName("oddHeader")[0]?.textContent).toBe("&LOpinion 5 · R&&D draft of 2013");
});

test("sets Arabic cells from right to left, but not English sentences that quote Arabic", async () => {
  const compiled = compilation([here({ text: "تعليق (أ)" }), here({ text: "On “تعليق”" })]);
  const sheet = await partOf(compiled, "xl/worksheets/sheet1.xml");
  const styles = [...(await partOf(compiled, "xl/styles.xml")).getElementsByTagName("cellXfs")].flatMap((list) => [
    ...list.getElementsByTagName("xf"),
  ]);
  const orders = ["F2", "F3"].map((place) => {
    const cell = [...sheet.getElementsByTagName("c")].find((one) => one.getAttribute("r") === place);
    const style = styles[Number(cell?.getAttribute("s"))];
    return style?.getElementsByTagName("alignment")[0]?.getAttribute("readingOrder") ?? null;
  });
  expect(orders).toEqual(["2", null]);
});

import { importedText } from "#core/phrases/imported-from.ts";

const from = { file: "table.xlsx", row: 1200, by: "secretariat" } as const;

test.each([
  ["row", from, "Imported from table.xlsx, row 1200, by the secretariat"],
  ["sheet", { ...from, sheet: "Annex B" }, "Imported from table.xlsx, sheet Annex B, row 1200, by the secretariat"],
  ["table", { ...from, table: 2 }, "Imported from table.xlsx, table 2, row 1200, by the secretariat"],
  ["file alone", { file: "draft.docx", by: "secretariat" }, "Imported from draft.docx, by the secretariat"],
] as const)("names the %s from which the secretariat imported a comment", (_place, place, text) => {
  expect(importedText(place, "en")).toBe(text);
});

test("says nothing of a comment that its author's own side imported, or whose file is not known", () => {
  expect([importedText({ ...from, by: "author" }, "en"), importedText(undefined, "en")]).toEqual(["", ""]);
});

import { CompilationLayout, compilationLayouts, isOnText } from "#core/compile/compilation-layout.ts";
import { ExportFormat, exportFormats, RedlineFormat, unprintedRedlineFormats } from "#core/compile/export-format.ts";

test("keeps the order of formats and layouts", () => {
  expect(ExportFormat.options).toEqual(["html", "docx", "pdf", "markdown", "xlsx", "csv", "jsonld", "akn"]);
  expect(RedlineFormat.options).toEqual(["html", "docx", "pdf"]);
  expect(unprintedRedlineFormats).toEqual(["html", "docx"]);
  expect(CompilationLayout.options).toEqual([
    "on-the-words",
    "tracked-changes",
    "forum",
    "three-columns",
    "comment-form",
    "by-source",
    "letter",
    "record",
  ]);
});

test("no two formats share a media type or an ending", () => {
  const formats = Object.values(exportFormats);
  expect(new Set(formats.map(({ mediaType }) => mediaType)).size).toBe(formats.length);
  expect(new Set(formats.map(({ ending }) => ending)).size).toBe(formats.length);
});

test.each(ExportFormat.options)("%s supports the default layout", (format) => {
  expect(exportFormats[format].layouts).toContain("on-the-words");
});

test.each(RedlineFormat.options)("%s, a format for redlines, contains the text", (format) => {
  expect(exportFormats[format].containsText).toBe(true);
});

test("only layouts that show the text have real comments on its words", () => {
  expect(CompilationLayout.options.filter(isOnText)).toEqual(["on-the-words", "tracked-changes"]);
  expect(CompilationLayout.options.filter((layout) => compilationLayouts[layout].wide)).toEqual([
    "three-columns",
    "comment-form",
  ]);
});

import {
  contributionFormats,
  draftFormatNamed,
  draftFormats,
  fileFormats,
  offeredEndings,
} from "#core/text/file-format.ts";

test("keeps the order of draft and contribution formats", () => {
  expect(draftFormats).toEqual(["docx", "odt", "pdf", "html", "markdown", "text"]);
  expect(contributionFormats).toEqual(["docx", "odt", "xlsx", "csv", "jsonld", "eml"]);
});

test("offers the common endings of a draft and of a contribution", () => {
  expect(offeredEndings(draftFormats)).toEqual([".docx", ".odt", ".pdf", ".html", ".htm", ".md", ".txt"]);
  expect(offeredEndings(contributionFormats)).toEqual([".docx", ".odt", ".xlsx", ".csv", ".jsonld", ".json", ".eml"]);
});

test("an ending promises one format at most", () => {
  const endings = Object.values(fileFormats).flatMap(({ endings, rareEndings }) => [...endings, ...rareEndings]);
  expect(new Set(endings).size).toBe(endings.length);
});

test.each([
  ["docm", "docx"],
  ["xhtml", "html"],
  ["csv", undefined],
  ["", undefined],
])("the ending %j of a draft promises %s", (ending, format) => {
  expect(draftFormatNamed(ending)).toBe(format);
});

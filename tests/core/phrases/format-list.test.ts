import { formatList } from "#core/phrases/file-text.ts";
import { contributionsOf, draftFormats } from "#core/text/file-format.ts";

test("lists formats by name, as alternatives", () => {
  expect(formatList(draftFormats, "en")).toBe("Word, OpenDocument, PDF, HTML, Markdown or plain text");
  expect(formatList(contributionsOf("marked-text"), "en")).toBe("Word or OpenDocument");
  expect(formatList(contributionsOf("annotations"), "en")).toBe("JSON-LD");
});

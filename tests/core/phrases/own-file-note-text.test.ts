import { ownFileNoteTexts } from "#core/phrases/word-note-text.ts";

test("words a note about a version's own file otherwise than one about a redline", () => {
  expect(ownFileNoteTexts("redrawn-not-word", "en")).toEqual([
    "The file is a new document, because the draft was not uploaded as a Word file.",
  ]);
});

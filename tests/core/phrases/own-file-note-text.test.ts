import { ownFileNoteText } from "#core/phrases/own-file-note-text.ts";
import { redlineNoteText } from "#core/phrases/word-note-text.ts";

test("a note about a draft's own file does not speak of the two files of a redline", () => {
  const note = { code: "redrawn-not-word", count: 0 } as const;
  expect(ownFileNoteText(note, "en")).toContain("the draft was not uploaded as a Word file");
  expect(redlineNoteText(note, "en")).toContain("the two files are not both Word files");
});

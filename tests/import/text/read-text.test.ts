import { readText } from "../../../server/import/text/read-text.ts";
import { showBlocks } from "../show-blocks.ts";

test.each<[what: string, text: string, paragraphs: string[]]>([
  ["blank lines separate paragraphs, and wrapped lines are joined", "one\ntwo\n\nthree", ["one\ntwo", "three"]],
  ["without blank lines, every line is a paragraph", "one\r\ntwo\r\nthree", ["one", "two", "three"]],
  [
    "with long lines, every line is a paragraph",
    `${"word ".repeat(40)}\ntwo\n\nthree`,
    ["word ".repeat(40).trim(), "two", "", "three"],
  ],
  [
    "a line with a list label begins a paragraph",
    "considering\na) one;\nb) two\nwrapped;\n\nnoting",
    ["considering", "a) one;", "b) two\nwrapped;", "noting"],
  ],
  [
    "a wrapped line that starts with a number begins no paragraph",
    "in the year\n4. of the report\n\nnext",
    ["in the year\n4. of the report", "next"],
  ],
  ["Chinese lines are joined without a space", "考虑到互联网\n的重要性\n\n忆及", ["考虑到互联网的重要性", "忆及"]],
])("%s", (_what, text, paragraphs) => {
  expect(showBlocks(readText(text))).toEqual(paragraphs);
});

import { sectionEnd } from "#core/text/section.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

const { clauses } = versionTextOf(
  draftOf([
    ["heading", "1", "Introduction"],
    ["heading", "1.1", "Background", 1],
    ["paragraph", "1.1.1", "The forum met.", 2],
    ["footnote", "1", "See the record.", 0],
    ["heading", "1.2", "Purpose", 1],
    ["heading", "2", "Themes"],
  ]),
);

test.each([
  ["a heading holds its deeper headings", 0, 5],
  ["a footnote does not end a section", 1, 4],
  ["a paragraph without sub-items is its own section", 2, 4],
  ["the last heading's section extends to the end", 5, 6],
  ["an unknown clause has an empty section", 9, 9],
])("%s", (_case, first, end) => {
  expect(sectionEnd(clauses, first)).toBe(end);
});

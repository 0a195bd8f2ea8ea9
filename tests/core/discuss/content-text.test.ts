import { textOf } from "../../../server/core/discuss/content-text.ts";
import { fragmentOf } from "../../../server/core/discuss/inline-content.ts";
import type { InlineContent } from "../../../server/core/discuss/proposal-operation.ts";

const contents: [string, InlineContent][] = [
  ["nothing", []],
  ["letters with accents of their own", [{ type: "text", text: "Cafe\u0301 pour tous" }]],
  [
    "a line break and a footnote",
    [
      { type: "text", text: "few" },
      { type: "hardBreak" },
      { type: "text", text: "offices", marks: [{ type: "strong" }] },
      { type: "footnoteReference", attrs: { clause: "note-3", label: "3" } },
      { type: "text", text: " report" },
    ],
  ],
];

test.each(contents)("the text of %s is the one that the schema gives a clause", (_of, content) => {
  const fragment = fragmentOf(content);
  expect(textOf(content)).toBe(fragment.textBetween(0, fragment.size));
});

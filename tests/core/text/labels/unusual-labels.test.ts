import type { Clause } from "#core/text/clause.ts";
import { unusualLabels } from "#core/text/labels/label-forms.ts";

/**
 * Returns clauses from short forms such as "verb" and " a)". Two spaces are one level of depth; "verb", "paragraph" and
 * "footnote" are kinds without a label.
 */
function clauses(...lines: string[]): Clause[] {
  return lines.map((line, index) => {
    const label = line.trim();
    const kind = label === "verb" || label === "paragraph" || label === "footnote" ? label : "item";
    const depth = (line.length - line.trimStart().length) / 2;
    return { id: String(index), kind, label: kind === "item" ? label : null, depth } as Clause;
  });
}

test.each([
  ["letters that restart under every verb", ["verb", "a)", "b)", "verb", "a)"]],
  ["bis and ter numbers", ["verb", "1", "1bis", "1ter", "2"]],
  ["items under numbers", ["1", "  a)", "  b)", "2", "  a)"]],
  ["a report's numbers in parts", ["1", "  1.1", "    1.1.1", "    1.1.2", "  1.2", "    1.2.1", "2"]],
  ["articles that run through chapters", ["Chapter I", "  Article 1", "Chapter II", "  Article 2", "  Article 2bis"]],
  ["articles that begin again in an annex", ["Article 1", "Article 2", "Annex I", "  Article 1", "  Article 2"]],
  ["paragraphs that begin again in every article", ["Article 1", "  1", "  2", "Article 2", "  1"]],
  ["an unlabelled paragraph between two numbers", ["1", "paragraph", "2"]],
  ["letters past z", ["verb", ..."abcdefghijklmnopqrstuvwxyz".split("").map((letter) => `${letter})`), "aa)"]],
])("does not report %s", (_name, lines) => {
  expect(unusualLabels(clauses(...lines))).toEqual([]);
});

test.each([
  [
    "a missing article",
    ["Chapter I", "  Article 1", "Chapter II", "  Article 3"],
    [{ clause: "3", label: "Article 3", after: "Article 1" }],
  ],
  ["a missing number", ["1", "2", "4", "5"], [{ clause: "2", label: "4", after: "2" }]],
  ["a letter used twice", ["verb", "a)", "b)", "b)", "c)"], [{ clause: "3", label: "b)", after: "b)" }]],
  ["a list that begins late", ["verb", "b)", "c)"], [{ clause: "1", label: "b)", after: null }]],
  ["a number under another parent", ["1", "  2.1"], [{ clause: "1", label: "2.1", after: null }]],
])("reports %s", (_name, lines, expected) => {
  expect(unusualLabels(clauses(...lines))).toEqual(expected);
});

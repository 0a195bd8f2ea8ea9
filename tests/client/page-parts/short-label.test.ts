import { versionTextOf } from "#core/text/version-text.ts";
import { shortLabel } from "../../../client/page-parts/Outline.tsx";
import { read } from "../../core/text/typed-draft.ts";

/** Returns the outline's short labels of the clauses after the heading on the first line. */
function shortLabels(lines: string[], language: string): string[] {
  const [heading, ...clauses] = versionTextOf(read(lines, language)).clauses;
  return clauses.map(({ label, citation }) => shortLabel(label ?? "", citation, heading!));
}

test.each([
  ["en", ["Article 2", "1. One:", "(a) two;"], ["2.1", "2.1(a)"]],
  ["en", ["Article 2 bis", "1. One."], ["2bis.1"]],
  ["en", ["Annex I", "1. One."], ["I.1"]],
  ["fr", ["Article premier", "1. Un :", "a) deux ;"], ["1.1", "1.1(a)"]],
  ["es", ["Artículo primero", "1. Uno:", "a) dos;"], ["1.1", "1.1(a)"]],
  ["ar", ["المادة 2", "1. نص أول:", "(أ) نص ثان؛"], ["2.1", "2.1(أ)"]],
  ["zh", ["第一条", "一、缔约方应合作。"], ["第一条第一款"]],
])("numbers the clauses of a division in digits: %s %j", (language, lines, expected) => {
  expect(shortLabels(lines, language)).toEqual(expected);
});

test("shortens a number that begins with the number of the heading", () => {
  expect(shortLabels(["1.1 Purpose", "1.1.1 The group met.", "1.1.2 It agreed."], "en")).toEqual(["1", "2"]);
});

import { compare } from "#core/compare/compare.ts";
import { changesBetween } from "../changes-in-short.ts";
import { broadband, capacity, culture, exchange, trust, youth } from "../sample-clauses.ts";
import { version } from "../versions.ts";

/** Returns the clause of the other side whose end is the position of a deleted or inserted clause; "" for the start. */
function positionOf(clause: string, base: readonly string[], revised: readonly string[]): string {
  const [from, to] = [version(base.join("\n")), version(revised.join("\n"))];
  const { changes } = compare(from, to);
  const change = changes.find(
    (one) => from.text.slice(...one.base) === clause || to.text.slice(...one.revised) === clause,
  )!;
  const isDeleted = change.base[0] < change.base[1];
  const [other, [start, end]] = isDeleted ? [to.text, change.revised] : [from.text, change.base];
  expect(end).toBe(start);
  expect(other.slice(start)).toMatch(start === 0 ? /^/u : /^(?:\n|$)/u);
  return other.slice(0, start).split("\n").at(-1)!;
}

test.each<[string, string[], string[], string]>([
  ["between two clauses", [broadband, exchange], [broadband, culture, exchange], broadband],
  ["before all clauses", [broadband, exchange], [culture, broadband, exchange], ""],
  ["after all clauses", [broadband, exchange], [broadband, exchange, culture], exchange],
  [
    "after a split clause",
    [youth, `${broadband}; ${exchange}`, trust],
    [youth, `${broadband};`, exchange, culture, trust],
    `${broadband}; ${exchange}`,
  ],
  [
    "after merged clauses",
    [youth, `${broadband};`, exchange, trust],
    [youth, `${broadband}; ${exchange}`, culture, trust],
    exchange,
  ],
  [
    "after a clause that did not move, if others moved",
    [exchange, capacity, broadband, trust],
    [broadband, exchange, capacity, culture, trust],
    capacity,
  ],
  [
    "after a clause that did not move, with one that moved to the front before it",
    [broadband, exchange, capacity, trust],
    [exchange, capacity, broadband, culture, trust],
    capacity,
  ],
  [
    "at the end, if the last clause of the base moved to the front",
    [exchange, capacity, trust, broadband],
    [broadband, exchange, capacity, trust, culture],
    trust,
  ],
])("locates an inserted clause, and a deleted one in the other direction: %s", (_case, base, revised, expected) => {
  expect(positionOf(culture, base, revised)).toBe(expected);
  expect(positionOf(culture, revised, base)).toBe(expected);
});

test.each([
  ["with a commitment among three words as a verb", "Members shall report", "verb"],
  ["with a commitment among four words as wording", "Members shall report yearly", "wording"],
  ["with other words as wording", "Members and partners", "wording"],
])("classifies a new clause, and a deleted one, %s", (_case, clause, expected) => {
  const [shorter, longer] = [`${broadband}\n${exchange}`, `${broadband}\n${clause}\n${exchange}`];
  expect(changesBetween(shorter, longer)).toEqual([`[+${clause}+] ${expected}`]);
  expect(changesBetween(longer, shorter)).toEqual([`[-${clause}-] ${expected}`]);
});

test("lists deleted clauses at one position in their order", () => {
  expect(changesBetween([broadband, culture, youth, exchange].join("\n"), `${broadband}\n${exchange}`)).toEqual([
    `[-${culture}-] wording`,
    `[-${youth}-] wording`,
  ]);
});

test("lists the move of a clause before a change at its start", () => {
  const noted = broadband.replace("that", "Noting");
  expect(changesBetween([broadband, exchange, culture].join("\n"), [exchange, culture, noted].join("\n"))).toEqual([
    `{${broadband}}`,
    "[-that-][+Noting+] wording",
  ]);
});

test("reports no change for an empty clause that was deleted or inserted", () => {
  expect(changesBetween(`\n\n${broadband}`, broadband)).toEqual([]);
  expect(changesBetween(broadband, `\n${broadband}\n`)).toEqual([]);
});

test.each<[string, string[], string[], string[]]>([
  [
    "from a deleted clause",
    [`${youth}. ${culture}. ${trust}.`, exchange, capacity],
    [exchange, `${capacity}. ${culture}.`],
    [`[-${youth}-] wording`, `[- ${trust}.-] wording`, `{. ${culture}.}`],
  ],
  [
    "into an inserted clause",
    [exchange, `${capacity}. ${culture}.`],
    [`${youth}. ${culture}. ${trust}.`, exchange, capacity],
    [`[+${youth}+] wording`, `{. ${culture}.}`, `[+ ${trust}.+] wording`],
  ],
  [
    "from the end of a deleted clause",
    [`${broadband}. ${culture}.`, exchange, capacity],
    [exchange, `${capacity}. ${culture}.`],
    [`[-${broadband}-] wording`, `{. ${culture}.}`],
  ],
  [
    "in place of a sentence that moved away",
    [`${broadband}. ${culture}. ${trust}.`, `${exchange}. ${youth}.`],
    [`${broadband}. ${youth}. ${trust}.`, `${exchange}. ${culture}.`],
    [`{${youth.slice(4)}}`, `{${culture.slice(4)}}`],
  ],
  [
    "between replaced words",
    [`${broadband}. They met in Baku. ${culture}. They sat. ${trust}.`, `${exchange}. ${youth}.`],
    [`${broadband}. Some met in Kyoto. ${youth}. Few sat. ${trust}.`, `${exchange}. ${culture}.`],
    [
      "[-They-][+Some+] wording",
      "[-Baku-][+Kyoto+] wording",
      `{${youth.slice(4)}}`,
      "[-. They-][+. Few+] wording",
      `{${culture.slice(4)}}`,
    ],
  ],
  [
    "before words that replace others",
    [`${broadband}. They met. ${trust}.`, `${exchange}. ${culture}. ${capacity}.`],
    [`${broadband}. ${culture}. Some sat. ${trust}.`, `${exchange}. ${capacity}.`],
    [`{${culture}.}`, "[-They met-][+ Some sat+] wording", "[- -] variant"],
  ],
  [
    "before words that others replace",
    [`${broadband}. ${culture}. Some sat. ${trust}.`, `${exchange}. ${capacity}.`],
    [`${broadband}. They met. ${trust}.`, `${exchange}. ${culture}. ${capacity}.`],
    ["[- Some sat-][+They met+] wording", `{${culture}.}`, "[+ +] variant"],
  ],
  [
    "with new words between it and another sentence that moved",
    [`${broadband}. ${trust}.`, `${exchange}. ${culture}. ${capacity}. ${youth}.`],
    [`${broadband}. ${culture}. Some sat. ${youth}. ${trust}.`, `${exchange}. ${capacity}.`],
    [`{${culture}.}`, "[+ Some sat. +] wording", `{${youth}.}`, "[+ +] variant", "[- -] variant", "[- -] variant"],
  ],
  [
    "within its clause, and the spaces beside it",
    [`${broadband}. ${culture}. ${exchange}.`],
    [`${culture}. ${exchange}. ${broadband}.`],
    ["[- -] variant", "[+ +] variant", `{${broadband}.}`],
  ],
])("reports the text around a sentence that moved: %s", (_case, base, revised, expected) => {
  expect(changesBetween(base.join("\n"), revised.join("\n"))).toEqual(expected);
});

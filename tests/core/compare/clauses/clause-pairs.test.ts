import { compare } from "#core/compare/compare.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../../support/draft.ts";
import { broadband, capacity, culture, exchange } from "../sample-clauses.ts";
import { version } from "../versions.ts";

/** Lists the clause pairs in short form: `v1=v2 edited moved`. */
function pairsOf(base: string, revised: string, links?: { base: string; revised: string | null }[]): string[] {
  return compare(version(base), version(revised), links ? { links } : {}).pairs.map((pair) =>
    [
      `${pair.base.join("+")}=${pair.revised.join("+")}`,
      ...(["edited", "moved", "renumbered"] as const).filter((flag) => pair[flag]),
    ].join(" "),
  );
}

const reporting = (group: string, year: number): string =>
  `the secretariat of the ${group} group shall report to the Council in ${String(year)}`;

test.each([
  ["unchanged clauses", [broadband, exchange], [broadband, exchange], ["v1=v1", "v2=v2"]],
  [
    "one edited clause",
    [broadband, exchange],
    [broadband, exchange.replace("lower", "reduce")],
    ["v1=v1", "v2=v2 edited"],
  ],
  ["one added clause", [broadband, exchange], [broadband, capacity, exchange], ["v1=v1", "v2=v3", "=v2"]],
  ["one removed clause", [broadband, capacity, exchange], [broadband, exchange], ["v1=v1", "v3=v2", "v2="]],
  [
    "swapped recitals that differ in two words",
    [reporting("first", 2013), reporting("second", 2014), reporting("third", 2015)],
    [reporting("third", 2015), reporting("first", 2013), reporting("second", 2014)],
    ["v1=v2", "v2=v3", "v3=v1 moved"],
  ],
  [
    "a recital edited into the former text of another",
    [reporting("first", 2013), broadband, exchange, culture, capacity, reporting("second", 2014)],
    [reporting("second", 2014), broadband, exchange, culture, capacity, reporting("third", 2015)],
    ["v1=v1 edited", "v2=v2", "v3=v3", "v4=v4", "v5=v5", "v6=v6 edited"],
  ],
  [
    "recitals relettered after one is inserted",
    [`a)| ${broadband}`, `b)| ${exchange}`],
    [`a)| ${capacity}`, `b)| ${broadband}`, `c)| ${exchange}`],
    ["v1=v2 renumbered", "v2=v3 renumbered", "=v1"],
  ],
  [
    "a clause moved to the front",
    [broadband, exchange, capacity],
    [capacity, broadband, exchange],
    ["v1=v2", "v2=v3", "v3=v1 moved"],
  ],
  [
    "a clause moved and edited",
    [broadband, exchange, capacity],
    [capacity.replace("needed", "indispensable"), broadband, exchange],
    ["v1=v2", "v2=v3", "v3=v1 edited moved"],
  ],
  ["a split clause", [`${broadband}; ${exchange}`], [`${broadband};`, exchange], ["v1=v1+v2 edited"]],
  [
    "a clause split and renumbered",
    [`1| ${broadband}; ${exchange}`],
    [`2| ${broadband};`, `3| ${exchange}`],
    ["v1=v1+v2 edited renumbered"],
  ],
  ["merged clauses", [`${broadband};`, exchange], [`${broadband}; ${exchange}`], ["v1+v2=v1 edited"]],
  [
    "a clause rewritten under the same number",
    [`1| ${broadband}`, `2| ${exchange}`, `3| ${culture}`],
    [`1| ${broadband}`, `2| to ask every administration where Internet exchange points run`, `3| ${culture}`],
    ["v1=v1", "v2=v2 edited", "v3=v3"],
  ],
  [
    "a clause in the place and under the number of a deleted one, without a word in common",
    [`1| ${broadband}`, `2| ${exchange}`, `3| ${culture}`],
    [`1| ${broadband}`, `2| to ask each administration for its yearly report`, `3| ${culture}`],
    ["v1=v1", "v3=v3", "v2=", "=v2"],
  ],
  [
    "a clause whose larger half moved into another",
    [`${broadband}. ${exchange}`, capacity, culture],
    [`${broadband}.`, culture, `${capacity}; ${exchange}`],
    ["v1=v1 edited", "v2=v3 edited", "v3=v2 moved"],
  ],
  [
    "a changed verb over the same recitals, beside a deleted one",
    [`verb| noting`, `a)| ${culture}`, `verb| recalling`, `a)| ${broadband}`, `b)| ${exchange}`],
    [`verb| recognizing`, `a)| ${broadband}`, `b)| ${exchange}`],
    ["v3=v1 edited", "v4=v2", "v5=v3", "v1=", "v2="],
  ],
  [
    "a table cell rewritten in its position",
    [`cell| the fourth question`, `cell| ${broadband}`, `cell| ${exchange}`, `cell| ${culture}`],
    [`cell| the fourth question`, `cell| ${broadband}`, `cell| names left over`, `cell| ${culture}`],
    ["v1=v1", "v2=v2", "v3=v3 edited", "v4=v4"],
  ],
  [
    "a deleted clause beside a rewritten one that took its number",
    [`1| ${broadband}`, "2| comments are invited by September", `3| ${exchange}`, `4| ${culture}`],
    [`1| ${broadband}`, "2| that exchange points by now serve every region well", `3| ${culture}`],
    ["v1=v1", "v3=v2 edited renumbered", "v4=v3 renumbered", "v2="],
  ],
  [
    "recitals relettered after one is deleted and another inserted",
    [`a)| ${broadband}`, `b)| ${exchange}`, `c)| ${culture}`],
    [`a)| ${broadband}`, "b)| to ask each administration for its yearly report", `c)| ${culture}`],
    ["v1=v1", "v3=v3", "v2=", "=v2"],
  ],
  [
    "a short clause moved and edited",
    [broadband, "to see that version 6 is taught wherever networks are taught;", culture],
    [broadband, culture, "to see that IPv6 is taught wherever networks are taught;"],
    ["v1=v1", "v2=v3 edited moved", "v3=v2"],
  ],
])("pairs %s", (_case, base, revised, expected) => {
  expect(pairsOf(base.join("\n"), revised.join("\n"))).toEqual(expected);
});

test("reports a moved section as one move", () => {
  const [heading, other] = ["Access to networks", "On languages and content"];
  const base = version([heading, broadband, exchange, other, culture, capacity].join("\n"));
  const revised = version([other, culture, capacity, heading, broadband, exchange].join("\n"));
  const { changes } = compare(base, revised);
  expect(changes.map((change) => [change.class, base.text.slice(...change.base)])).toEqual([
    ["move", [heading, broadband, exchange].join("\n")],
  ]);
});

test("reports a sentence moved to another clause as a move", () => {
  const sentence = "Governments should take part on an equal footing in all of its meetings.";
  const base = version([`${broadband}. ${sentence} ${exchange}`, culture, capacity].join("\n"));
  const revised = version([`${broadband}. ${exchange}`, culture, `${capacity}. ${sentence}`].join("\n"));
  const moves = compare(base, revised).changes.filter((change) => change.class === "move");
  expect(moves.map((change) => [base.text.slice(...change.base), revised.text.slice(...change.revised)])).toEqual([
    [sentence, sentence],
  ]);
});

test("pairs linked clauses that share no words", () => {
  const links = [{ base: "v1", revised: "v2" }];
  expect(pairsOf([broadband, exchange].join("\n"), [exchange, culture].join("\n"), links)).toEqual([
    "v1=v2 edited moved",
    "v2=v1",
  ]);
});

test("leaves a clause linked to nothing without counterpart", () => {
  const links = [{ base: "v1", revised: null }];
  expect(pairsOf([broadband, exchange].join("\n"), [broadband, exchange].join("\n"), links)).toEqual([
    "v2=v2",
    "v1=",
    "=v1",
  ]);
});

/** Returns a text with an article of four paragraphs, or the same as two articles. */
function articles(...headings: readonly [label: string, text: string][]): ReturnType<typeof versionTextOf> {
  const clauses = headings.map(([label, text]): ClauseInShort => ["heading", label, text]);
  const paragraphs = [broadband, exchange, culture, capacity].map((text): ClauseInShort => [
    "paragraph",
    null,
    text,
    1,
  ]);
  const [opening, rest] = [paragraphs.slice(0, 2), paragraphs.slice(2)];
  return versionTextOf(draftOf([...clauses.slice(0, 1), ...opening, ...clauses.slice(1), ...rest]));
}

test.each([
  [
    "pairs a heading in its place with another number and a word in common",
    "Broad networks and their content",
    ["c1=c1"],
  ],
  ["pairs no heading in its place with another number and no word in common", "Final matters", []],
])("%s", (_case, heading, expected) => {
  const base = articles(["Article 8", heading]);
  const revised = articles(["Article 9", "Use of networks"], ["Article 10", "Storage of data"]);
  const pairs = compare(base, revised).pairs.map((pair) => `${pair.base.join()}=${pair.revised.join()}`);
  expect(pairs.filter((pair) => pair.startsWith("c1=c"))).toEqual(expected);
});

test("pairs no heading in an article with another article, whatever is below them", () => {
  const below: ClauseInShort[] = [broadband, exchange, capacity].map((text, at) => [
    "paragraph",
    String(at + 1),
    text,
    2,
  ]);
  const draft = (...clauses: ClauseInShort[]): ReturnType<typeof versionTextOf> => versionTextOf(draftOf(clauses));
  const base = draft(["heading", "Article 3", "Goals", 0], ["heading", null, "Single efforts", 1], ...below);
  const revised = draft(["heading", "Article 4", "Aims", 0], ...below);
  const relations = compare(base, revised).pairs.map((pair) => `${pair.base.join("+")}=${pair.revised.join("+")}`);
  const [article, single] = base.clauses.map(({ id }) => id);
  expect(relations).toContain(`${article ?? ""}=${revised.clauses[0]?.id ?? ""}`);
  expect(relations).toContain(`${single ?? ""}=`);
});

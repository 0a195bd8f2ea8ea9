import fc from "fast-check";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { countNegotiation, readNegotiation } from "#core/text/negotiation/read-negotiation.ts";
import { type ClauseInShort, draftOf } from "../../../support/draft.ts";

const versionOf = (...texts: string[]): VersionText =>
  versionTextOf(draftOf(texts.map((text, index) => ["paragraph", `${String(index + 1)}.`, text] as const)));
/** Lists each negotiation mark of a text with the text it covers: "bracket 1: [a [b]]". */
const signs = (...texts: string[]): string[] =>
  readNegotiation(versionOf(...texts)).flatMap(({ clause, marks }) => {
    const text = texts[Number(clause.slice(1)) - 1] ?? "";
    return marks.map(
      ({ kind, depth, number, start, end }) =>
        [kind, ...(depth > 0 ? [String(depth)] : []), ...(number === null ? [] : [number])].join(" ") +
        `: ${text.slice(start, end)}`,
    );
  });

test.each<[string, string[]]>([
  ["words without signs", []],
  ["open [to all]", ["bracket 1: [to all]"]],
  [
    "[deserves [an Opinion of] its own]",
    ["bracket 1: [deserves [an Opinion of] its own]", "bracket 2: [an Opinion of]"],
  ],
  ["[is] [may be] so", ["bracket 1: [is]", "bracket 1: [may be]"]],
  [
    "[Alt 1: these words] [Alt 2: those]",
    [
      "bracket 1: [Alt 1: these words]",
      "alternative 1: Alt 1: these words",
      "bracket 1: [Alt 2: those]",
      "alternative 2: Alt 2: those",
    ],
  ],
  ["Alt. the whole clause", ["alternative: Alt. the whole clause"]],
  ["an Alternative is no sign", []],
  ["paragraph (agreed)", ["agreed: (agreed)"]],
  ["paragraph [agreed ad ref]", ["agreed-ad-ref: [agreed ad ref]"]],
  ["paragraph (ad referendum)", ["agreed-ad-ref: (ad referendum)"]],
  ["what was agreed (in part) stays", []],
  ["words [Source: Ruritania] stay", ["source: [Source: Ruritania]"]],
  ["[Variante A : ce texte]", ["bracket 1: [Variante A : ce texte]", "alternative A: Variante A : ce texte"]],
  ["Alternativa 2. este texto", ["alternative 2: Alternativa 2. este texto"]],
  ["Вариант 1: этот текст", ["alternative 1: Вариант 1: этот текст"]],
  ["Вариант этого текста", []],
  ["备选案文1：本条", ["alternative 1: 备选案文1：本条"]],
  ["البديل باء: هذا النص", ["alternative باء: البديل باء: هذا النص"]],
  ["البديل الذي اختير", []],
  ["البديل الثاني: هذا النص", ["alternative الثاني: البديل الثاني: هذا النص"]],
  ["الخيار 1: هذا النص", ["alternative 1: الخيار 1: هذا النص"]],
  ["[Option 1: these words]", ["bracket 1: [Option 1: these words]", "alternative 1: Option 1: these words"]],
  ["[Option (a): these words]", ["bracket 1: [Option (a): these words]", "alternative a: Option (a): these words"]],
  ["Opción 2: este texto", ["alternative 2: Opción 2: este texto"]],
  ["选项2：本条", ["alternative 2: 选项2：本条"]],
  ["ALT 1 these words", ["alternative 1: ALT 1 these words"]],
  ["[OPTION A: these words]", ["bracket 1: [OPTION A: these words]", "alternative A: OPTION A: these words"]],
  ["ВАРИАНТ 2. этот текст", ["alternative 2: ВАРИАНТ 2. этот текст"]],
  ["ALT text is given with every picture", []],
  ["Options are open", []],
  ["Option of last resort", []],
  ["texte (convenu ad referendum)", ["agreed-ad-ref: (convenu ad referendum)"]],
  ["texto [acordado ad referéndum]", ["agreed-ad-ref: [acordado ad referéndum]"]],
  ["текст (согласовано)", ["agreed: (согласовано)"]],
  ["texte (agréé ad ref)", ["agreed-ad-ref: (agréé ad ref)"]],
  ["texte (approuvé)", ["agreed: (approuvé)"]],
  ["texto (aprobado)", ["agreed: (aprobado)"]],
  ["本条（已达成一致）", ["agreed: （已达成一致）"]],
  ["النص (تم الاتفاق عليه)", ["agreed: (تم الاتفاق عليه)"]],
  ["النص (متفق عليه بشرط الاستشارة)", ["agreed-ad-ref: (متفق عليه بشرط الاستشارة)"]],
  ["本条（已商定）", ["agreed: （已商定）"]],
  ["本条（商定，待核准）", ["agreed-ad-ref: （商定，待核准）"]],
  ["النص (متفق عليه)", ["agreed: (متفق عليه)"]],
  ["النص (متَّفق عليه بشرط الرجوع إلى الحكومة)", ["agreed-ad-ref: (متَّفق عليه بشرط الرجوع إلى الحكومة)"]],
  ["ce qui est convenu (en partie)", []],
  ["［本条］", ["bracket 1: ［本条］"]],
  ["texto [Fuente: Ruritania]", ["source: [Fuente: Ruritania]"]],
  ["MOD the text", ["symbol MOD: MOD"]],
  ["MODERN times", []],
  ["left [open", ["bracket: ["]],
  ["closed] too often", ["bracket: ]"]],
])("finds the negotiation signs in %j", (text, expected) => {
  expect(signs(text)).toEqual(expected);
});

test("marks a part of a bracket in each clause that it spans", () => {
  const [first, second, third] = readNegotiation(versionOf("[that one", "that two", "that three]"));
  expect([first, second, third].map((one) => one?.marks)).toMatchObject([
    [{ start: 0, end: 9, depth: 1, opens: true, closes: false }],
    [{ start: 0, end: 8, depth: 1, opens: false, closes: false }],
    [{ start: 0, end: 11, depth: 1, opens: false, closes: true }],
  ]);
});

test("does not let an unclosed bracket capture a pair in another clause", () => {
  expect(signs("left [open", "a [b] c")).toEqual(["bracket: [", "bracket 1: [b]"]);
});

describe("brackets around whole clauses", () => {
  /** Lists the depth of the brackets in each clause; 0 is an unmatched one. */
  const depths = (...clauses: ClauseInShort[]): number[][] => {
    const version = versionTextOf(draftOf(clauses));
    const read = new Map(
      readNegotiation(version).map(({ clause, marks }) => [clause, marks.map(({ depth }) => depth)]),
    );
    return version.clauses.map(({ id }) => read.get(id) ?? []);
  };
  const article = (number: number, title = "Scope"): ClauseInShort => ["heading", `Article ${String(number)}`, title];

  test("match within an article, from the start of a clause to the end of another", () => {
    expect(
      depths(article(1), ["paragraph", "1", "[one", 1], ["paragraph", "2", "two", 1], ["paragraph", "3", "three].", 1]),
    ).toEqual([[], [1], [1], [1]]);
  });

  test("do not match beyond their article, so that a stray bracket costs nothing else", () => {
    expect(
      depths(
        article(1),
        ["paragraph", "1", "[one", 1],
        article(2),
        ["paragraph", "1", "[a] two", 1],
        ["paragraph", "2", "three]", 1],
      ),
    ).toEqual([[], [0], [], [1], [0]]);
  });

  test("do not match inside clauses that are not neighbours", () => {
    expect(depths(["paragraph", "1", "a [one"], ["paragraph", "2", "two"], ["paragraph", "3", "b] three"])).toEqual([
      [0],
      [],
      [0],
    ]);
    expect(depths(["paragraph", "1", "one; [and"], ["paragraph", "2", "two] three"])).toEqual([[1], [1]]);
  });

  test("match inside the clauses of one paragraph and its items", () => {
    expect(
      depths(
        article(1),
        ["paragraph", "1", "shall [plan:", 1],
        ["item", "a)", "this;", 2],
        ["item", "b)", "that [now;", 2],
        ["item", "c)", "then;]", 2],
        ["paragraph", null, "and report] to all.", 1],
      ),
    ).toEqual([[], [1], [1], [1, 2], [1, 2], [1]]);
  });

  test("around an article begin before its heading or in its label", () => {
    expect(depths(article(1, "[Scope"), ["paragraph", "1", "one]", 1], article(2))).toEqual([[1], [1], []]);
    expect(depths(["heading", "[Article 1", "Scope"], ["paragraph", "1", "one]", 1], article(2))).toEqual([
      [1],
      [1],
      [],
    ]);
  });

  test("do not match between articles, whether the text is on the same line or below", () => {
    const inline = (number: number, value: string): ClauseInShort => ["paragraph", `Article ${String(number)}`, value];
    expect(depths(inline(4, "[The Parties report."), inline(5, "They act."), inline(6, "They stop.]"))).toEqual([
      [0],
      [],
      [0],
    ]);
    expect(depths(article(4), ["paragraph", "1", "They [report.", 1], article(5, "Scope] and aims"))).toEqual([
      [],
      [0],
      [0],
    ]);
  });

  test("alone in a label have no place in the text", () => {
    const [read] = readNegotiation(versionTextOf(draftOf([["heading", "[Article 4", "Scope"]])));
    expect(read?.marks).toMatchObject([{ kind: "bracket", start: 0, end: 0, depth: 0 }]);
  });

  test("in a label count once", () => {
    expect(countNegotiation(versionTextOf(draftOf([["heading", "[Article 3bis]", "Equity"]])))).toMatchObject({
      brackets: 1,
      unbalanced: 0,
    });
  });

  test("match around a chapter with all its articles", () => {
    const inside: ClauseInShort[] = [
      ["heading", "Article 1", "Scope", 1],
      ["paragraph", "1", "one", 2],
      ["heading", "Article 2", "Use", 1],
      ["paragraph", "1", "two]", 2],
    ];
    expect(depths(["heading", "Chapter I", "[General"], ...inside).flat()).toEqual([1, 1, 1, 1, 1]);
  });
});

test.each(["62bis", "a) ter", "2 quater", "62 бис", "62 مكرراً", "62 مكررا ثانيا", "62之二"])(
  "reads the label %s as that of an inserted clause",
  (label) => {
    const version = versionTextOf(draftOf([["paragraph", label, "words"]]));
    expect(readNegotiation(version)).toMatchObject([{ insertedLabel: label, marks: [] }]);
  },
);

test("does not take a chapter for an inserted clause", () => {
  const version = versionTextOf(draftOf([["heading", "Chapter I", "General provisions"]]));
  expect(readNegotiation(version)).toEqual([]);
});

test("counts brackets, alternatives and agreements in a text", () => {
  const version = versionOf("[a [b]] c", "[Alt 1: d] [Alt 2: e]", "f (agreed)", "g (ad ref)", "h]");
  expect(countNegotiation(version)).toEqual({
    brackets: 3,
    nested: 1,
    deepest: 2,
    unbalanced: 1,
    bracketedCharacters: 27,
    characters: 52,
    bracketedClauses: 2,
    alternatives: 2,
    agreed: 1,
    agreedAdRef: 1,
    insertedClauses: 0,
  });
});

test("reads every bracket as opening a mark, closing a mark or unmatched", () => {
  const texts = fc.array(fc.stringMatching(/^[a-c[\] ]{0,12}$/u), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(texts, (all) => {
      const marks = readNegotiation(versionOf(...all)).flatMap((clause) => clause.marks);
      const ends = marks.reduce(
        (sum, { opens, closes, depth }) => sum + Number(opens) + Number(closes) + Number(depth === 0),
        0,
      );
      expect(ends).toBe(all.join("").replace(/[^[\]]/gu, "").length);
      const { brackets, nested } = countNegotiation(versionOf(...all));
      expect(brackets + nested).toBe(marks.filter(({ closes }) => closes).length);
    }),
  );
});

test("reads a long draft in 12 brackets, and very many spaces in one, quickly", () => {
  const clauses = Array.from(
    { length: 40_000 },
    (_, at) => `${String(at)} words of a clause that nobody has agreed to yet`,
  );
  const whole = versionOf(
    `${"[".repeat(12)}${String(clauses[0])}`,
    ...clauses.slice(1, -1),
    `[\u00A0${"\u00A0".repeat(100_000)}] end${"]".repeat(12)}`,
  );
  expect(countNegotiation(whole)).toMatchObject({ brackets: 1, nested: 12, bracketedClauses: 40_000 });
});

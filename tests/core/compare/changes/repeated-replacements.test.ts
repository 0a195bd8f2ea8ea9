import { compare } from "#core/compare/compare.ts";
import type { Change, Comparison, KeptRange } from "#core/compare/comparison.ts";
import { repeatedReplacements } from "#core/compare/changes/notable-changes.ts";
import { version } from "../versions.ts";

type Compared = Pick<Comparison, "changes" | "kept">;

/** Lists the repeated replacements of a text as "authority → regulator: 0, 1, 2", with the indexes of their changes. */
function replacements(base: string, revised: string, { changes, kept }: Compared): string[] {
  const [from, to] = [version(base), version(revised)];
  return repeatedReplacements(from, to, { ...compare(version(""), version("")), changes, kept }).map(
    (found) => `${found.base} → ${found.revised}: ${found.changes.join(", ")}`,
  );
}

/**
 * Reads two texts and their changes from one. "{authority|regulator}" is a change; "=of=" in it is text that both
 * sides keep.
 */
function marked(text: string): { base: string; revised: string } & Compared {
  let [base, revised] = ["", ""];
  const [changes, kept]: [Change[], KeptRange[]] = [[], []];
  const keep = (words: string): void => {
    kept.push([base.length, base.length + words.length, revised.length, revised.length + words.length]);
    base += words;
    revised += words;
  };
  for (const [, plain = "", deleted = "", inserted = ""] of text.matchAll(/([^{]+)|\{([^|]*)\|([^}]*)\}/gu)) {
    if (plain) {
      keep(plain);
      continue;
    }
    const start = [base.length, revised.length] as const;
    const [old, fresh] = [deleted.split("="), inserted.split("=")];
    old.forEach((words, at) => {
      if (at % 2 === 1) keep(words);
      else [base, revised] = [base + words, revised + (fresh[at] ?? "")];
    });
    changes.push({ class: "wording", base: [start[0], base.length], revised: [start[1], revised.length] });
  }
  return { base, revised, changes, kept };
}

/** Lists the repeated replacements of a text with its changes in braces. */
function found(text: string): string[] {
  const { base, revised, ...compared } = marked(text);
  return replacements(base, revised, compared);
}

const named = "The {authority|regulator} meets. The {authority|regulator} reports.";

describe("a replacement", () => {
  test.each([
    ["2 times is no repetition", named, []],
    ["3 times is a repetition", `${named} The {authority|regulator} pays.`, ["authority → regulator: 0, 1, 2"]],
    ["counts whatever its letter case", `${named} {Authority|Regulator} it is.`, ["authority → regulator: 0, 1, 2"]],
    [
      "counts with brackets, marks and other spaces around it",
      `{national  authority|regulator} {“national authority”,|(regulator);} {［national] authority |[regulator]}`,
      ["national authority → regulator: 0, 1, 2"],
    ],
    [
      "counts without marks at its ends",
      "{(fund).|(bank).} {(fund).|(bank).} {(fund);|(bank);}",
      ["fund → bank: 0, 1, 2"],
    ],
    ["of a number counts", "{Rule 1|Rule 2} {Rule 1|Rule 2} {Rule 1,|Rule 2.}", ["Rule 1 → Rule 2: 0, 1, 2"]],
    [
      "of a word that ends in a mark above a letter counts",
      "{नदी|घाटी} {(नदी)|घाटी} {नदी|(घाटी)}",
      ["नदी → घाटी: 0, 1, 2"],
    ],
    ["by nothing does not count", "One {very|} is, one {very|} was, one {very|} will be.", []],
    ["of nothing does not count", "One {|very} is, one {|very} was, one {|very} will be.", []],
    ["of marks only does not count", "One{;|,} two{;|,} three{;|,} four.", []],
    ["by the same word in capitals does not count", "{parties|Parties} {parties|Parties} {parties|Parties}", []],
  ])("%s", (_fact, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe("beside other words, a replacement", () => {
  test.each([
    ["counts if it is known from 2 other locations", "{Each authority of Tavi|The regulator}", true],
    ["counts at the start and at the end of a change", "{Authority of Tavi|New regulator}", true],
    ["counts beside marks", "{an (authority), now|the “regulator”}", true],
    ["counts after a longer word with the same letters", "{no subauthority, no authority|any regulator}", true],
    ["counts before a longer word with the same letters", "{an authority, not authority2|a regulator}", true],
    ["does not count if it is part of a longer word", "{Each subauthority|The regulator}", false],
    ["does not count if it is the beginning of a longer word", "{Each authority|The regulators}", false],
    ["does not count if its new words are missing", "{Each authority|The body}", false],
    ["does not count if its old words are missing", "{Each body|The regulator}", false],
    ["does not count if its old words remain", "{each authority|an authority or a regulator}", false],
    ["does not count if its new words were there before", "{an authority or a regulator|each regulator}", false],
  ])("%s", (_fact, change, counts) => {
    expect(found(`${named} ${change}`)).toEqual(counts ? ["authority → regulator: 0, 1, 2"] : []);
  });

  test("does not count without 2 locations where it is alone", () => {
    expect(found("{an authority|a regulator} {one authority|each regulator} {authority|regulator}")).toEqual([]);
  });

  test.each([
    ["counts in a change of 400 characters", 400, ["authority → regulator: 0, 1, 2"]],
    ["does not count in a longer change", 401, []],
  ])("%s", (_fact, size, expected) => {
    const deleted = `${"a".repeat(size - "regulator now".length - " authority".length)} authority`;
    expect(found(`${named} {${deleted}|regulator now}`)).toEqual(expected);
  });

  test("is looked for only if it is one of the 50 most frequent", () => {
    const terms = Array.from({ length: 51 }, (_, at) => `{rule ${String(at)}|norm ${String(at)}} `);
    const last = terms.at(-1) ?? "";
    const beside = terms.map((term) => term.replace("|", " of all|"));
    const all = found([...terms, ...terms, last, ...beside].join(""));
    expect(all).toHaveLength(50);
    expect(all[0]).toMatch(/^rule 50 → norm 50/u);
    expect(all.join("\n")).not.toContain("rule 49");
  });
});

describe("repeated replacements", () => {
  test("come with the most frequent first, then in the order of the text", () => {
    const terms = ["{fund|bank}", "{body|board}", "{city|town}"];
    expect(found(["{rule|norm}", ...terms, ...terms, ...terms, "{city|town}"].join(" "))).toEqual([
      "city → town: 3, 6, 9, 10",
      "fund → bank: 1, 4, 7",
      "body → board: 2, 5, 8",
    ]);
  });

  test.each([
    ["more often", "{a body|the board} {a body|the board}", "body → board: 0, 1, 4, 5", "fund → bank: 2, 3, 6"],
    ["earlier", "{a body|the board}", "body → board: 0, 3, 4", "fund → bank: 1, 2, 5"],
  ])("come first if they are %s beside other words", (_how, beside, ...expected) => {
    expect(found(`${beside} {fund|bank} {fund|bank} {body|board} {body|board} {fund|bank}`)).toEqual(expected);
  });

  test("are found in each part of a change that keeps words in between", () => {
    const change = "{authority= of Tavi =reports|regulator= of Tavi =informs}";
    const expected = ["authority → regulator: 0, 1, 2", "reports → informs: 0, 1, 2"];
    const text = `The ${change}. Each ${change}. No ${change}.`;
    expect(found(text)).toEqual(expected);
    const { base, revised, changes, kept } = marked(text);
    expect(replacements(base, revised, { changes, kept: kept.toReversed() })).toEqual(expected);
  });

  test.each([
    ["before", 0],
    ["after", -1],
  ])("are not divided at a word that moved to a location %s the change", (_where, location) => {
    const { base, revised, changes, kept } = marked(
      "Now {the rich pay|each State paid}, {the rich pay|each State paid}, {the rich pay|each State paid} alone",
    );
    const to = location < 0 ? revised.length - 4 : 0;
    const moved = changes.map(({ base: [start] }): KeptRange => [start + 4, start + 8, to, to + 4]);
    expect(replacements(base, revised, { changes, kept: [...kept, ...moved] })).toEqual([
      "the rich pay → each State paid: 0, 1, 2",
    ]);
  });

  test("do not include moves", () => {
    const { base, revised, changes, kept } = marked(
      "{co-operate|cooperate} {co-operate|cooperate} {co-operate|cooperate}",
    );
    const moves = changes.map((change): Change => ({ ...change, class: "move" }));
    expect(replacements(base, revised, { changes, kept })).toHaveLength(1);
    expect(replacements(base, revised, { changes: moves, kept })).toEqual([]);
  });
});

import fc from "fast-check";
import { compare } from "#core/compare/compare.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { tokenKind, wordsOf } from "#core/text/tokens.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { clauseTexts, inOrder, mirrored, spelled } from "./comparison-laws.ts";
import { version } from "./versions.ts";

const vocabulary = fc.constantFrom(
  ..."the of and shall should Member States invites Internet policy [ ] , . ; 5 2026 government’s capacity broadband الدول العمل 应当 会员国 государства должны États ﬁnal final pol\u00ADicy policy a ab abc".split(
    " ",
  ),
);
const clause = fc.array(vocabulary, { maxLength: 30 }).map((words) => words.join(" "));
const text = fc.array(clause, { minLength: 1, maxLength: 12 });

/** Two drafts of one text: clauses are deleted, moved, split and merged, and words are inserted or replaced. */
const drafts = fc
  .tuple(text, fc.array(fc.tuple(fc.nat(5), fc.nat(20), fc.nat(20), vocabulary), { maxLength: 12 }))
  .map(([clauses, edits]): [VersionText, VersionText] => {
    const revised = [...clauses];
    for (const [kind, at, other, word] of edits) {
      const index = at % Math.max(1, revised.length);
      const words = (revised[index] ?? "").split(" ");
      if (kind === 0) revised.splice(index, 1);
      else if (kind === 1) revised.splice(other % (revised.length + 1), 0, ...revised.splice(index, 1));
      else if (kind === 2) revised.splice(index, 1, words.slice(0, other).join(" "), words.slice(other).join(" "));
      else if (kind === 3) revised.splice(index, 2, revised.slice(index, index + 2).join(" "));
      else revised[index] = [...words.slice(0, other), word, ...words.slice(other + (kind - 4))].join(" ");
    }
    return [version(clauses.join("\n")), version(revised.join("\n"))];
  });

test("spells the revised text, clause by clause, with every change accepted", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      const redline = redlineOf(base, revised, compare(base, revised));
      expect([...spelled(redline, "revised", revised)]).toEqual([...clauseTexts(revised)]);
    }),
  );
});

test("spells the base text, clause by clause, with every change rejected", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      const redline = redlineOf(base, revised, compare(base, revised));
      expect([...spelled(redline, "base", base)]).toEqual([...clauseTexts(base)]);
    }),
  );
});

test.each([
  [
    "words deleted from a moved clause and inserted into it again",
    "\nthe the the the the 会员国 ﬁnal\n\n会员国 ﬁnal\ngovernment’s the the the the\n",
    "会员国 ﬁnal the\ngovernment’s the the the the\nthe the the the the 会员国 ﬁnal\n",
  ],
  [
    "two clauses merged into one in reverse order",
    "\n\n\n\nthe the the the the the the\nthe the the the the the the\nbroadband the the Member the 应当\n" +
      "the government’s the the должны\n\n",
    "États \n\nthe government’s the the должны broadband the the Member the 应当\n\n\nthe the the the the the the\n" +
      "the the the the the the the\n",
  ],
  [
    "a clause that moved with its section without its first words",
    "the the government’s the the the\n会员国 the . , and the the 应当\n应当",
    "and the the 应当\n应当 \nthe the government’s the the the\n应当\n会员国 the . ,",
  ],
])("spells both texts when accepting and rejecting changes of %s", (_what, before, after) => {
  const [base, revised] = [version(before), version(after)];
  const redline = redlineOf(base, revised, compare(base, revised));
  expect([...spelled(redline, "base", base)]).toEqual([...clauseTexts(base)]);
  expect([...spelled(redline, "revised", revised)]).toEqual([...clauseTexts(revised)]);
});

test("kept segments have the same text on both sides", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      const segments = redlineOf(base, revised, compare(base, revised)).flatMap((row) => row.segments);
      for (const { kind, base: from, revised: to } of segments) {
        if (kind === "kept") expect(base.text.slice(...from!)).toBe(revised.text.slice(...to!));
      }
    }),
  );
});

test("kept ranges have the same text on both sides and never overlap", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      const { kept } = compare(base, revised);
      for (const [from, end, to, toEnd] of kept) expect(base.text.slice(from, end)).toBe(revised.text.slice(to, toEnd));
      for (const [start, end] of [
        [0, 1],
        [2, 3],
      ] as const) {
        const ordered = kept.map((range) => [range[start], range[end]] as const).sort((x, y) => x[0] - y[0]);
        ordered.slice(1).forEach((range, index) => expect(range[0]).toBeGreaterThanOrEqual(ordered[index]![1]));
      }
    }),
  );
});

test("keeps or deletes each base word once, and keeps or inserts each revised word once", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      const { kept, stats, changes } = compare(base, revised);
      const words = (text: VersionText): [number, number][] => {
        const found = wordsOf(text, new Lexicon());
        return Array.from(found.kinds, (kind, i) => [kind, found.starts[i]!, found.ends[i]!] as const)
          .filter(([kind]) => kind !== tokenKind.mark)
          .map(([, start, end]) => [start, end]);
      };
      const inside = (ranges: [number, number][], [start, end]: [number, number]): number =>
        ranges.filter(([from, to]) => from <= start && end <= to).length;
      const fromBase = kept.map(([start, end]): [number, number] => [start, end]);
      const intoRevised = kept.map(([, , start, end]): [number, number] => [start, end]);
      const inBase = words(base).map((word) => inside(fromBase, word));
      const inRevised = words(revised).map((word) => inside(intoRevised, word));
      const sum = (counts: number[]): number => counts.reduce((x, y) => x + y, 0);
      const variants = changes.filter((change) => change.class === "variant").map((change) => change.base);
      const asVariants = words(base).filter((word, at) => inBase[at] === 0 && inside(variants, word) > 0).length;
      expect(Math.max(0, ...inBase, ...inRevised)).toBeLessThanOrEqual(1);
      expect(stats.words).toMatchObject({
        base: inBase.length,
        revised: inRevised.length,
        kept: sum(inBase) + asVariants,
        deleted: inBase.length - sum(inBase) - asVariants,
        inserted: inRevised.length - sum(inRevised) - asVariants,
      });
      expect(sum(inBase)).toBe(sum(inRevised));
    }),
  );
});

test("puts every clause in exactly one pair", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      const { pairs } = compare(base, revised);
      const ids = (text: VersionText): string[] => text.clauses.map((clause) => clause.id).sort();
      expect(pairs.flatMap((pair) => pair.base).sort()).toEqual(ids(base));
      expect(pairs.flatMap((pair) => pair.revised).sort()).toEqual(ids(revised));
    }),
  );
});

test("gives every pair a score from 0 to 1", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      const scores = compare(base, revised).pairs.map(({ score }) => score);
      expect(scores.filter((score) => !(score >= 0 && score <= 1))).toEqual([]);
    }),
  );
});

test("no change except a moved section crosses clauses", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      for (const change of compare(base, revised).changes) {
        if (change.class === "move") continue;
        for (const [text, [start, end]] of [
          [base, change.base],
          [revised, change.revised],
        ] as const) {
          if (start < end) expect(clauseAt(text.clauses, start + 1)).toBe(clauseAt(text.clauses, end));
        }
      }
    }),
  );
});

test("reports no changes and only unchanged clauses for the same text", () => {
  fc.assert(
    fc.property(text, (clauses) => {
      const one = version(clauses.join("\n"));
      const { changes, pairs } = compare(one, version(clauses.join("\n")));
      expect(changes).toEqual([]);
      expect(
        pairs.map(({ relation, edited, moved, renumbered, base, revised }) => [
          relation,
          edited,
          moved,
          renumbered,
          base,
          revised,
        ]),
      ).toEqual(one.clauses.map(({ id }) => ["1:1", false, false, false, [id], [id]]));
    }),
  );
});

test("gives the same output for the same input", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      expect(JSON.stringify(compare(base, revised))).toBe(JSON.stringify(compare(base, revised)));
    }),
  );
});

test("mirrors the comparison when the sides are swapped", () => {
  fc.assert(
    fc.property(drafts, ([base, revised]) => {
      expect(inOrder(mirrored(compare(revised, base)))).toEqual(inOrder(compare(base, revised)));
    }),
  );
});

test("mirrors a merge of two equally weighted clauses in reverse order", () => {
  const [one, other] = ["the the the the the the the", "Member the the and the the capacity"];
  const [base, revised] = [version(`${one}\n${other}`), version(`${other} ${one}`)];
  expect(inOrder(mirrored(compare(revised, base)))).toEqual(inOrder(compare(base, revised)));
});

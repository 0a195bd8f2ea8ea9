import { diffArrays } from "diff";
import { compare } from "#core/compare/compare.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { version } from "../versions.ts";

/** Sentences rewritten by hand, each with the words that are the same on both sides: every one occurs once in each. */
const rewritten: readonly (readonly [base: string, revised: string, same: string])[] = [
  [
    "With numbers came dependence: hospitals, courts, banks and waterworks rely on the Internet in ways that nobody planned as a whole, and an interruption that would once have annoyed a few laboratories now makes headlines",
    "What nobody designed, everybody now leans on: waterworks, banks, courts and hospitals depend on the Internet, and headlines follow an interruption that a few laboratories would once have shrugged off",
    "hospitals courts banks waterworks Internet nobody interruption would once have laboratories headlines",
  ],
  [
    "Experience suggests that an exchange point succeeds where those who use it also run it, and that public authorities help most by removing obstacles and, if need be, by lending the room",
    "The best that public authorities can do to help is removing obstacles and lending the room, for an exchange that is run by its own networks is the one that lasts",
    "public authorities help removing obstacles lending room exchange",
  ],
  [
    "A plan should be judged by three questions: whether it says who will be connected by when, whether it says who pays, and whether anybody will measure the result",
    "No plan is better than its answers to such questions: who pays, whether towns are connected, and the result that somebody can measure",
    "plan questions connected pays measure result",
  ],
  [
    "What holds the change back is not ignorance but arithmetic: whoever moves first pays, and the benefit comes when others follow",
    "It is arithmetic and not ignorance that delays such a change, because whoever is first pays while the benefit comes to others",
    "change ignorance arithmetic whoever first pays benefit comes others",
  ],
  [
    "Funds for universal service, built up for telephony from a levy on operators, are being opened to broadband in a growing number of countries",
    "A levy that operators owe to telephony built funds of universal service, and countries in growing number have opened these to broadband",
    "universal service built telephony levy operators opened broadband growing number countries",
  ],
  [
    "Most use is ordinary: people write to their families, look up a word, follow a match, ask what a thing costs",
    "What a thing costs, how a match went or what some word means: ordinary people ask this most, or write to families",
    "ordinary people write families word match thing costs",
  ],
];

/** Returns the position in the revised text of each word of the base that is the same word, by its position. */
type Aligned = ReadonlyMap<number, number>;

const wordsOf = (text: string): { word: string; at: number }[] =>
  [...text.matchAll(/\p{L}+/gu)].map((found) => ({ word: found[0], at: found.index }));

function known(base: string, revised: string, same: string): Aligned {
  const place = (text: string, word: string): number => wordsOf(text).find((one) => one.word === word)?.at ?? -1;
  return new Map(same.split(" ").map((word) => [place(base, word), place(revised, word)]));
}

function keptWords(base: string, revised: string): Aligned {
  const { kept } = compare(version(base), version(revised));
  return new Map(
    wordsOf(base).flatMap(({ at }): [number, number][] => {
      const range = kept.find(([start, end]) => at >= start && at < end);
      return range ? [[at, range[2] + at - range[0]]] : [];
    }),
  );
}

function plainDiff(base: string, revised: string): Aligned {
  const [from, to] = [wordsOf(base), wordsOf(revised)];
  const aligned = new Map<number, number>();
  let [a, b] = [0, 0];
  for (const { count, added, removed } of diffArrays(
    from.map(({ word }) => word),
    to.map(({ word }) => word),
  )) {
    for (let k = 0; k < count && !added && !removed; k += 1) aligned.set(from[a + k]!.at, to[b + k]!.at);
    if (!added) a += count;
    if (!removed) b += count;
  }
  return aligned;
}

/** F1 over all sentences. */
function accuracyOf(align: (base: string, revised: string) => Aligned): number {
  let [right, found, wanted] = [0, 0, 0];
  for (const [base, revised, same] of rewritten) {
    const [truth, aligned] = [known(base, revised, same), align(base, revised)];
    right += [...truth].filter(([from, to]) => aligned.get(from) === to).length;
    found += aligned.size;
    wanted += truth.size;
  }
  return (2 * right) / (found + wanted);
}

test("finds the same words of a rewritten sentence more accurately than a plain word diff", () => {
  expect(accuracyOf(keptWords)).toBeGreaterThanOrEqual(accuracyOf(plainDiff) + 0.2);
  expect(accuracyOf(keptWords)).toBeGreaterThanOrEqual(0.75);
});

test("keeps a lone word only if each text has it once", () => {
  const [base, revised] = [
    "moderate fees for spectrum licences are published early by every regulator",
    "whoever wants spectrum pays: an auction of spectrum precedes the moderate sums owed to the regulator",
  ];
  const kept = [...keptWords(base, revised).keys()];
  expect(kept).toContain(base.indexOf("moderate"));
  expect(kept).not.toContain(base.indexOf("spectrum"));
});

test("shows a lone word as replaced, although it is kept", () => {
  const [from, to] = rewritten[0]!;
  const [base, revised] = [version(from), version(to)];
  const segments = redlineOf(base, revised, compare(base, revised)).flatMap((row) => row.segments);
  const isShownAsKept = segments.some(
    ({ kind, revised: range }) => kind === "kept" && range && revised.text.slice(...range).includes("laboratories"),
  );
  expect([...keptWords(from, to).keys()]).toContain(from.indexOf("laboratories"));
  expect(isShownAsKept).toBe(false);
});

describe("in a text of several clauses", () => {
  const around = (clause: string): string =>
    `The Forum meets in May, in public\n${clause}\nOpen standards help small firms to enter a market`;

  test("keeps the lone words of a clause that certainly corresponds", () => {
    const [base, revised, same] = rewritten[0]!;
    const kept = keptWords(around(base), around(revised));
    const isKept = (word: string): boolean => kept.has(around(base).search(new RegExp(`\\b${word}\\b`, "u")));
    expect(same.split(" ").filter((word) => !isKept(word))).toEqual([]);
  });

  test("keeps no lone word that another clause has too", () => {
    const [base, revised] = rewritten[0]!;
    const kept = keptWords(`${around(base)} for hospitals`, around(revised));
    expect(kept.has(around(base).indexOf("banks"))).toBe(true);
    expect(kept.has(around(base).indexOf("hospitals"))).toBe(false);
  });

  test.each([
    ["keeps a lone word of a paragraph that was found by its content", "", true],
    ["keeps no lone word of a heading that is paired with some doubt", "heading| ", false],
  ])("%s", (_case, kind, isKept) => {
    const [base, revised] = ["Access for schools and clinics", "Why clinics, libraries and schools need it"];
    const comparison = compare(version(around(kind + base)), version(around(kind + revised)));
    expect(comparison.pairs[1]).toMatchObject({ base: ["v2"], revised: ["v2"] });
    const at = around(base).indexOf("clinics");
    expect(comparison.kept.some(([start, end]) => start <= at && at < end)).toBe(isKept);
  });
});

test.each([
  [
    "the other of which grew",
    "Members meet in May and report on arithmetic",
    "Members meet in May, and long after that, whoever wishes to learn some arithmetic of the reports pays in full for all the lessons",
  ],
  [
    "both of which are long",
    "They met. What holds the change back is not ignorance but arithmetic. They parted in a good mood, as friends do",
    "They met. It is arithmetic and not ignorance that delays such a change. They parted in a good mood, as friends do",
  ],
])("keeps no lone word between clauses that share at least 45 %% of the smaller one: %s", (_case, base, revised) => {
  expect(keptWords(base, revised).has(base.indexOf("arithmetic"))).toBe(false);
});

test("keeps no lone word of 3 letters, such as “and”", () => {
  const [base, revised] = rewritten[3]!;
  const kept = keptWords(base, revised);
  expect(kept.has(base.indexOf("arithmetic"))).toBe(true);
  expect(kept.has(base.indexOf("and the benefit"))).toBe(false);
});

import { followWords, withReturned } from "#core/lineage/relations.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { type Words, wordsOf } from "#core/text/tokens.ts";
import { version } from "../compare/versions.ts";

/** Reads drafts with one lexicon. */
function read(...drafts: readonly string[]): Words[] {
  const lexicon = new Lexicon();
  return drafts.map((draft) => wordsOf(version(draft), lexicon));
}

/** Maps the words of two texts that are equal, except those in a passage. Each text has every word once. */
function mapOf(base: Words, revised: Words, except = ""): WordMap {
  const apart = except === "" ? [-1, -1] : [base.text.indexOf(except), base.text.indexOf(except) + except.length];
  const toRevised = base.ids.slice(0, base.count).map((id, token) => {
    const isApart = (base.starts[token] ?? 0) >= (apart[0] ?? 0) && (base.ends[token] ?? 0) <= (apart[1] ?? 0);
    return isApart ? unmapped : revised.ids.subarray(0, revised.count).indexOf(id);
  });
  const toBase = new Int32Array(revised.count).fill(unmapped);
  toRevised.forEach((to, from) => {
    if (to !== unmapped) toBase[to] = from;
  });
  return { toRevised, toBase, coarse: [] };
}

const stepsOf = (chain: readonly Words[]): WordMap[] =>
  chain.slice(1).map((next, index) => mapOf(chain[index] ?? next, next));

describe("words followed through drafts", () => {
  const chain = read("Parties shall pay coins", "Parties may pay gold", "now Parties may lend gold");
  const follow = (): ReturnType<typeof followWords> => followWords(stepsOf(chain), 4, 5);

  test("are kept only if each draft has them", () => {
    const { map } = follow();
    expect([...map.toRevised]).toEqual([1, -1, -1, -1]);
    expect([...map.toBase]).toEqual([-1, 0, -1, -1, -1]);
  });

  test("name the last draft that has each word of the first one", () => {
    expect([...follow().lastSeen]).toEqual([2, 0, 1, 0]);
  });

  test("name the first draft that has each word of the last one", () => {
    expect([...follow().firstSeen]).toEqual([2, 0, 1, 2, 1]);
  });

  test("report a stretch that was too large to align at its location in the first and in the last draft", () => {
    const drafts = read("one two three", "zero one two three", "zero one two", "all zero one two");
    const steps = stepsOf(drafts);
    const coarse = steps.map((step, index): WordMap => ({ ...step, coarse: index === 1 ? [[1, 3, 1, 3]] : [] }));
    expect(followWords(coarse, 3, 4).map.coarse).toEqual([[0, 2, 2, 4]]);
    const ends = steps.map((step, index): WordMap => ({ ...step, coarse: index === 1 ? [] : [[0, 1, 0, 1]] }));
    expect(followWords(ends, 3, 4).map.coarse).toEqual([
      [0, 1, 1, 2],
      [0, 1, 0, 1],
    ]);
  });
});

/** Returns words that occur nowhere else: "a1 a2 a3". */
const words = (count: number, name: string): string =>
  Array.from({ length: count }, (_, at) => `${name}${String(at + 1)}`).join(" ");

/** Returns the words that left and came back between the first and the last of three drafts. */
function returned(first: string, second: string, third: string, missed = ""): string {
  const chain = read(first, second, third);
  const [base, , revised] = chain;
  if (!base || !revised) throw new Error("Three drafts are needed");
  const steps = stepsOf(chain);
  // The last step may miss a passage that both of its drafts have.
  if (missed !== "") steps[1] = mapOf(chain[1] ?? base, revised, missed);
  const followed = followWords(steps, base.count, revised.count);
  const before = followed.map.toRevised.slice();
  const { toRevised, toBase } = withReturned(followed, mapOf(base, revised), base, revised);
  expect([...followed.map.toRevised]).toEqual([...before]);
  const found = [...toRevised.keys()].filter((token) => toRevised[token] !== before[token]);
  for (const token of found) expect(toBase[toRevised[token] ?? 0]).toBe(token);
  return found.map((token) => base.text.slice(base.starts[token], base.ends[token])).join(" ");
}

describe("a passage that left and came back is the same", () => {
  test.each([
    ["if it has 8 words", words(8, "a"), true],
    ["not if it has 7 words", words(7, "a"), false],
    ["not if it has 7 words and marks", `${words(7, "a")},;`, false],
  ])("%s", (_fact, passage, isSame) => {
    expect(returned(`one\n${passage}`, "one", `one\n${passage}`)).toBe(isSame ? passage : "");
  });

  test.each([
    ["if it is half of its clause in both drafts", 8, 8, true],
    ["not if it is less than half of its clause in the first draft", 9, 8, false],
    ["not if it is less than half of its clause in the last draft", 8, 9, false],
  ])("%s", (_fact, before, after, isSame) => {
    const passage = words(8, "a");
    const [first, last] = [`${words(before, "b")} ${passage}`, `${passage} ${words(after, "c")}`];
    expect(returned(`one\n${first}\ntwo`, "one\ntwo", `one two\n${last}`)).toBe(isSame ? passage : "");
  });

  test("although a long clause was added before it", () => {
    const [passage, added] = [words(8, "a"), words(20, "b")];
    expect(returned(`one\n${passage}`, "one", `${added}\none\n${passage}`)).toBe(passage);
  });

  test("unless it never left, and only a copy of it was added or deleted", () => {
    const passage = words(25, "a");
    const copies = `${passage}\n${passage}`;
    for (const [first, last, copy] of [
      [passage, copies, { from: 0, to: 25 }],
      [copies, passage, { from: 25, to: 0 }],
    ] as const) {
      const [base, revised] = read(first, last);
      if (!base || !revised) throw new Error("Two drafts are needed");
      const mapAt = (from: number, to: number): WordMap => ({
        toRevised: Int32Array.from({ length: base.count }, (_, at) =>
          at >= from && at < from + 25 ? at - from + to : unmapped,
        ),
        toBase: Int32Array.from({ length: revised.count }, (_, at) =>
          at >= to && at < to + 25 ? at - to + from : unmapped,
        ),
        coarse: [],
      });
      const followed = followWords([mapAt(0, 0)], base.count, revised.count);
      // The direct comparison takes the copy for the passage.
      expect(withReturned(followed, mapAt(copy.from, copy.to), base, revised)).toEqual(mapAt(0, 0));
    }
  });

  test.each([
    ["if it has 25 words, although a step missed it", 25, true],
    ["not if it has 24 words and a step missed it", 24, false],
  ])("%s", (_fact, count, isSame) => {
    const draft = `one\n${words(count, "a")}`;
    expect(returned(draft, draft, draft, words(count, "a"))).toBe(isSame ? words(count, "a") : "");
  });
});

describe("a word that left and came back is the same", () => {
  const [before, after] = ["one two three four", "five six seven eight"];

  test("if 4 words before and after it never left", () => {
    expect(returned(`${before} shall ${after}`, `${before} may ${after}`, `${before} shall ${after}`)).toBe("shall");
    expect(returned(`${before} shall not ${after}`, `${before} ${after}`, `new ${before} shall not ${after}`)).toBe(
      "shall not",
    );
  });

  test.each([
    ["before", `${before.slice(4)} shall ${after}`],
    ["after", `${before} shall ${after.slice(0, -6)}`],
  ])("not if only 3 words %s it never left", (_side, draft) => {
    expect(returned(draft, draft.replace("shall", "may"), draft)).toBe("");
  });

  test("not if words beside it moved or left", () => {
    const draft = `${before} shall ${after}`;
    expect(returned(draft, `${before} may ${after}`, `${before} new shall ${after}`)).toBe("");
    expect(returned(draft, `${before} may five six eight`, draft)).toBe("");
  });

  test("not if it is a mark", () => {
    expect(returned(`${before}, ${after}`, `${before}; ${after}`, `${before}, ${after}`)).toBe("");
  });

  test("not if a step missed it", () => {
    const draft = `${before} shall ${after}`;
    expect(returned(draft, draft, draft, "shall")).toBe("");
  });
});

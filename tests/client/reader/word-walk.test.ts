import fc from "fast-check";
import { WordWalk, type WordRange } from "../../../client/reader/word-selection.ts";

const clauses = [
  { id: "a", text: "noting that all speak;" },
  { id: "b", text: "" },
  { id: "c", text: "recalling" },
];

/**
 * Returns the text selected by these steps: ">" and "<" select a word, ">>" and "<<" add a word to the selection or
 * remove one.
 */
function words(steps: string, from = "a", texts = clauses, language = "en"): string {
  const walk = new WordWalk(texts, language);
  let range: WordRange | null = null;
  for (const step of steps.split(" ")) {
    range = walk.step(range ?? from, step.startsWith(">") ? 1 : -1, step.length > 1) ?? range;
  }
  return range ? shown(range, texts) : "";
}

function shown({ anchor, head }: WordRange, texts: typeof clauses): string {
  const index = (id: string): number => texts.findIndex((clause) => clause.id === id);
  const backwards =
    index(head.clause) < index(anchor.clause) || (head.clause === anchor.clause && head.offset < anchor.offset);
  const [from, to] = backwards ? [head, anchor] : [anchor, head];
  return texts
    .slice(index(from.clause), index(to.clause) + 1)
    .map(({ id, text }) => text.slice(id === from.clause ? from.offset : 0, id === to.clause ? to.offset : text.length))
    .join("|");
}

test.each<[string, string, string]>([
  ["the first step selects the first word", ">", "noting"],
  ["a first step back selects the last word", "<", "speak"],
  ["each step moves by one word", "> >", "that"],
  ["a step back returns to the previous word", "> > <", "noting"],
  ["an extending step adds a word", "> >> >>", "noting that all"],
  ["an extending step back removes a word", "> >> >> <<", "noting that"],
  ["an extending step back from the first selected word extends the other way", "> > << ", "noting that"],
  ["punctuation between selected words is included, punctuation after them is not", "< >>", "speak;||recalling"],
  ["empty clauses are skipped", "< >", "recalling"],
  ["a step past the last word changes nothing", "< > > >", "recalling"],
])("%s", (_name, steps, expected) => {
  expect(words(steps.trim())).toBe(expected);
});

test("divides text into words by the rules of its language", () => {
  expect(words("> >", "a", [{ id: "a", text: "关于世界会议" }], "zh")).toBe("世界");
});

test("continues from an existing selection, extended to whole words", () => {
  const walk = new WordWalk(clauses, "en");
  const range = { anchor: { clause: "a", offset: 2 }, head: { clause: "a", offset: 9 } };
  expect(shown(walk.step(range, 1, true)!, clauses)).toBe("noting that all");
});

test("shrinking an extended selection restores the original one", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z ]{0,30}$/u), { minLength: 1, maxLength: 5 }),
      fc.nat(12),
      (texts, count) => {
        const own = texts.map((text, index) => ({ id: `c${index}`, text }));
        const walk = new WordWalk(own, "en");
        const start = walk.step("c0", 1, false);
        let range = start;
        let steps = 0;
        for (let step = 0; step < count && range; step += 1) {
          const next = walk.step(range, 1, true);
          if (!next) break;
          range = next;
          steps += 1;
        }
        for (; steps > 0 && range; steps -= 1) range = walk.step(range, -1, true);
        expect(range).toEqual(start);
      },
    ),
  );
});

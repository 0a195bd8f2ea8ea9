import { clauseAround, sentencesAround } from "#core/compare/words/sentence-text.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { type Words, wordsOf } from "#core/text/tokens.ts";
import { version } from "../versions.ts";

/** Returns the words of a text and the tokens [from, to) of a passage in it. */
function passage(text: string, part: string): { words: Words; from: number; to: number } {
  const words = wordsOf(version(text), new Lexicon());
  const start = text.indexOf(part);
  const from = words.starts.indexOf(start);
  return { words, from, to: words.ends.indexOf(start + part.length) + 1 };
}

function shown({ text, starts, ends }: Words, tokens: [number, number] | undefined): string | undefined {
  return tokens && text.slice(starts[tokens[0]], ends[tokens[1] - 1]);
}

/** Returns the sentences around a passage. */
function around(text: string, part: string, most = 100): string | undefined {
  const { words, from, to } = passage(text, part);
  return shown(words, sentencesAround(words, from, to, most));
}

const [first, second, third] = ["The Council meets.", "Members vote on the plan.", "The Chair reports."];
const text = `${first} ${second} ${third}`;

test.each([
  ["words in its middle", "vote on", second],
  ["its first word", "Members", second],
  ["its mark", "plan.", second],
  ["all of it", second, second],
  ["the first one of a clause", "Council", first],
  ["the last one of a clause", "Chair reports", third],
  ["the end of one and the start of another", "plan. The", `${second} ${third}`],
  ["the mark of the sentence before", ". Members", second],
])("finds the sentences around %s", (_, part, sentences) => {
  expect(around(text, part)).toBe(sentences);
});

test.each([
  ["ends", ".", "Members meet. Groups vote.", "Groups vote."],
  ["ends", "?", "Who pays? Groups vote.", "Groups vote."],
  ["ends", ";", "members meet; Groups vote.", "Groups vote."],
  ["ends", ":", "members note: Groups vote.", "Groups vote."],
  ["does not end", ",", "members meet, Groups vote.", "members meet, Groups vote."],
  ["ends", "a dot and a quotation mark", "“Members meet.” Groups vote.", "Groups vote."],
  ["ends", "a dot and a bracket", "(Members meet.) Groups vote.", "Groups vote."],
  ["does not end", "a bracket alone", "(members meet) Groups vote.", "(members meet) Groups vote."],
  ["does not end", "the dot of a number", "pay 1.5 Groups vote.", "pay 1.5 Groups vote."],
  ["does not end", "the dot of a name", "on example.org Groups vote.", "on example.org Groups vote."],
  ["ends", "a wide mark without a space", "成员国开会。Groups vote.", "Groups vote."],
  ["ends", "an Arabic question mark", "يجتمع الأعضاء؟ Groups vote.", "Groups vote."],
])("a sentence %s at %s", (_verb, _mark, text, sentence) => {
  expect(around(text, "Groups vote")).toBe(sentence);
});

test("finds no sentence across two clauses", () => {
  expect(around("Members meet.\nGroups vote.", "meet.\nGroups")).toBeUndefined();
  expect(around("Members meet\nGroups vote", "Groups")).toBe("Groups vote");
  expect(around("Members meet\nGroups vote", "Members")).toBe("Members meet");
});

test.each([
  ["finds", 6, second],
  ["does not find", 5, undefined],
])("%s a sentence of 6 words and marks if it may have %i", (_, most, sentence) => {
  expect(around(text, "vote", most)).toBe(sentence);
  expect(around(text, "plan.", most)).toBe(sentence);
  expect(around(text, "Members", most)).toBe(sentence);
  expect(around(second, "vote", most)).toBe(sentence);
});

test.each([
  ["Members", "Members meet"],
  ["Members meet", "Members meet"],
  ["vote", "Groups vote"],
  ["Groups vote", "Groups vote"],
  ["Chairs", "Chairs report"],
  ["report", "Chairs report"],
  ["meet\nGroups", undefined],
  ["Groups vote\nChairs", undefined],
])("finds the clause around %j", (part, clause) => {
  const { words, from, to } = passage("Members meet\nGroups vote\nChairs report", part);
  expect(shown(words, clauseAround(words, from, to))).toBe(clause);
});

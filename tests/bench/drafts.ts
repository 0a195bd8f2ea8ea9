import type { VersionText } from "#core/text/clause.ts";
import { plainTexts } from "#core/compare/plain-text.ts";

/** Two drafts whose history is known word by word. */
export interface Drafts {
  base: VersionText;
  revised: VersionText;
  /** For each base word, the offset it has in the revised text, or -1. */
  truth: { start: number; end: number; to: number }[];
}

/** Random numbers from 0 to 1 that are the same on every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words as frequent as those of a language: few very common and short, many rare and longer. */
function vocabularyOf(random: () => number): string[] {
  const letters = "etaoinshrdlucmfwypvbgkjqxz";
  return Array.from({ length: 9000 }, (_, rank) => {
    const length = rank < 40 ? 1 + (rank % 4) : 3 + Math.floor(random() * 9);
    return Array.from({ length }, () => letters[Math.floor(random() ** 2 * 26)] ?? "e").join("");
  });
}

/**
 * Two drafts of about `size` characters: a share of the words replaced, taken out or added, and one paragraph in fifty
 * moved.
 */
export function draftsOf(size: number, share: number, seed = 1): Drafts {
  const random = randomFrom(seed);
  const vocabulary = vocabularyOf(random);
  const word = (): string => vocabulary[Math.floor(random() ** 4 * vocabulary.length)] ?? "a";
  const paragraphs: { word: string; mark: string; id: number }[][] = [];
  let [length, id] = [0, 0];
  while (length < size) {
    const count = 20 + Math.floor(random() * 80);
    const paragraph = Array.from({ length: count }, (_, at) => {
      const mark = at === count - 1 ? "." : random() < 0.08 ? "," : random() < 0.05 ? "." : "";
      return { word: word(), mark, id: id++ };
    });
    length += paragraph.reduce((sum, each) => sum + each.word.length + each.mark.length + 1, 1);
    paragraphs.push(paragraph);
  }
  const edited = paragraphs.map((paragraph) =>
    paragraph.flatMap((each) => {
      if (random() >= share) return [each];
      const other = { word: word(), mark: each.mark, id: -1 };
      const kind = random();
      return kind < 0.5 ? [other] : kind < 0.75 ? [] : [each, other];
    }),
  );
  for (let k = 0; k < Math.floor(edited.length / 50); k += 1) {
    const [moved] = edited.splice(Math.floor(random() * edited.length), 1);
    if (moved) edited.splice(Math.floor(random() * edited.length), 0, moved);
  }
  const places = new Map<number, number>();
  const revisedText = write(edited, places);
  const starts = new Map<number, number>();
  const baseText = write(paragraphs, starts);
  const [base, revised] = plainTexts([baseText, revisedText]);
  if (!base || !revised) throw new RangeError("Two texts in, two out");
  const truth = paragraphs.flat().map((each) => {
    const start = starts.get(each.id) ?? 0;
    return { start, end: start + each.word.length, to: places.get(each.id) ?? -1 };
  });
  return { base, revised, truth };
}

function write(
  paragraphs: readonly { word: string; mark: string; id: number }[][],
  starts: Map<number, number>,
): string {
  let text = "";
  for (const paragraph of paragraphs) {
    const pieces: string[] = [];
    let at = text.length;
    for (const { word, mark, id } of paragraph) {
      if (id >= 0) starts.set(id, at);
      pieces.push(word + mark);
      at += word.length + mark.length + 1;
    }
    text += `${pieces.join(" ")}\n\n`;
  }
  return text;
}

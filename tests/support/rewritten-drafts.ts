import type { VersionText } from "#core/text/clause.ts";
import { type Script, type Vocabulary, vocabularyOf, wordFrom } from "./made-words.ts";
import { randomFrom } from "./random-from.ts";

/** Two drafts of one text, of which the second was rewritten and reordered, with the answer which clause became which. */
export interface RewrittenDrafts {
  base: VersionText;
  revised: VersionText;
  /** Indexes of clauses that are the same: one pair for each part of a split or merger. */
  pairs: [base: number, revised: number][];
}

interface Plan {
  /** The same plan always generates the same drafts. */
  seed: number;
  script: Script;
  /** Number of clauses in the base. */
  clauses: number;
  /** Share of the clauses that are rewritten; the others keep nearly all words. */
  rewritten: number;
  /** Share of the clauses that move to another position. */
  moved: number;
}

/** A clause as words, with the indexes of the base clauses it came from. */
interface MadeClause {
  words: string[];
  from: number[];
}

/** Share of clauses that each event affects. A lookalike is a new clause on the subject of another one. */
const fates = { deleted: 0.12, added: 0.08, lookalike: 0.04, split: 0.04, merged: 0.03, boilerplate: 0.12 };
/** Share of the words of a rewritten clause that stay, each in its form or with another ending. */
const keptWords = [0.25, 0.7] as const;
const otherEnding = 0.3;

/** Generates two drafts. Clauses have subjects: a few rare words that also occur in the clauses beside them. */
export function rewriteDraft({ seed, script, clauses, rewritten, moved }: Plan): RewrittenDrafts {
  const random = randomFrom(seed);
  const author = new Author(vocabularyOf(script), random);
  const base = Array.from({ length: clauses }, (_, index) => ({ words: author.clause(), from: [index] }));
  const revised: MadeClause[] = [];
  for (const clause of base) {
    if (random() < fates.added) revised.push({ words: author.clause(), from: [] });
    if (random() < fates.lookalike) revised.push({ words: author.lookalike(clause.words), from: [] });
    if (random() < fates.deleted) continue;
    const words = random() < rewritten ? author.rewrite(clause.words) : author.edit(clause.words);
    const before = revised.at(-1);
    if (before?.from.length === 1 && random() < fates.merged) {
      before.words.push(...words);
      before.from.push(...clause.from);
    } else if (words.length > 16 && random() < fates.split) {
      const at = Math.floor(words.length / 2);
      revised.push({ words: words.slice(0, at), from: clause.from }, { words: words.slice(at), from: clause.from });
    } else revised.push({ words, from: clause.from });
  }
  for (let moves = Math.round(moved * revised.length); moves > 0; moves -= 1) {
    const [clause] = revised.splice(Math.floor(random() * revised.length), 1);
    if (clause) revised.splice(Math.floor(random() * (revised.length + 1)), 0, clause);
  }
  return {
    base: author.version(base),
    revised: author.version(revised),
    pairs: revised.flatMap(({ from }, index) => from.map((one): [number, number] => [one, index])),
  };
}

class Author {
  readonly #vocabulary: Vocabulary;
  readonly #random: () => number;
  /** Subjects run through several clauses in a row. */
  #subject: string[] = [];
  /** A sentence that many clauses share, with its subject left open. */
  readonly #boilerplate: string[];

  constructor(vocabulary: Vocabulary, random: () => number) {
    this.#vocabulary = vocabulary;
    this.#random = random;
    this.#boilerplate = Array.from({ length: 30 }, () => this.#word());
  }

  clause(): string[] {
    if (this.#subject.length === 0 || this.#random() < 0.3) this.#subject = this.#rareWords(3);
    if (this.#random() < fates.boilerplate) {
      const own = [...this.#subject, ...this.#rareWords(2)];
      return this.#boilerplate.flatMap((word, index) => (index % 6 === 5 ? [word, this.#oneOf(own)] : [word]));
    }
    const own = [...this.#subject, ...this.#rareWords(4)];
    const length = 10 + Math.floor(this.#random() ** 2 * 70);
    return Array.from({ length }, () => (this.#random() < 0.25 ? this.#oneOf(own) : this.#word()));
  }

  /** A new clause with rare words of another, and an order and common words of its own. */
  lookalike(words: readonly string[]): string[] {
    const rare = words.filter((word) => this.#isRare(word)).slice(0, 3);
    const own = [...rare, ...this.#rareWords(5)];
    return words.map(() => (this.#random() < 0.25 ? this.#oneOf(own) : this.#word()));
  }

  edit(words: readonly string[]): string[] {
    return words.flatMap((word) => (this.#random() < 0.05 ? [this.#word()] : [word]));
  }

  /** Keeps some words, gives some another ending, replaces the others and changes the order of the phrases. */
  rewrite(words: readonly string[]): string[] {
    const kept = keptWords[0] + this.#random() * (keptWords[1] - keptWords[0]);
    const phrases: string[][] = [];
    for (let at = 0; at < words.length;) {
      const length = 2 + Math.floor(this.#random() * 7);
      phrases.push(words.slice(at, at + length));
      at += length;
    }
    if (this.#random() < 0.6) phrases.sort(() => this.#random() - 0.5);
    const rewritten = phrases.flat().flatMap((word) => {
      // Rare words name the subject, and a redraft keeps more of them.
      if (this.#random() < (this.#isRare(word) ? (1 + kept) / 2 : kept)) {
        return [this.#random() < otherEnding ? this.#inflected(word) : word];
      }
      return this.#random() < 0.3 ? [] : [this.#word()];
    });
    return rewritten.length > 0 ? rewritten : [...words];
  }

  version(clauses: readonly MadeClause[]): VersionText {
    const { blank, stop, language } = this.#vocabulary;
    const texts = clauses.map(({ words }) => words.join(blank) + stop);
    let start = 0;
    return {
      text: texts.join("\n"),
      language,
      clauses: texts.map((text, index) => {
        const clause = { id: `c${String(index + 1)}`, kind: "paragraph" as const, label: null, citation: "", depth: 0 };
        const end = start + text.length;
        const placed = { ...clause, citation: String(index + 1), start, end };
        start = end + 1;
        return placed;
      }),
    };
  }

  #word(): string {
    return wordFrom(this.#vocabulary, this.#random);
  }

  #rareWords(count: number): string[] {
    const { words } = this.#vocabulary;
    return Array.from({ length: count }, () => words[Math.floor((0.2 + 0.8 * this.#random()) * words.length)] ?? "");
  }

  #isRare(word: string): boolean {
    return this.#vocabulary.words.indexOf(word) > 0.1 * this.#vocabulary.words.length;
  }

  /** A word of at least five letters with its last one or two replaced. */
  #inflected(word: string): string {
    if (word.length < 5) return word;
    return word.slice(0, word.length - 1 - Math.floor(this.#random() * 2)) + this.#word().slice(0, 2);
  }

  #oneOf(words: readonly string[]): string {
    return words[Math.floor(this.#random() * words.length)] ?? "";
  }
}

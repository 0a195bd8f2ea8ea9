import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { vocabularyOf, wordFrom, type Script, type Vocabulary } from "./made-words.ts";
import { randomFrom } from "./random-from.ts";

/** The size and activity of a generated forum. */
export interface ForumPlan {
  /** The same plan always generates the same forum. */
  seed: number;
  script: Script;
  /** Number of clauses in the first draft; later drafts have about as many. */
  clauses: number;
  drafts: number;
  /** Number of annotations, spread evenly over all drafts except the last. */
  annotations: number;
  /** Share of a draft's words that are replaced, deleted or followed by a new word in the next draft. */
  share: number;
}

/** A word with its origin. It keeps its number from draft to draft. */
interface Word {
  number: number;
  text: string;
  mark: string;
}

interface GeneratedClause {
  /**
   * Stays the same while the clause is edited or moved. The parts of a split and the result of a merger have new names.
   */
  name: number;
  words: Word[];
}

/** The range of some words in another draft, or null if too few of them are left. */
type Place = [start: number, end: number] | null;

/** An annotated range of a draft, and its range in every later draft. */
export interface GeneratedAnnotation {
  /** Index of its draft. */
  on: number;
  start: number;
  end: number;
  /** Ranges on the later drafts, in order. */
  places: Place[];
}

/**
 * A generated forum of one document, with the correct answers for comparing its drafts and carrying annotations
 * forward.
 */
export interface GeneratedForum {
  versions: VersionText[];
  annotations: GeneratedAnnotation[];
  /** Words of one draft that are also in another: [start, end, start there, end there], one entry for each word. */
  keptBetween: (base: number, revised: number) => [number, number, number, number][];
  /** Clauses of one draft, each with a clause it became in another, by id. */
  pairsBetween: (base: number, revised: number) => [base: string, revised: string][];
}

/** A run of words counts as gone if less than this share of it is left. */
const leastShare = 0.2;

/** Share of clauses that each event affects between two drafts. */
const fates = { dropped: 0.01, returned: 0.002, added: 0.01, moved: 0.02, split: 0.01, merged: 0.01 };

/** Generates a forum of any size whose history is known word by word. The first draft and all edits are random. */
export function makeForum(plan: ForumPlan): GeneratedForum {
  const random = randomFrom(plan.seed);
  const press = new Press(vocabularyOf(plan.script), random);
  const drafts: GeneratedClause[][] = [Array.from({ length: plan.clauses }, () => press.clause())];
  while (drafts.length < plan.drafts) drafts.push(press.revise(drafts.at(-1) ?? [], plan.share));
  const set = drafts.map((draft) => setDraft(draft, press.vocabulary));
  const annotatedDrafts =
    plan.drafts < 2 ? [] : Array.from({ length: plan.annotations }, (_, index) => index % (plan.drafts - 1));
  return {
    versions: set.map(({ version }) => version),
    annotations: annotatedDrafts.map((on) => annotate(set, on, random)),
    keptBetween: (base, revised) =>
      [...(set[base]?.places ?? [])].flatMap(([number, [start, end]]) => {
        const there = set[revised]?.places.get(number);
        return there ? [[start, end, ...there] as [number, number, number, number]] : [];
      }),
    pairsBetween: (base, revised) => press.pairs(drafts.slice(base, revised + 1)),
  };
}

/** Writes drafts and records what each clause became. */
class Press {
  readonly vocabulary: Vocabulary;
  readonly #random: () => number;
  #words = 0;
  #clauses = 0;
  /** Deleted clauses of earlier drafts in their last form, which a later draft may restore. */
  readonly #dropped: GeneratedClause[] = [];
  /** The clauses that a clause was made from by a split or merger. */
  readonly #parents = new Map<number, number[]>();

  constructor(vocabulary: Vocabulary, random: () => number) {
    this.vocabulary = vocabulary;
    this.#random = random;
  }

  clause(): GeneratedClause {
    const length = 20 + Math.floor(this.#random() * 80);
    const words = Array.from({ length }, (_, at) =>
      this.#word(at === length - 1 ? this.vocabulary.stop : this.#mark()),
    );
    return this.#named(words, []);
  }

  revise(draft: readonly GeneratedClause[], share: number): GeneratedClause[] {
    const revised: GeneratedClause[] = [];
    const returning = this.#dropped.splice(0, Math.ceil(draft.length * fates.returned));
    for (const clause of draft) {
      const { name, words } = clause;
      if (this.#happens(fates.added)) revised.push(this.clause());
      if (this.#happens(fates.dropped) && draft.length > 1) {
        this.#dropped.push(clause);
        continue;
      }
      const edited = words.flatMap((word) => this.#edit(word, share));
      // A clause that lost all its words no longer exists.
      if (edited.length === 0) continue;
      const before = revised.at(-1);
      if (before && this.#happens(fates.merged)) {
        revised[revised.length - 1] = this.#named([...before.words, ...edited], [before.name, name]);
      } else if (edited.length > 10 && this.#happens(fates.split)) {
        const at = 5 + Math.floor(this.#random() * (edited.length - 9));
        revised.push(this.#named(edited.slice(0, at), [name]), this.#named(edited.slice(at), [name]));
      } else revised.push({ name, words: edited });
    }
    for (const clause of returning) revised.splice(this.#below(revised.length + 1), 0, clause);
    const moves = Math.round(revised.length * fates.moved);
    for (let move = 0; move < moves; move += 1) {
      const [moved] = revised.splice(this.#below(revised.length), 1);
      if (moved) revised.splice(this.#below(revised.length + 1), 0, moved);
    }
    return revised.length > 0 ? revised : [this.clause()];
  }

  pairs(path: readonly (readonly GeneratedClause[])[]): [string, string][] {
    const index = new Map(path[0]?.map(({ name }, at) => [name, at]));
    const ancestors = (name: number): number[] => {
      const at = index.get(name);
      return at === undefined ? (this.#parents.get(name) ?? []).flatMap(ancestors) : [at];
    };
    return (path.at(-1) ?? []).flatMap(({ name }, at) =>
      [...new Set(ancestors(name))].map((base): [string, string] => [clauseId(base), clauseId(at)]),
    );
  }

  #named(words: Word[], parents: number[]): GeneratedClause {
    this.#clauses += 1;
    if (parents.length > 0) this.#parents.set(this.#clauses, parents);
    return { name: this.#clauses, words };
  }

  #edit(word: Word, share: number): Word[] {
    if (!this.#happens(share)) return [word];
    const kind = this.#random();
    if (kind < 0.25) return [];
    const other = this.#word(word.mark);
    return kind < 0.75 ? [other] : [{ ...word, mark: "" }, other];
  }

  #word(mark: string): Word {
    this.#words += 1;
    return { number: this.#words, text: wordFrom(this.vocabulary, this.#random), mark };
  }

  #mark(): string {
    if (this.#happens(0.08)) return this.vocabulary.comma;
    return this.#happens(0.05) ? this.vocabulary.stop : "";
  }

  #happens(share: number): boolean {
    return this.#random() < share;
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

/** A draft as a version's text, with the range of each of its words. */
interface SetDraft {
  version: VersionText;
  clauses: GeneratedClause[];
  places: Map<number, [start: number, end: number]>;
}

function setDraft(draft: GeneratedClause[], { language, blank }: Vocabulary): SetDraft {
  const places: SetDraft["places"] = new Map();
  const texts: string[] = [];
  const clauses: VersionText["clauses"] = [];
  let start = 0;
  draft.forEach(({ words }, index) => {
    let at = start;
    for (const { number, text, mark } of words) {
      places.set(number, [at, at + text.length]);
      at += text.length + mark.length + blank.length;
    }
    const text = words.map((word) => word.text + word.mark).join(blank);
    const label = String(index + 1);
    clauses.push({
      id: clauseId(index),
      kind: "paragraph",
      label,
      citation: label,
      depth: 0,
      start,
      end: start + text.length,
    });
    texts.push(text);
    start += text.length + 1;
  });
  return { version: { text: texts.join("\n"), language, clauses }, clauses: draft, places };
}

function clauseId(index: number): string {
  return `c${String(index + 1)}`;
}

/** Annotates a run of 3 to 40 words in one clause, and finds its remaining words in every later draft. */
function annotate(drafts: readonly SetDraft[], on: number, random: () => number): GeneratedAnnotation {
  const draft = drafts[on];
  const clause = draft?.clauses[Math.floor(random() * draft.clauses.length)];
  if (!draft || !clause) throw new RangeError(`There is no draft ${String(on)}`);
  const length = Math.min(3 + Math.floor(random() * 38), clause.words.length);
  const first = Math.floor(random() * (clause.words.length - length + 1));
  const numbers = clause.words.slice(first, first + length).map(({ number }) => number);
  const [start, end] = placeOf(draft, numbers) ?? [0, 0];
  return { on, start, end, places: drafts.slice(on + 1).map((later) => placeOf(later, numbers)) };
}

/** Returns the range from the first to the last remaining word, in the clause that contains most of them. */
function placeOf({ version, places }: SetDraft, numbers: readonly number[]): Place {
  const byClause = new Map<string, [number, number][]>();
  for (const number of numbers) {
    const place = places.get(number);
    const id = place && clauseAt(version.clauses, place[0])?.id;
    if (id) byClause.set(id, [...(byClause.get(id) ?? []), place]);
  }
  const left = [...byClause.values()].sort((one, other) => other.length - one.length)[0] ?? [];
  const [first, last] = [left[0], left.at(-1)];
  return first && last && left.length / numbers.length >= leastShare ? [first[0], last[1]] : null;
}

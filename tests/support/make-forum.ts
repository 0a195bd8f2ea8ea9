import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { vocabularyOf, wordFrom, type Script, type Vocabulary } from "./made-words.ts";
import { randomFrom } from "./random-from.ts";

/** How large a forum is, and how lively. */
export interface ForumPlan {
  /** The same plan makes the same forum. */
  seed: number;
  script: Script;
  /** Of the first draft; later ones have about as many. */
  clauses: number;
  drafts: number;
  /** On all drafts but the last, spread evenly. */
  annotations: number;
  /** Of a draft's words, replaced, taken out or added on the way to the next. */
  share: number;
}

/** A word with its origin: one that is carried from draft to draft keeps its number. */
interface Word {
  number: number;
  text: string;
  mark: string;
}

interface MadeClause {
  /** Whatever it is and becomes has one name; the parts of a split have new ones. */
  name: number;
  words: Word[];
}

/** What became of a clause's words: a range of the revised text, or null where too few are left to speak of. */
type Place = [start: number, end: number] | null;

/** Words of a draft that somebody spoke of, and where they stand in every later draft. */
export interface MadeAnnotation {
  /** Index of its draft. */
  on: number;
  start: number;
  end: number;
  /** On the drafts after its own, in order. */
  places: Place[];
}

/** A forum of one document, with the answers to what a comparison and a carrying have to find. */
export interface MadeForum {
  versions: VersionText[];
  annotations: MadeAnnotation[];
  /** The words of one draft that stand in another: [start, end, start there, end there], one for each word. */
  keptBetween: (base: number, revised: number) => [number, number, number, number][];
  /** Which clause of one draft became which of another, by their ids. */
  pairsBetween: (base: number, revised: number) => [base: string, revised: string][];
}

/** A run of words is gone where less than this share of them is left. */
const leastShare = 0.2;

/** What happens to a clause between two drafts, as a share of clauses. */
const fates = { dropped: 0.01, returned: 0.002, added: 0.01, moved: 0.02, split: 0.01, merged: 0.01 };

/** A forum of any size whose whole history is known word by word: the first draft is written at random, and so are the edits. */
export function makeForum(plan: ForumPlan): MadeForum {
  const random = randomFrom(plan.seed);
  const press = new Press(vocabularyOf(plan.script), random);
  const drafts: MadeClause[][] = [Array.from({ length: plan.clauses }, () => press.clause())];
  while (drafts.length < plan.drafts) drafts.push(press.revise(drafts.at(-1) ?? [], plan.share));
  const set = drafts.map((draft) => setDraft(draft, press.vocabulary));
  const said = plan.drafts < 2 ? [] : Array.from({ length: plan.annotations }, (_, index) => index % (plan.drafts - 1));
  return {
    versions: set.map(({ version }) => version),
    annotations: said.map((on) => annotate(set, on, random)),
    keptBetween: (base, revised) =>
      [...(set[base]?.places ?? [])].flatMap(([number, [start, end]]) => {
        const there = set[revised]?.places.get(number);
        return there ? [[start, end, ...there] as [number, number, number, number]] : [];
      }),
    pairsBetween: (base, revised) => press.pairs(drafts.slice(base, revised + 1)),
  };
}

/** Writes drafts, and remembers what became of which clause. */
class Press {
  readonly vocabulary: Vocabulary;
  readonly #random: () => number;
  #words = 0;
  #clauses = 0;
  /** Clauses of earlier drafts, as they last stood, which a later draft may bring back. */
  readonly #dropped: MadeClause[] = [];
  /** The clauses that a clause was made of, where it was made of others. */
  readonly #parents = new Map<number, number[]>();

  constructor(vocabulary: Vocabulary, random: () => number) {
    this.vocabulary = vocabulary;
    this.#random = random;
  }

  clause(): MadeClause {
    const length = 20 + Math.floor(this.#random() * 80);
    const words = Array.from({ length }, (_, at) =>
      this.#word(at === length - 1 ? this.vocabulary.stop : this.#mark()),
    );
    return this.#named(words, []);
  }

  revise(draft: readonly MadeClause[], share: number): MadeClause[] {
    const revised: MadeClause[] = [];
    const returning = this.#dropped.splice(0, Math.ceil(draft.length * fates.returned));
    for (const clause of draft) {
      const { name, words } = clause;
      if (this.#happens(fates.added)) revised.push(this.clause());
      if (this.#happens(fates.dropped) && draft.length > 1) {
        this.#dropped.push(clause);
        continue;
      }
      const edited = words.flatMap((word) => this.#edit(word, share));
      // A clause all of whose words went is none any more.
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

  pairs(path: readonly (readonly MadeClause[])[]): [string, string][] {
    const index = new Map(path[0]?.map(({ name }, at) => [name, at]));
    const ancestors = (name: number): number[] => {
      const at = index.get(name);
      return at === undefined ? (this.#parents.get(name) ?? []).flatMap(ancestors) : [at];
    };
    return (path.at(-1) ?? []).flatMap(({ name }, at) =>
      [...new Set(ancestors(name))].map((base): [string, string] => [clauseId(base), clauseId(at)]),
    );
  }

  #named(words: Word[], parents: number[]): MadeClause {
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

/** A draft as a version's text, and where each of its words stands. */
interface SetDraft {
  version: VersionText;
  clauses: MadeClause[];
  places: Map<number, [start: number, end: number]>;
}

function setDraft(draft: MadeClause[], { language, blank }: Vocabulary): SetDraft {
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

/** A run of 3 to 40 words of one clause, and what is left of it in every later draft. */
function annotate(drafts: readonly SetDraft[], on: number, random: () => number): MadeAnnotation {
  const draft = drafts[on];
  const clause = draft?.clauses[Math.floor(random() * draft.clauses.length)];
  if (!draft || !clause) throw new RangeError(`There is no draft ${String(on)}`);
  const length = Math.min(3 + Math.floor(random() * 38), clause.words.length);
  const first = Math.floor(random() * (clause.words.length - length + 1));
  const numbers = clause.words.slice(first, first + length).map(({ number }) => number);
  const [start, end] = placeOf(draft, numbers) ?? [0, 0];
  return { on, start, end, places: drafts.slice(on + 1).map((later) => placeOf(later, numbers)) };
}

/** From the first to the last of the words that are left, in the clause where most of them are. */
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

import type { Atom } from "./atoms.ts";
import type { Token } from "./story.ts";

/** The tokens of an atom, as indexes of its story. */
interface Placed {
  readonly atom: Atom;
  readonly tokens: readonly Token[];
  readonly first: number;
  last: number;
}

/** The tokens of a file by run and offset, as the source map counts them. */
export class TokenPlaces {
  /** By the name of the run: "word/document.xml 12". */
  readonly #placed = new Map<string, Placed[]>();
  #latest: Placed | undefined;
  /** The run that was looked up last. Characters are looked up in order. */
  #run: { part: string; run: number; placed: readonly Placed[] } | undefined;

  /** Adds a token with characters of an atom. Those of a run are in order. */
  add(atom: Atom, { story: { tokens }, index }: Token): void {
    if (this.#latest?.atom === atom) {
      this.#latest.last = index;
      return;
    }
    this.#latest = { atom, tokens, first: index, last: index };
    const placed = this.#placed.get(atom.name);
    if (placed) placed.push(this.#latest);
    else this.#placed.set(atom.name, [this.#latest]);
  }

  /** Finds the token of a character: the part, the run's ordinal in it, and the offset in the run. */
  find(part: string, run: number, at: number): Token | undefined {
    if (this.#run?.part !== part || this.#run.run !== run) {
      this.#run = { part, run, placed: this.#placed.get(`${part} ${String(run)}`) ?? [] };
    }
    const { placed } = this.#run;
    const index = firstIndex(0, placed.length, (one) => {
      const atom = placed[one]?.atom;
      return atom !== undefined && atom.at + atom.length > at;
    });
    const found = placed[index];
    if (!found || found.atom.at > at) return undefined;
    const { atom, tokens, first, last } = found;
    const after = firstIndex(first, last + 1, (one) => (tokens[one]?.startIn(atom) ?? 0) > at - atom.at);
    return tokens[after - 1];
  }
}

/** Returns the first index at which a condition holds, or `end`. Once it holds, it must hold at all later ones. */
function firstIndex(start: number, end: number, holds: (index: number) => boolean): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

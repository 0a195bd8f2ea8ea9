import type { Token } from "./story.ts";

/** The characters of a token in one run. */
interface Placed {
  readonly from: number;
  readonly to: number;
  readonly token: Token;
}

/** The tokens of a file by run and offset, as the source map counts them. */
export class TokenPlaces {
  readonly #placed = new Map<string, Placed[]>();

  /** Adds a token with its characters by run: "word/document.xml 12". Those of a run are in order. */
  add(token: Token, places: readonly { readonly name: string; readonly from: number; readonly to: number }[]): void {
    for (const { name, from, to } of places) {
      const placed = this.#placed.get(name) ?? [];
      placed.push({ from, to, token });
      this.#placed.set(name, placed);
    }
  }

  /** Finds the token of a character: the part, the run's ordinal in it, and the offset in the run. */
  find(part: string, run: number, at: number): Token | undefined {
    const placed = this.#placed.get(`${part} ${String(run)}`) ?? [];
    let low = 0;
    for (let high = placed.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((placed[middle]?.to ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const found = placed[low];
    return found && found.from <= at ? found.token : undefined;
  }
}

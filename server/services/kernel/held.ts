import type { Store } from "../../store/store.ts";

/** Amounts that are held under keys for a while, such as open streams, on all servers of the forum together. */
export class Held {
  readonly #counts: Store["counts"];
  /** What this server holds, if it is the only one. */
  readonly #amounts = new Map<string, number>();

  constructor({ counts }: Pick<Store, "counts">) {
    this.#counts = counts;
  }

  /** Holds an amount under a key. Returns what is held under it, with this amount. */
  async hold(key: string, amount: number): Promise<number> {
    if (this.#counts) return this.#counts.hold(key, amount);
    const sum = (this.#amounts.get(key) ?? 0) + amount;
    this.#amounts.set(key, sum);
    return sum;
  }

  release(key: string, amount: number): void {
    if (this.#counts) {
      this.#counts.release(key, amount);
      return;
    }
    const rest = (this.#amounts.get(key) ?? 0) - amount;
    if (rest > 0) this.#amounts.set(key, rest);
    else this.#amounts.delete(key);
  }
}

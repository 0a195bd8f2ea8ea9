import { type PrivateKind, privateKinds, type RemovedData } from "#core/compile/word-layout.ts";

/** Counts what was removed from a file. */
export class RemovedCounts {
  readonly #counts = new Map<PrivateKind, number>();

  add(kind: PrivateKind, count = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  /** Returns the kinds that were found, in the order of the closed list. */
  list(): RemovedData[] {
    return privateKinds.flatMap((kind) => {
      const count = this.#counts.get(kind) ?? 0;
      return count > 0 ? [{ kind, count }] : [];
    });
  }
}

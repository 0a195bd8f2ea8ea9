import { type FoldableOption, foldableOptions, type NamedSign } from "#core/text/draft-view.ts";
import type { Clause } from "#core/text/clause.ts";
import type { ClauseMap } from "./clause-map.ts";

/** Folds options to one line, and hides the clauses below them, so that a reader sees the alternatives at a glance. */
export class OptionFolds {
  readonly #options: ReadonlyMap<string, FoldableOption>;
  /** The innermost foldable option around each clause below one. */
  readonly #around = new Map<string, FoldableOption>();
  readonly #folded = new Set<string>();

  constructor(clauses: readonly Clause[], signs: readonly NamedSign[]) {
    const options = foldableOptions(clauses, signs);
    this.#options = new Map(options.map((option) => [option.id, option]));
    for (const option of options) for (const id of option.below) this.#around.set(id, option);
  }

  /** Folds an option, or unfolds it. */
  toggle(id: string): void {
    if (!this.#folded.delete(id)) this.#folded.add(id);
  }

  /** Returns the folded option that hides a clause, or the clause itself if it is visible. */
  shownFor(clause: string): string {
    let shown = clause;
    for (let option = this.#around.get(clause); option; option = this.#around.get(option.id))
      if (this.#folded.has(option.id)) shown = option.id;
    return shown;
  }

  /** Unfolds the options around a clause. Returns whether one was folded. */
  reveal(clause: string): boolean {
    const before = this.#folded.size;
    this.#folded.delete(clause);
    for (let option = this.#around.get(clause); option; option = this.#around.get(option.id))
      this.#folded.delete(option.id);
    return this.#folded.size < before;
  }

  /** Shows on the page which options are folded. */
  draw(map: ClauseMap): void {
    const hidden = new Set([...this.#folded].flatMap((id) => this.#options.get(id)?.below ?? []));
    for (const id of this.#around.keys()) map.get(id)?.element.classList.toggle("is-folded-away", hidden.has(id));
    for (const id of this.#options.keys()) {
      const element = map.get(id)?.element;
      element?.classList.toggle("is-folded", this.#folded.has(id));
      element?.querySelector(".fold-option")?.setAttribute("aria-expanded", String(!this.#folded.has(id)));
    }
  }
}

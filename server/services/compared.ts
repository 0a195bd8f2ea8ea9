import type { Annotation } from "#core/annotate/annotation.ts";
import { carriageOf, type Carriage } from "#core/annotate/carriage.ts";
import { carryForward } from "#core/annotate/carry-forward.ts";
import type { Placement } from "#core/annotate/placement.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { redlineOf, type Redline } from "#core/compare/redline.ts";
import type { VersionText } from "#core/text/clause.ts";

/** Two texts compared, and what follows from it, each made when it is first asked for and then kept. */
export class Compared {
  readonly base: VersionText;
  readonly revised: VersionText;
  readonly comparison: Comparison;
  #redline: Redline | undefined;
  #carriage: Carriage | undefined;
  readonly #placements = new Map<string, Placement>();

  constructor(base: VersionText, revised: VersionText, comparison: Comparison) {
    this.base = base;
    this.revised = revised;
    this.comparison = comparison;
  }

  get redline(): Redline {
    return (this.#redline ??= redlineOf(this.base, this.revised, this.comparison));
  }

  get carriage(): Carriage {
    return (this.#carriage ??= carriageOf(this.base, this.revised, this.comparison));
  }

  /** Where an annotation of the base stands on the revised. Its targets never change, so neither does its place. */
  place(annotation: Pick<Annotation, "id" | "targets">, revisedId: string): Placement {
    const key = `${annotation.id} ${revisedId}`;
    const known = this.#placements.get(key);
    if (known) return known;
    const placement = carryForward(annotation, this.carriage, revisedId);
    this.#placements.set(key, placement);
    return placement;
  }
}

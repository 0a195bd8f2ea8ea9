import type { Node } from "prosemirror-model";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Target } from "#core/discuss/target.ts";
import { assessUptake } from "#core/outcome/assess-uptake.ts";
import { placeTaken } from "#core/outcome/place-taken.ts";
import { textMappingOf, type TextMapping } from "#core/place/text-mapping.ts";
import { placeTarget } from "#core/place/carry-forward.ts";
import type { Placed } from "#core/place/place-range.ts";
import type { Placement } from "#core/place/placement.ts";
import type { Uptake } from "#core/outcome/uptake.ts";
import type { ClauseLink } from "#core/compare/clauses/clause-link.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import type { ViaComparison } from "#core/lineage/compare-via.ts";
import type { Relations } from "#core/lineage/relations.ts";
import { pairingExplainer, type PairingExplainer } from "#core/compare/clauses/explain.ts";
import { redlineRows } from "#core/compare/redline.ts";
import type { Redline } from "#core/compare/redline-row.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import { inTurns } from "./in-turns.ts";

/** A comparison of two texts with its derived results. Each result is computed on first use and then kept. */
export class Compared {
  /** Cache key of the comparison. It changes if a text, a clause link or the algorithm changes. */
  readonly key: string;
  readonly base: VersionText;
  readonly revised: VersionText;
  readonly comparison: Comparison;
  /**
   * How the words were found. `via` are the intermediate versions. `followed` counts tokens kept at every step, and
   * `returned` counts tokens that left and came back.
   */
  readonly route: { via: readonly Version[]; followed: number; returned: number };
  /** The relations of the two versions if they were compared directly, otherwise null. */
  readonly relations: Relations | null;
  /** The links between clauses of the two versions. */
  readonly links: readonly ClauseLink[];
  #redline: Promise<Redline> | undefined;
  #explainer: PairingExplainer | undefined;
  #mapping: TextMapping | undefined;
  readonly #placed = new Map<string, Placed>();
  readonly #uptakes = new Map<string, Uptake>();

  constructor(
    { key, base, revised }: { key: string; base: VersionText; revised: VersionText },
    { comparison, followed, returned, relations }: ViaComparison,
    { via, links }: { via: readonly Version[]; links: readonly ClauseLink[] },
  ) {
    this.key = key;
    this.base = base;
    this.revised = revised;
    this.comparison = comparison;
    this.route = { via, followed, returned };
    this.relations = relations;
    this.links = links;
  }

  /** Returns the redline. Others get their turn while that of a long text is computed. */
  redline(): Promise<Redline> {
    return (this.#redline ??= inTurns(this.#redlineRows()));
  }

  *#redlineRows(): Generator<undefined, Redline> {
    const rows: Redline = [];
    for (const row of redlineRows(this.base, this.revised, this.comparison)) {
      rows.push(row);
      yield undefined;
    }
    return rows;
  }

  get explainer(): PairingExplainer {
    return (this.#explainer ??= pairingExplainer(this.base, this.revised, this.comparison, this.links));
  }

  get mapping(): TextMapping {
    return (this.#mapping ??= textMappingOf(this.base, this.revised, this.comparison));
  }

  /** Places a target of the base on the revised text. `name` identifies the target, because placements are cached. */
  placeTarget(target: Target, name: string): Placed {
    const cached = this.#placed.get(name);
    if (cached) return cached;
    const placed = placeTarget(target, this.mapping);
    this.#placed.set(name, placed);
    return placed;
  }

  /** Places a proposal of the base on the revised text, given its placement by its targets. `draft` is the base. */
  placeTaken(draft: Node, proposal: Pick<Annotation, "id" | "revision" | "operations">, carried: Placement): Placement {
    return placeTaken(carried, this.uptake(draft, proposal), this.mapping);
  }

  /** Computes the uptake of a proposal on the base in the revised text. `draft` is the base. */
  uptake(draft: Node, { id, revision, operations }: Pick<Annotation, "id" | "revision" | "operations">): Uptake {
    const key = `${id} ${revision}`;
    const cached = this.#uptakes.get(key);
    if (cached) return cached;
    const uptake = assessUptake(draft, operations, this.mapping);
    this.#uptakes.set(key, uptake);
    return uptake;
  }
}

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { carryIndex, carryRange } from "#core/place/text-mapping.ts";
import { compare } from "#core/compare/compare.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { scripts } from "../support/made-words.ts";
import { makeForum } from "../support/make-forum.ts";
import { overlap, readCase, type ScoredCase } from "./scored-case.ts";

/** Minimum overlap with the true range for a placement to count as right, as in the published measure. */
const enoughOverlap = 0.8;

class Calibration {
  readonly #bins = Array.from({ length: 10 }, () => ({ right: 0, all: 0 }));
  #right = 0;
  #misplaced = 0;
  #all = 0;

  add(score: number, place: readonly [number, number] | null, truth: readonly [number, number] | null): void {
    const right = place === null ? truth === null : truth !== null && overlap(place, truth) >= enoughOverlap;
    this.#all += 1;
    if (right) this.#right += 1;
    else if (place) this.#misplaced += 1;
    if (!place) return;
    const bin = this.#bins[Math.min(9, Math.floor(score * 10))]!;
    bin.all += 1;
    if (right) bin.right += 1;
  }

  print(title: string): void {
    const share = (part: number): string => `${((100 * part) / this.#all).toFixed(2)} %`;
    console.log(`${title}: right ${share(this.#right)}, misplaced ${share(this.#misplaced)} of ${this.#all}`);
    this.#bins.forEach(({ right, all }, index) => {
      if (all === 0) return;
      console.log(
        `  score ${(index / 10).toFixed(1)}-${((index + 1) / 10).toFixed(1)}: ${((100 * right) / all).toFixed(1)} % right of ${all}`,
      );
    });
  }
}

function carrySpans(draft: Omit<ScoredCase, "vias" | "kept">, comparison: Comparison, calibration: Calibration): void {
  const index = carryIndex(draft.base, draft.revised, comparison);
  for (const { start, end, truth } of draft.spans) {
    const { range, score } = carryRange(index, [start, end]);
    calibration.add(score, range, truth);
  }
}

for (const [kind, share] of [
  ["light", 0.02],
  ["heavy", 0.4],
] as const) {
  for (const script of scripts) {
    const plan = { seed: 5, script, clauses: 1250, drafts: 2, annotations: 10_000, share };
    const { versions, annotations } = makeForum(plan);
    const [base, revised] = [versions[0]!, versions[1]!];
    const comparison = compare(base, revised);
    const calibration = new Calibration();
    const spans = annotations.map(({ start, end, places }, index) => {
      return { id: String(index), start, end, truth: places[0] ?? null };
    });
    const began = performance.now();
    carrySpans({ base, revised, spans }, comparison, calibration);
    const ms = performance.now() - began;
    const size = `${spans.length} runs on ${base.clauses.length} clauses in ${ms.toFixed(0)} ms`;
    calibration.print(`generated, ${script}, ${kind} (${size})`);
  }
}
const at = process.argv.indexOf("--cases");
if (at > 0) {
  const folder = process.argv[at + 1] ?? ".";
  const [direct, through] = [new Calibration(), new Calibration()];
  for (const name of readdirSync(folder).sort()) {
    if (!existsSync(path.join(folder, name, "truth.json"))) continue;
    const draft = readCase((file) => {
      const place = path.join(folder, name, file);
      return existsSync(place) ? readFileSync(place, "utf8") : undefined;
    });
    carrySpans(draft, compare(draft.base, draft.revised), direct);
    carrySpans(draft, compareVia(draft.base, draft.vias, draft.revised).comparison, through);
  }
  direct.print("cases, direct");
  through.print("cases, through versions in between");
}

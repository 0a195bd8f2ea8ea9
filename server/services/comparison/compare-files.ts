import * as z from "zod";
import { compareVia, relate, type ViaComparison } from "#core/lineage/compare-via.ts";
import { lineageBetween, type LineageStep } from "#core/lineage/explain-lineage.ts";
import { compare } from "#core/compare/compare.ts";
import type { ClausePair } from "#core/compare/comparison.ts";
import { threeWay } from "#core/compare/three-way.ts";
import type { ThreeWay } from "#core/compare/three-way-rows.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import { placeAnew } from "#core/place/place-anew.ts";
import { placeRange } from "#core/place/place-range.ts";
import type { Placement } from "#core/place/placement.ts";
import { type TextMapping, textMappingOf } from "#core/place/text-mapping.ts";
import { clauseIndex } from "#core/text/clause.ts";
import { readAlike, type ReadFile, type SourceFile } from "./read-files.ts";

/** A comparison of two files, through the intermediate files if any are given. */
export interface ComparedFiles extends ViaComparison {
  base: ReadFile;
  revised: ReadFile;
  /** The intermediate versions, in order. */
  between: readonly ReadFile[];
  /** Milliseconds spent on the comparison, without reading the files. */
  ms: number;
}

/**
 * Compares two files of any supported format. `via` are the intermediate versions, in order; `now` is a clock in
 * milliseconds.
 */
export async function compareFiles(
  base: SourceFile,
  revised: SourceFile,
  options: { via: readonly SourceFile[]; plain: boolean; now: () => number },
): Promise<ComparedFiles> {
  const [first, second, ...between] = await readAlike([base, revised, ...options.via], options);
  const vias = between.map(({ text }) => text);
  const began = options.now();
  const compared = compareVia(first.text, vias, second.text);
  return { ...compared, base: first, revised: second, between, ms: options.now() - began };
}

/**
 * Returns a function that gives the steps through which a pair of a comparison was followed, the last one to the revised
 * file. Empty if the direct comparison found the pair.
 */
export function fileLineage({ base, between, revised }: ComparedFiles): (pair: ClausePair) => LineageStep[] {
  const files = between.length === 0 ? [] : [base, ...between, revised];
  const steps = files.slice(1).map(({ text }, index) => relate(files[index]?.text ?? base.text, text));
  return (pair) => {
    const [from, to] = [clauseIndex(base.text, pair.base[0] ?? ""), clauseIndex(revised.text, pair.revised[0] ?? "")];
    return from === undefined || to === undefined ? [] : (lineageBetween(steps, from, to) ?? []);
  };
}

/** A comparison of a base file with two files made from it. */
export interface ThreeComparedFiles extends ThreeWay {
  base: ReadFile;
  revised: ReadFile;
  other: ReadFile;
  /** Milliseconds spent on the comparison, without reading the files. */
  ms: number;
}

/** Compares three files of any supported format; `now` is a clock in milliseconds. */
export async function compareThreeFiles(
  files: readonly [base: SourceFile, revised: SourceFile, other: SourceFile],
  options: { plain: boolean; now: () => number },
): Promise<ThreeComparedFiles> {
  const [base, revised, other] = await readAlike(files, options);
  const began = options.now();
  const side = ({ text }: ReadFile) => ({ text, comparison: compare(base.text, text) });
  const compared = threeWay(base.text, side(revised), side(other));
  return { ...compared, base, revised, other, ms: options.now() - began };
}

/** Ranges of the base text to map, as UTF-16 offsets. */
export const Anchors = z.array(
  z.object({ id: z.union([z.string(), z.number()]), start: z.int().nonnegative(), end: z.int().nonnegative() }),
);
export type Anchors = z.infer<typeof Anchors>;

/** A range's position in the revised text. `start` and `end` are null for an orphan. */
export interface CarriedAnchor extends Pick<Placement, "state" | "score" | "reason"> {
  id: string | number;
  start: number | null;
  end: number | null;
}

/**
 * Maps ranges of the base text to the revised text, in the same way as comments are mapped to a later draft. Text that
 * was lost in an intermediate version is searched for on every later one. Deleted text has no position, whereas a
 * comment on it is placed at its clause.
 * @throws RangeError if a range is outside the base text.
 */
export function carryAnchors(compared: ComparedFiles, anchors: Anchors): Promise<CarriedAnchor[]> {
  const { base, revised, between } = compared;
  const mappingTo = stepMappings(compared);
  return Promise.all(
    anchors.map(async ({ id, start, end }) => {
      const target = describe(base.text, start, end);
      const { placed } = await placeAnew(
        target,
        { count: between.length + 1, furthest: between.length },
        (version, since) => {
          const mapping = mappingTo(version, since);
          return Promise.resolve({ placed: placeRange(target, mapping), mapping });
        },
      );
      const [found] = placed.targets;
      const range = found ? anchor(revised.text, found) : null;
      const { state, score, reason } = placed;
      return { id, state, start: range?.[0] ?? null, end: range?.[1] ?? null, score, reason };
    }),
  );
}

/**
 * Returns the text mapping from the base to one of the later versions, by number from 0, through the versions from
 * `since` on. Each is computed when it is first needed.
 */
function stepMappings({
  base,
  revised,
  between,
  comparison,
}: ComparedFiles): (version: number, since: number) => TextMapping {
  const later = [...between, revised].map(({ text }) => text);
  const mappings = new Map([[`${String(between.length)} 0`, textMappingOf(base.text, revised.text, comparison)]]);
  return (version, since) => {
    const key = `${String(version)} ${String(since)}`;
    const text = later[version] ?? revised.text;
    const mapping =
      mappings.get(key) ??
      textMappingOf(base.text, text, compareVia(base.text, later.slice(since, version), text).comparison);
    mappings.set(key, mapping);
    return mapping;
  };
}

import { compare } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { readAlike, type ReadFile, type SourceFile } from "./read-files.ts";

/** Two files compared. */
export interface ComparedFiles {
  base: ReadFile;
  revised: ReadFile;
  comparison: Comparison;
  /** Milliseconds spent comparing, without reading. */
  ms: number;
}

/** Compares two files of any known formats. `now` is a clock in milliseconds. */
export async function compareFiles(
  base: SourceFile,
  revised: SourceFile,
  options: { plain: boolean; now: () => number },
): Promise<ComparedFiles> {
  const [first, second] = await readAlike([base, revised], options.plain);
  if (!first || !second) throw new RangeError("Two files in, two files out");
  const began = options.now();
  const comparison = compare(first.text, second.text);
  return { base: first, revised: second, comparison, ms: options.now() - began };
}

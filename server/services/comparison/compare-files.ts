import { compareVia, type ViaComparison } from "#core/compare/compose.ts";
import { readAlike, type ReadFile, type SourceFile } from "./read-files.ts";

/** Two files compared, through those in between where there are any. */
export interface ComparedFiles extends ViaComparison {
  base: ReadFile;
  revised: ReadFile;
  /** Milliseconds spent comparing, without reading. */
  ms: number;
}

/** Compares two files of any known formats. `via` are the versions in between, in order; `now` is a clock in milliseconds. */
export async function compareFiles(
  base: SourceFile,
  revised: SourceFile,
  options: { via: readonly SourceFile[]; plain: boolean; now: () => number },
): Promise<ComparedFiles> {
  const [first, second, ...between] = await readAlike([base, revised, ...options.via], options);
  if (!first || !second) throw new RangeError("As many files out as in");
  const vias = between.map(({ text }) => text);
  const began = options.now();
  const compared = compareVia(first.text, vias, second.text);
  return { ...compared, base: first, revised: second, ms: options.now() - began };
}

import { compare } from "#core/compare/compare.ts";
import { threeWay, type ThreeWay } from "#core/compare/three-way.ts";
import { readAlike, type ReadFile, type SourceFile } from "./read-files.ts";

/** A base and two files made from it, compared. */
export interface ThreeComparedFiles extends ThreeWay {
  base: ReadFile;
  revised: ReadFile;
  other: ReadFile;
  /** Milliseconds spent comparing, without reading. */
  ms: number;
}

/** Compares three files of any known formats; `now` is a clock in milliseconds. */
export async function compareThreeFiles(
  files: readonly [base: SourceFile, revised: SourceFile, other: SourceFile],
  options: { plain: boolean; now: () => number },
): Promise<ThreeComparedFiles> {
  const [base, revised, other] = await readAlike(files, options);
  if (!base || !revised || !other) throw new RangeError("As many files out as in");
  const began = options.now();
  const side = ({ text }: ReadFile) => ({ text, comparison: compare(base.text, text) });
  const compared = threeWay(base.text, side(revised), side(other));
  return { ...compared, base, revised, other, ms: options.now() - began };
}

import { comparisonJson, printRedline } from "./print.ts";
import { explained, explanationsJson, printExplanations } from "./print-explanation.ts";
import { printThreeWay, threeWayJson } from "./print-three-way.ts";
import { compareFiles } from "../services/comparison/compare-files.ts";
import { compareThreeFiles } from "../services/comparison/compare-three-files.ts";
import type { SourceFile } from "../services/comparison/read-files.ts";
import { redlineFiles, type DatedFile, type FileRedlineFormat } from "../services/comparison/redline-files.ts";
import { WrongUse } from "./wrong-use.ts";

interface Files {
  base: DatedFile;
  revised: DatedFile;
  /** Another text made from the base; null where two are compared. */
  other: SourceFile | null;
}

interface Options {
  plain: boolean;
  /** Versions in between, in order. */
  via: readonly SourceFile[];
  explain: boolean;
  /** The clauses to explain, as "base=revised"; left out, all. */
  clauses: string | undefined;
  format: "json" | "text" | FileRedlineFormat;
  /** A clock in milliseconds. */
  now: () => number;
  /** The date of a file that is written. */
  date: Date;
}

/**
 * What the command line gives of a comparison of two files, or of three: text, or the bytes of a page or Word file.
 * @throws WrongUse where the options do not go together
 */
export async function printComparison({ base, revised, other }: Files, options: Options): Promise<string | Uint8Array> {
  const { plain, via, clauses, format, now, date } = options;
  const explain = options.explain || clauses !== undefined;
  if (other) {
    if (isFile(format)) throw new WrongUse("cli-three-file");
    if (explain || via.length > 0) throw new WrongUse("cli-three-explained");
    const three = await compareThreeFiles([base, revised, other], { plain, now });
    return format === "json" ? lineOf(threeWayJson(three)) : printThreeWay(three);
  }
  if (isFile(format)) {
    if (explain) throw new WrongUse("cli-explained-file");
    return redlineFiles(base, revised, format, { via, plain, now: date });
  }
  const compared = await compareFiles(base, revised, { via, plain, now });
  if (!explain) {
    return format === "json"
      ? lineOf(comparisonJson(compared))
      : printRedline(
          compared,
          via.map(({ name }) => name),
        );
  }
  const explanations = explained(compared, clauses);
  if (format === "text") return printExplanations(compared, explanations);
  return lineOf({ ...comparisonJson(compared), explanations: explanationsJson(explanations) });
}

function isFile(format: Options["format"]): format is FileRedlineFormat {
  return format === "html" || format === "docx";
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

import { TextRun, type IRunOptions } from "docx";
import { isolatedParts } from "#core/text/isolate.ts";
import { readsRightToLeft } from "#core/text/reads-right-to-left.ts";
import { directionRuns } from "./docx-runs.ts";

/** Unicode's right-to-left embedding, the sign that ends it, and the left-to-right mark. */
const embeds = "\u202B";
const ends = "\u202C";
const fromLeft = "\u200E";

/**
 * Words as runs of one format, each in its direction.
 *
 * Word and LibreOffice know embeddings longer than isolates: what is isolated in a sentence is embedded in it, and a mark
 * after it keeps a number that follows in the sentence.
 */
export function sentenceRuns(text: string, format: IRunOptions = {}): TextRun[] {
  const ownDirection = readsRightToLeft(text);
  const runs = isolatedParts(text).flatMap((part) => {
    if (part.isolated) {
      return [...directionRuns(`${embeds}${part.text}${ends}`), { text: fromLeft, rightToLeft: false }];
    }
    return ownDirection ? directionRuns(part.text) : [{ text: part.text, rightToLeft: false }];
  });
  return runs.map(
    (run) => new TextRun({ ...format, text: run.text, ...(run.rightToLeft ? { rightToLeft: true } : {}) }),
  );
}

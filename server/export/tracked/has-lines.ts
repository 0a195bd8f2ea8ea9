import type { Node } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { versionTextOf } from "#core/text/version-text.ts";

/**
 * Whether a text has the lines of a draft with all steps. White space may differ, because a file can have more than a
 * draft. So may the order of notes, and a new label that is read as part of its text.
 */
export function hasLines(text: string, draft: Node, steps: readonly ProposalOperation[]): boolean {
  const wanted = linesOf(versionTextOf(applyOperations(draft, steps).draft).text);
  const labels = steps.flatMap((step) =>
    step.kind === "insert" && step.clause.label !== null
      ? [step.clause.label]
      : step.kind === "relabel" && step.label !== null
        ? [step.label]
        : [],
  );
  const counts = new Map<string, number>();
  for (const line of wanted) counts.set(line, (counts.get(line) ?? 0) + 1);
  const take = (line: string): boolean => {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    return count > 0;
  };
  const lines = linesOf(text);
  const isTaken = (line: string): boolean =>
    take(line) ||
    labels.some(
      (label) => line.includes(label) && take(line.slice(line.indexOf(label) + label.length).replace(/^\W*\s/u, "")),
    );
  return lines.length === wanted.length && lines.every(isTaken);
}

function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const single = line.replaceAll(/\s+/gu, " ").trim();
    return single === "" ? [] : [single];
  });
}

import { pairingExplainer, type PairingExplanation } from "#core/compare/explain.ts";
import { say } from "#core/messages/messages.ts";
import type { Clause } from "#core/text/clause.ts";
import type { ComparedFiles } from "../services/comparison/compare-files.ts";
import type { ReadFile } from "../services/comparison/read-files.ts";
import { WrongUse } from "./wrong-use.ts";

/** An explanation with the clauses it is about; its reasons in words too. */
interface Explained extends PairingExplanation {
  base: string[];
  revised: string[];
}

/**
 * Why clauses were paired, or why not: of every pair of the comparison, or of the clauses that `named` names as
 * "base=revised", by citation or id; with one side left out, why that clause became what it became.
 * @throws WrongUse where it names a clause that is not there, or none
 */
export function explained(compared: ComparedFiles, named: string | undefined): Explained[] {
  const { base, revised, comparison } = compared;
  const { ofPair, ofClauses } = pairingExplainer(base.text, revised.text, comparison, []);
  if (named === undefined) return comparison.pairs.map((pair) => ({ ...pair, ...ofPair(pair) }));
  const [from = "", to = ""] = named.split("=", 2).map((name) => name.trim());
  const [one, other] = [clauseNamed(base, from), clauseNamed(revised, to)];
  if (one && other) return [{ base: [one.id], revised: [other.id], ...ofClauses(one.id, other.id) }];
  const pair = comparison.pairs.find((each) =>
    one ? each.base.includes(one.id) : other && each.revised.includes(other.id),
  );
  if (!pair) throw new WrongUse("cli-no-clauses");
  return [{ ...pair, ...ofPair(pair) }];
}

/** Explanations as JSON, each reason with its words. */
export function explanationsJson(explanations: readonly Explained[]): unknown[] {
  return explanations.map(({ base, revised, paired, score, words, reasons }) => ({
    base,
    revised,
    paired,
    score,
    words,
    reasons: reasons.map((reason) => ({ ...reason, text: sayReason(reason) })),
  }));
}

/** Explanations for reading: the clauses by their citations, and under them a line a reason. */
export function printExplanations({ base, revised }: ComparedFiles, explanations: readonly Explained[]): string {
  return explanations
    .map((explanation) => {
      const cited = ({ text }: ReadFile, ids: readonly string[]): string =>
        ids.map((id) => text.clauses.find((clause) => clause.id === id)?.citation ?? id).join(" + ") || "–";
      const sides = [cited(base, explanation.base), cited(revised, explanation.revised)];
      const reasons = explanation.reasons.map((reason) => `\t${sayReason(reason)}\n`);
      return `${sides.join(explanation.paired ? " → " : " ≠ ")}\t${explanation.score.toFixed(2)}\n${reasons.join("")}`;
    })
    .join("");
}

function sayReason({ code, params }: PairingExplanation["reasons"][number]): string {
  return say({ code: `pairing-${code}`, params }, "en");
}

function clauseNamed({ text }: ReadFile, name: string): Clause | undefined {
  if (name === "") return undefined;
  const found = text.clauses.find(({ id }) => id === name) ?? text.clauses.find(({ citation }) => citation === name);
  if (!found) throw new WrongUse("cli-no-clause", { clause: name });
  return found;
}

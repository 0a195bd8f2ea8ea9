import { type Actor, can } from "#core/access/permissions.ts";
import type { Side } from "#core/compare/clauses/clause-features.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import type { CandidateList, ClauseCandidate, UnpairedClause } from "#core/contract/comparison-operations.ts";
import { type Clause, clauseById } from "#core/text/clause.ts";
import type { Compared } from "../kernel/compared.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { nameVersions } from "../versions/version-order.ts";
import { loadComparison } from "./load-comparison.ts";

/** Candidates below this probability are only reported by the comparison itself. */
const leastShown = 0.1;
/** Maximum number of rare words of a candidate. */
const mostRareWords = 5;

/**
 * Lists the clauses without a counterpart in the other version that have candidates. Refused candidates are left out, and
 * each pair is listed once, at its base clause if that has no counterpart.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getCandidates(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string; baseClause?: string | undefined; revisedClause?: string | undefined },
  signal: AbortSignal | null,
): Promise<CandidateList> {
  const [base, revised] = await context.store.read((reader) =>
    Promise.all([findVersion(reader, actor, input.base), findVersion(reader, actor, input.revised)]),
  );
  const compared = await loadComparison(context, base.version, revised.version, signal);
  const { candidates, origins } = compared.comparison;
  const one = input.baseClause !== undefined || input.revisedClause !== undefined;
  const becoming = candidates
    .filter((candidate) => !one || candidate.base === input.baseClause)
    .map((candidate) => unpairedClause(compared, "base", candidate.base, candidate.revised, candidate.scores));
  const listed = new Set(becoming.flatMap((from) => from.candidates.map((to) => `${from.clause.id} ${to.clause.id}`)));
  const coming = origins
    .filter((candidate) => !one || candidate.revised === input.revisedClause)
    .map((candidate) => unpairedClause(compared, "revised", candidate.revised, candidate.base, candidate.scores))
    .map((unpaired) => ({
      ...unpaired,
      candidates: unpaired.candidates.filter(({ clause }) => !listed.has(`${clause.id} ${unpaired.clause.id}`)),
    }));
  const [baseName, revisedName] = await nameVersions(context, [base.version, revised.version]);
  return {
    base: baseName,
    revised: revisedName,
    clauses: [...becoming, ...coming].filter((unpaired) => unpaired.candidates.length > 0),
    may: { link: can(actor, "link-clauses") },
  };
}

function unpairedClause(
  compared: Compared,
  side: Side,
  id: string,
  likely: readonly string[],
  scores: readonly number[],
): UnpairedClause {
  const other = side === "base" ? "revised" : "base";
  const clause = withText(compared, side, id);
  const candidates = likely.flatMap((candidateId, index): ClauseCandidate[] => {
    const score = scores[index] ?? 0;
    if (score < leastShown) return [];
    const candidate = withText(compared, other, candidateId);
    const [from, to] = side === "base" ? [id, candidateId] : [candidateId, id];
    const { telling, ranges } = compared.explainer.sharedContent(from, to);
    const pair = compared.explainer.pairOf(other, candidateId);
    return [
      {
        clause: candidate,
        score,
        rareWords: telling.slice(0, mostRareWords),
        shared: within(ranges[side], clause),
        sharedInCandidate: within(ranges[other], candidate),
        pairedWith: (pair?.[side] ?? []).flatMap((partner) => clauseById(compared[side], partner)?.citation ?? []),
      },
    ];
  });
  return { side, clause, candidates };
}

function withText(compared: Compared, side: Side, id: string): UnpairedClause["clause"] {
  const clause = clauseById(compared[side], id);
  if (!clause) throw new RangeError(`No clause ${id}`);
  return { ...clause, text: compared[side].text.slice(clause.start, clause.end) };
}

/** Converts ranges of a version's text to ranges of a clause's text. */
function within(ranges: readonly TextRange[], { start }: Clause): TextRange[] {
  return ranges.map(([from, to]) => [from - start, to - start]);
}

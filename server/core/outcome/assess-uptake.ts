import type { Node } from "prosemirror-model";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import {
  groupsBehind,
  largeEnough,
  organisationsBehind,
  type SourcesKept,
  type SpeakingOrganisation,
} from "#core/discuss/speaker.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { clauseRegion, weigher } from "#core/outcome/uptake-region.ts";
import type { Uptake, UptakeExtent } from "#core/outcome/uptake.ts";
import { wordUptake } from "#core/outcome/word-uptake.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import { clauseById, clauseIndex } from "#core/text/clause.ts";
import { plainWords } from "#core/text/tokens.ts";

/**
 * Assesses how far a later version took up a proposal. The assessment uses the text alone, one affected clause at a
 * time.
 *
 * - Inserted text: does it appear in the clause's later form, and does the comparison know no other origin for it?
 * - An inserted clause: does its text appear in some clause, on the same condition?
 * - Deleted text or a deleted clause: does the comparison still find it?
 * - A moved clause: does it now follow the clause it should follow, and did it not do so before?
 *
 * The result is "verbatim" if every part was taken up exactly, and "in-part" if some were. A match does not show why
 * the text changed.
 */
export function assessUptake(draft: Node, operations: readonly ProposalOperation[], mapping: TextMapping): Uptake {
  const pieces = proposedClauses(draft, mapping.base, operations).flatMap((proposed) =>
    pieceUptakes(proposed, operations, mapping),
  );
  const [first] = pieces;
  if (pieces.length === 1 && first) return first;
  const adopted = pieces.filter(({ extent }) => extent !== "not").length;
  const verbatim = pieces.length > 0 && pieces.every(({ extent }) => extent === "verbatim");
  return {
    extent: verbatim ? "verbatim" : adopted > 0 ? "in-part" : "not",
    score: pieces.reduce((sum, { score }) => sum + score, 0) / Math.max(1, pieces.length),
    reason: { code: "uptake-steps", params: { taken: adopted, total: pieces.length } },
    words: pieces.flatMap(({ words }) => words),
  };
}

/** A clause may be moved, relabelled and edited at once, so each change is assessed separately. */
function pieceUptakes(
  proposed: ProposedClause,
  operations: readonly ProposalOperation[],
  mapping: TextMapping,
): Uptake[] {
  const { change, clause, label, proposedLabel } = proposed;
  if (clause === null || change === "inserted") return [wordUptake(proposed, mapping)];
  if (change === "deleted") return [deletionUptake(clause, mapping)];
  const edited = proposed.segments.some(({ kind }) => kind !== "kept");
  const move = operations.find((step) => step.kind === "move" && step.clause === clause);
  return [
    ...(move?.kind === "move" ? [moveUptake(clause, move.after, mapping)] : []),
    ...(edited ? [wordUptake(proposed, mapping)] : []),
    ...(label === proposedLabel ? [] : [labelUptake(clause, proposedLabel, mapping)]),
  ];
}

/**
 * Minimum share of a clause's words, weighted by rarity, that must be missing for it to count as deleted. The remaining
 * words are ones that any two clauses share.
 */
const leastDeleted = 0.85;
/** Below this share of deleted words the clause counts as kept, however much it was edited. */
const someDeleted = 0.4;

function deletionUptake(clause: string, mapping: TextMapping): Uptake {
  const { base, revised, pairs } = mapping;
  const from = citationOf(clause, base);
  const baseClause = clauseById(base, clause);
  const { survivors } = clauseRegion(clause, mapping);
  const words = baseClause ? plainWords(base.text.slice(baseClause.start, baseClause.end)) : [];
  const weigh = weigher(revised);
  const sum = (list: typeof words): number => list.reduce((total, { word }) => total + weigh(word), 0);
  const deleted = words.filter((_word, index) => !survivors.has(index));
  const score = words.length === 0 ? 0 : sum(deleted) / sum(words);
  const uptake = (extent: Uptake["extent"], code: Uptake["reason"]["code"], params: object): Uptake => ({
    extent,
    score,
    reason: { code, params: { from, ...params } },
    words: [],
  });
  if (score >= leastDeleted) return uptake("verbatim", "uptake-gone", {});
  if (score >= someDeleted)
    return uptake("in-part", "uptake-some-gone", { taken: deleted.length, total: words.length });
  const answer = pairs.get(clause)?.revised[0];
  return uptake("not", "uptake-stays", { to: answer === undefined ? from : citationOf(answer, revised) });
}

function moveUptake(clause: string, after: string, mapping: TextMapping): Uptake {
  const pair = mapping.pairs.get(clause);
  const answer = pair?.revised[0];
  const to = answer === undefined ? citationOf(clause, mapping.base) : citationOf(answer, mapping.revised);
  const none = (
    code: "uptake-not-moved" | "uptake-moved-elsewhere",
    extent: Uptake["extent"],
    score: number,
  ): Uptake => ({
    extent,
    score,
    reason: { code, params: { to, after: after === "" ? "" : citationOf(after, mapping.base) } },
    words: [],
  });
  if (answer === undefined) return none("uptake-not-moved", "not", 0);
  const target = after === "" ? "" : mapping.pairs.get(after)?.revised.at(-1);
  const stood = precedes(after, clause, mapping.base);
  if (target !== undefined && !stood && precedes(target, answer, mapping.revised)) {
    const params = { to, after: target === "" ? "" : citationOf(target, mapping.revised) };
    return { extent: "verbatim", score: 1, reason: { code: "uptake-moved", params }, words: [] };
  }
  return pair?.moved ? none("uptake-moved-elsewhere", "in-part", 0.5) : none("uptake-not-moved", "not", 0);
}

/**
 * Whether a clause directly follows another, not counting footnotes and the clauses nested under that one. "" means the
 * start of the document.
 */
function precedes(before: string, clause: string, version: TextMapping["base"]): boolean {
  const index = clauseIndex(version, clause);
  const at = before === "" ? -1 : clauseIndex(version, before);
  if (index === undefined || at === undefined || at >= index) return false;
  const depth = version.clauses[at]?.depth ?? -1;
  return version.clauses
    .slice(at + 1, index)
    .every(({ kind, depth: under }) => kind === "footnote" || (before !== "" && under > depth));
}

function labelUptake(clause: string, label: string | null, mapping: TextMapping): Uptake {
  const answer = mapping.pairs.get(clause)?.revised[0];
  const revisedClause = answer === undefined ? undefined : clauseById(mapping.revised, answer);
  const to = revisedClause?.citation ?? citationOf(clause, mapping.base);
  return revisedClause && revisedClause.label === label
    ? { extent: "verbatim", score: 1, reason: { code: "uptake-relabelled", params: { to } }, words: [] }
    : { extent: "not", score: 0, reason: { code: "uptake-not-relabelled", params: { to } }, words: [] };
}

function citationOf(clause: string, version: TextMapping["base"]): string {
  return clauseById(version, clause)?.citation ?? "";
}

/** A proposal with its uptake in later versions. */
interface AdoptedProposal {
  annotation: Pick<Annotation, "speaker">;
  uptakes: readonly { versionId: string; extent: UptakeExtent }[];
}

type Counts = { versionId: string } & Record<UptakeExtent, number>;

/** Counts the uptake of proposals per version, by organisation (in order of name) and by group (in the forum's order). */
export function summariseUptake(
  proposals: readonly AdoptedProposal[],
  { sources, groups }: { sources: SourcesKept; groups: readonly StakeholderGroup[] },
): {
  organisations: { organisation: SpeakingOrganisation; counts: Counts[] }[];
  groups: { group: StakeholderGroup; counts: Counts[] }[];
} {
  const organisations = new Map<string, SpeakingOrganisation>();
  for (const { annotation } of proposals) {
    for (const organisation of organisationsBehind(annotation.speaker))
      organisations.set(organisation.id, organisation);
  }
  const shownGroups = largeEnough(
    proposals.map(({ annotation }) => annotation.speaker),
    sources,
  );
  return {
    organisations:
      sources === "hidden"
        ? []
        : [...organisations.values()]
            .sort((left, right) => left.name.localeCompare(right.name, "en"))
            .map((organisation) => ({
              organisation,
              counts: countsOf(
                proposals.filter(({ annotation }) =>
                  organisationsBehind(annotation.speaker).some(({ id }) => id === organisation.id),
                ),
              ),
            })),
    groups: groups
      .filter((group) => shownGroups.has(group))
      .map((group) => ({
        group,
        counts: countsOf(proposals.filter(({ annotation }) => groupsBehind(annotation.speaker).has(group))),
      })),
  };
}

function countsOf(proposals: readonly AdoptedProposal[]): Counts[] {
  const counts = new Map<string, Counts>();
  for (const { versionId, extent } of proposals.flatMap(({ uptakes }) => uptakes)) {
    const count = counts.get(versionId) ?? { versionId, verbatim: 0, "in-part": 0, not: 0 };
    counts.set(versionId, { ...count, [extent]: count[extent] + 1 });
  }
  return [...counts.values()];
}

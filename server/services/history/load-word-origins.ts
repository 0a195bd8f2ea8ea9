import type { Link } from "#core/discuss/link.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import { clauseById } from "#core/text/clause-index.ts";
import type { SourcesKept } from "#core/discuss/sources-behind.ts";
import { comparisonNumber } from "#core/compare/compare.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import { wordOrigins } from "#core/compare/word-origins.ts";
import type { WordOrigins } from "#core/contract/lineage-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { charactersIn, loadContent } from "../versions/load-content.ts";
import { takenProposals, type TakenProposal } from "../outcome/taken-proposals.ts";
import { linesOf, type Family } from "../versions/version-line.ts";

/** All that tells where a version's words came from. */
interface OriginSources {
  family: Family;
  /** Those that touch a document of the family, revoked or not. */
  links: readonly Link[];
  /** The drafts of the version's document in its language. */
  line: readonly Version[];
  /** What was said on them, as far as it may be told. */
  annotations: readonly Annotation[];
  corrections: readonly UptakeCorrection[];
  sources: SourcesKept;
}

/**
 * Which version brought in each word of a version, clause by clause. Kept by all that tells it, since it is asked for a page of clauses at a
 * time and computed whole.
 */
export function loadWordOrigins(
  context: Context,
  version: Version,
  from: OriginSources,
): Promise<WordOrigins["clauses"]> {
  const make = async (abandoned: AbortSignal): Promise<WordOrigins["clauses"]> => {
    const asked = { ...context, gone: context.gone && abandoned };
    const taken = await takenProposals(asked, from.line, from.annotations, from);
    const origins = await wordOrigins(version, {
      parents: linesOf(from.family).parents,
      proposedIn: (one, text) => proposedIn(one, text, taken),
      textOf: async (one) => (await loadContent(asked, one)).text,
      keptOf: async (base, revised) => (await loadComparison(asked, base, revised)).comparison.kept,
    });
    return origins.map(({ clause, runs }) => ({
      clause,
      runs: runs.map(({ range, broughtBy, returnedWith, proposed }) => ({
        range,
        broughtBy: broughtBy.id,
        returnedWith: returnedWith?.id ?? null,
        proposed: proposed && { annotation: proposed.annotation, by: proposed.by, groups: proposed.groups },
      })),
    }));
  };
  return context.wordOrigins.get(keyOf(version, from), charactersIn(version.wordCount), make, context.gone);
}

function keyOf({ id }: Version, { family, links, line, annotations, corrections, sources }: OriginSources): string {
  const versions = family.versions.map(({ id, contentHash, state, date, publishedAt }) => [
    id,
    contentHash,
    state,
    date,
    publishedAt,
  ]);
  const proposals = annotations
    .filter(({ kind }) => kind === "proposal")
    .map(({ id, revision, standing, visibility, speaker }) => [id, revision, standing, visibility, speaker]);
  const by = [comparisonNumber, id, versions, family.documents.map(({ id, relations }) => [id, relations])];
  const said = [line.map(({ id }) => id), proposals, corrections, sources];
  return sha256(JSON.stringify([by, links, said]));
}

/** Where words of proposals stand in a version's text. */
function proposedIn(
  version: Version,
  text: VersionText,
  taken: readonly TakenProposal[],
): { range: TextRange; proposal: TakenProposal }[] {
  return taken
    .filter((one) => one.versionId === version.id)
    .flatMap((proposal) =>
      proposal.words.flatMap(({ clause, start, end }) => {
        const found = clauseById(text, clause);
        return found ? [{ range: [found.start + start, found.start + end] as TextRange, proposal }] : [];
      }),
    );
}

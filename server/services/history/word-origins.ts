import type { Actor } from "#core/access/permissions.ts";
import { comparisonNumber } from "#core/compare/compare.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import { wordOrigins } from "#core/lineage/word-origins.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { WordOrigins } from "#core/contract/history-operations.ts";
import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import type { Link } from "#core/discuss/link.ts";
import type { SourcesKept } from "#core/discuss/speaker.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { compareVersions, type Version } from "#core/text/version.ts";
import { readDocumentLine } from "../annotations/threads.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { Turns } from "../kernel/in-turns.ts";
import { ProblemError } from "../kernel/problem.ts";
import { type AdoptedProposal, adoptedProposals } from "../outcome/uptake.ts";
import { charactersIn, loadContent } from "../versions/content.ts";
import { damagedIn, type Family, intactFamily, linesOf, readFamily } from "../versions/family.ts";
import { findVersion } from "../versions/find-version.ts";
import { nameVersions } from "../versions/version-order.ts";

/**
 * Returns the version that introduced each word, for a page of clauses that starts after the clause `after`.
 * @throws ProblemError not-signed-in, not-found; invalid-request if `after` is not a clause of the version
 */
export async function getWordOrigins(
  context: Context,
  actor: Actor,
  input: { version: string; after?: string | undefined; limit: number },
  signal: AbortSignal | null,
): Promise<WordOrigins> {
  const { version, from, damaged } = await context.store.read(async (reader) => {
    const { version, document } = await findVersion(reader, actor, input.version);
    const { language } = version;
    const [family, discussion, corrections] = await Promise.all([
      readFamily(reader, document.id),
      readDocumentLine(context, reader, actor, { document: document.id, language }),
      reader.list("uptakes", { documentId: document.id }),
    ]);
    const links = await Promise.all(family.documents.map(({ id }) => reader.list("links", { documentId: id })));
    const annotations = discussion.threads.map(({ annotation }) => annotation);
    const { forum, versions } = discussion;
    const line = context.damage.intact(discussion.line);
    const intact = { family: intactFamily(context, family), line };
    const from = { ...intact, links: links.flat(), annotations, corrections, sources: forum.sources };
    return { version, from, damaged: damagedIn(context, discussion.line, versions) };
  });
  const all = await loadWordOrigins(context, version, from, signal);
  const first = 1 + (input.after === undefined ? -1 : all.findIndex(({ clause }) => clause === input.after));
  if (input.after !== undefined && first === 0) {
    const error = fieldProblem(["query", "after"], "clause-unknown", { clause: input.after });
    throw new ProblemError("invalid-request", {}, [error]);
  }
  const page = all.slice(first, first + input.limit);
  const named = new Set(
    page.flatMap(({ runs }) => runs.flatMap((run) => [run.broughtBy, run.returnedWith, run.elsewhere?.version])),
  );
  const versions = from.family.versions.filter(({ id }) => named.has(id)).toSorted(compareVersions);
  return {
    versions: await nameVersions(context, versions),
    clauses: page,
    next: first + input.limit < all.length ? (page.at(-1)?.clause ?? null) : null,
    ...damaged,
  };
}

/** The data that determines where a version's words came from. */
interface OriginSources {
  family: Family;
  /** Links that touch a document of the family, including revoked ones. */
  links: readonly Link[];
  /** The drafts of the version's document in its language. */
  line: readonly Version[];
  /** Annotations on those drafts, as far as the actor may see them. */
  annotations: readonly Annotation[];
  corrections: readonly UptakeCorrection[];
  sources: SourcesKept;
}

/**
 * Returns the version that introduced each word of a version, clause by clause. The result is cached under all the data
 * it depends on, because it is computed as a whole but requested in pages of clauses.
 */
function loadWordOrigins(
  context: Context,
  version: Version,
  from: OriginSources,
  signal: AbortSignal | null,
): Promise<WordOrigins["clauses"]> {
  const make = async (abandoned: AbortSignal): Promise<WordOrigins["clauses"]> => {
    const needed = signal && abandoned;
    const adopted = await adoptedProposals(context, from.line, from, needed);
    const turns = new Turns();
    const origins = await wordOrigins(version, {
      pause: () => turns.pause(),
      parents: linesOf(from.family).parents,
      proposedIn: (draft, text) => proposedIn(draft, text, adopted),
      textOf: async (draft) => (await loadContent(context, draft)).text,
      comparisonOf: async (base, revised) => (await loadComparison(context, base, revised, needed)).comparison,
    });
    const elsewhere = origins.flatMap(({ runs }) => runs.flatMap((run) => run.elsewhere ?? []));
    const texts = new Map(
      await Promise.all(
        [...new Set(elsewhere.map((place) => place.version))].map(
          async (draft) => [draft.id, (await loadContent(context, draft)).text] as const,
        ),
      ),
    );
    const citationOf = (draft: Version, clause: string): string => {
      const text = texts.get(draft.id);
      return (text && clauseById(text, clause)?.citation) ?? "";
    };
    return origins.map(({ clause, runs }) => ({
      clause,
      runs: runs.map(({ range, broughtBy, returnedWith, elsewhere, proposed }) => ({
        range,
        broughtBy: broughtBy.id,
        returnedWith: returnedWith?.id ?? null,
        elsewhere: elsewhere && {
          version: elsewhere.version.id,
          clause: elsewhere.clause,
          citation: citationOf(elsewhere.version, elsewhere.clause),
        },
        proposed: proposed && { annotation: proposed.annotation, by: proposed.by, groups: proposed.groups },
      })),
    }));
  };
  return context.wordOrigins.get(keyOf(version, from), charactersIn(version.wordCount), make, signal);
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
    .filter(hasOperations)
    .map(({ id, revision, standing, visibility, speaker }) => [id, revision, standing, visibility, speaker]);
  const by = [comparisonNumber, id, versions, family.documents.map(({ id, relations }) => [id, relations])];
  const data = [line.map(({ id }) => id), proposals, corrections, sources];
  return sha256(JSON.stringify([by, links, data]));
}

/** Returns the ranges of a version's text that match the wording of proposals. */
function proposedIn(
  version: Version,
  text: VersionText,
  adopted: readonly AdoptedProposal[],
): { range: TextRange; proposal: AdoptedProposal }[] {
  return adopted
    .filter((proposal) => proposal.versionId === version.id)
    .flatMap((proposal) =>
      proposal.words.flatMap(({ clause, start, end }) => {
        const versionClause = clauseById(text, clause);
        return versionClause
          ? [{ range: [versionClause.start + start, versionClause.start + end] as TextRange, proposal }]
          : [];
      }),
    );
}

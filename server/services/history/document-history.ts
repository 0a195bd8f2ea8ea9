import { groupsOfForum } from "#core/access/forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { groupsBehind, largeEnough, type SourcesKept } from "#core/discuss/speaker.ts";
import { clauseFlows, wordsInClauses } from "#core/lineage/lineage.ts";
import type { DocumentHistory, HistoryDraft, HistoryStep } from "#core/compile/document-history.ts";
import { placesOf } from "#core/compile/places.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { loadContent } from "../versions/content.ts";
import { readDocumentLine } from "../annotations/threads.ts";
import { adoptedProposals } from "../outcome/uptake.ts";
import { damagedIn } from "../versions/family.ts";
import { addressOf } from "../versions/version-order.ts";

/**
 * Returns the evolution of a document's text through its published drafts in one language. Includes the submitted
 * annotations on each draft, as far as the actor may see them.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getHistory(
  context: Context,
  actor: Actor,
  input: { document: string; language?: string | undefined },
  signal: AbortSignal | null,
): Promise<DocumentHistory> {
  const { forum, versions, line, threads, corrections, title } = await context.store.read(async (reader) => ({
    ...(await readDocumentLine(context, reader, actor, input)),
    corrections: await reader.list("uptakes", { documentId: input.document }),
    title: (await reader.get("documents", input.document))?.shortTitle ?? input.document,
  }));
  const all = line.filter(({ state }) => state === "published");
  const published = context.damage.intact(all);
  const texts = await Promise.all(published.map(async (version) => (await loadContent(context, version)).text));
  const steps = await Promise.all(
    published.slice(1).map((revised, at) => stepTo(context, published[at], revised, signal)),
  );
  const open = threads
    .map(({ annotation }) => annotation)
    .filter(({ visibility, standing }) => visibility === "submitted" && standing === "open");
  const { sources } = forum;
  const uptakes = await adoptedProposals(context, published, { annotations: open, corrections, sources }, signal);
  const brought = broughtBy(texts, steps);
  const indexes = texts.map(({ clauses }) => new Map(clauses.map(({ id }, index) => [id, index])));
  const indexesOf = (draft: number, ids: readonly string[]): number[] =>
    [...new Set(ids)].flatMap((id) => indexes[draft]?.get(id) ?? []);
  return {
    ...damagedIn(context, all, versions),
    documentId: input.document,
    document: title,
    groups: groupsOfForum(forum).map(({ id }) => id),
    language: published[0]?.language ?? null,
    drafts: published.map((version, at): HistoryDraft => {
      const { id, round, label, date, language } = version;
      const text = texts[at];
      const words = text ? wordsInClauses(text) : [];
      return {
        version: { id, round, label, date, language, address: addressOf(version, versions) },
        clauses: (text?.clauses ?? []).map(({ id, kind, depth, citation }, index) => ({
          id,
          kind,
          depth,
          citation,
          words: words[index] ?? 0,
          broughtBy: brought[at]?.[index] ?? at,
        })),
        taken: uptakes
          .filter((proposal) => proposal.versionId === id)
          .map(({ annotation, words, groups, by }) => ({
            annotation,
            groups,
            by,
            clauses: indexesOf(
              at,
              words.map(({ clause }) => clause),
            ),
          })),
        said: text
          ? commentsOn(version, text, open, sources).map(({ clauses, ...rest }) => ({
              ...rest,
              clauses: indexesOf(at, clauses),
            }))
          : [],
      };
    }),
    steps,
  };
}

async function stepTo(
  context: Context,
  base: Version | undefined,
  revised: Version,
  signal: AbortSignal | null,
): Promise<HistoryStep> {
  if (!base) return { pairs: [], flows: [] };
  const compared = await loadComparison(context, base, revised, signal);
  const places = (text: VersionText): Map<string, number> => new Map(text.clauses.map(({ id }, index) => [id, index]));
  const [inBase, inRevised] = [places(compared.base), places(compared.revised)];
  return {
    pairs: compared.comparison.pairs.map(({ relation, edited, moved, renumbered, base, revised }) => ({
      relation,
      edited,
      moved,
      renumbered,
      base: base.map((id) => inBase.get(id) ?? 0),
      revised: revised.map((id) => inRevised.get(id) ?? 0),
    })),
    flows: clauseFlows(compared.base, compared.revised, compared.comparison.kept).map((flow) => [...flow]),
  };
}

/**
 * Returns, for each clause of each draft, the index of the draft that introduced it. A clause inherits this from the
 * clause it came from; a merged clause takes the earliest.
 */
function broughtBy(texts: readonly VersionText[], steps: readonly HistoryStep[]): number[][] {
  const brought: number[][] = [];
  texts.forEach(({ clauses }, at) => {
    const own = clauses.map(() => at);
    for (const { base, revised } of steps[at - 1]?.pairs ?? []) {
      const from = base.map((index) => brought[at - 1]?.[index] ?? at - 1);
      if (from.length > 0) for (const index of revised) own[index] = Math.min(...from);
    }
    brought.push(own);
  });
  return brought;
}

/**
 * Returns the annotations made on a version, with the clauses they refer to and the stakeholder groups that may be
 * shown.
 */
function commentsOn(
  version: Version,
  text: VersionText,
  annotations: readonly Annotation[],
  sources: SourcesKept,
): (Omit<HistoryDraft["said"][number], "clauses"> & { clauses: string[] })[] {
  const named = largeEnough(
    annotations.map(({ speaker }) => speaker),
    sources,
  );
  return annotations
    .filter(({ versionId }) => versionId === version.id)
    .map(({ kind, targets, speaker }) => ({
      kind,
      clauses: placesOf(text, targets).map(({ clause }) => clause),
      groups: [...new Set([...groupsBehind(speaker)].map((group) => (named.has(group) ? group : null)))],
    }));
}

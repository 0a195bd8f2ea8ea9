import type { Actor } from "#core/access/permissions.ts";
import { pairRedliner } from "#core/compare/redline.ts";
import { placesOf } from "#core/compile/places.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ClauseHistory, ClauseHistoryEntry } from "#core/contract/history-operations.ts";

import { compareVersions, type Version } from "#core/text/version.ts";
import { presentAnnotation } from "../annotations/present-annotation.ts";
import { readDiscussion } from "../annotations/threads.ts";
import {
  clauseLineage,
  type ClauseLineage,
  clausesByVersion,
  type ClausesOfVersion,
  presentClauses,
  presentStep,
} from "../comparison/lineage.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { loadContent } from "../versions/content.ts";
import { ancestorsOf, damagedIn, type Family } from "../versions/family.ts";
import { earlierOf, laterOf, nameVersions } from "../versions/version-order.ts";

/**
 * Returns the history of a clause: its text in every draft as a redline against the draft before, with the annotations
 * on it. Annotations are included as far as the actor may see them.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getClauseHistory(
  context: Context,
  actor: Actor,
  input: { version: string; clause: string },
  signal: AbortSignal | null,
): Promise<ClauseHistory> {
  const lineage = await clauseLineage(context, actor, input, signal);
  const { version, versions } = lineage.found;
  const { before, line } = draftsWith(context, lineage);
  const places = new Map(clausesByVersion(lineage).map((place) => [place.version.id, place]));
  const names = await nameVersions(context, line);
  const [nameBefore] = before ? await nameVersions(context, [before]) : [];
  const annotations = await annotationsOnClauses(context, actor, lineage.family, [...places.values()]);
  const entries = line.map(async (version, index): Promise<ClauseHistoryEntry> => {
    const [name, clauses] = [names[index], places.get(version.id)?.clauses ?? new Set<string>()];
    if (!name) throw new RangeError(`Version ${version.id} has no name`);
    const shownClauses = await presentClauses(context, { version, clauses });
    const steps = lineage.steps.filter(
      ({ base, revised }) => revised.id === version.id && line.some(({ id }) => id === base.id),
    );
    const rows = await Promise.all(steps.map((step) => rowsOf(context, step, signal)));
    return {
      version: name,
      clauses: shownClauses,
      steps: await Promise.all(steps.map((step) => presentStep(context, step, lineage.links, signal))),
      rows: steps.length > 0 ? rows.flat() : shownClauses.map(unmarkedRow),
      annotations: annotations.get(version.id) ?? [],
    };
  });
  return {
    version: version.id,
    clause: lineage.clause,
    before: nameBefore?.address ?? null,
    ...damagedIn(context, [...earlierOf(version, versions), ...laterOf(version, versions)], versions),
    entries: await Promise.all(entries),
  };
}

/**
 * Returns the drafts in a clause history, oldest first. They belong to the clause's document and to the documents it
 * came from. They run from the first draft with the clause to the last that has or deletes it, including drafts between
 * that lack it. `before` is the draft that precedes the first of them.
 */
function draftsWith({ damage }: Context, lineage: ClauseLineage): { before: Version | undefined; line: Version[] } {
  const { found, family, steps } = lineage;
  const places = clausesByVersion(lineage);
  const has = new Set(places.flatMap(({ version, clauses }) => (clauses.size > 0 ? [version.id] : [])));
  const documents = new Set(places.flatMap(({ version }) => (has.has(version.id) ? [version.documentId] : [])));
  const later = damage.intact(laterOf(found.version, found.versions));
  const line = [...ancestorsOf(found.version, family), found.version, ...later]
    .filter(({ documentId }) => documents.has(documentId))
    .toSorted(compareVersions);
  const deletedIn = new Set(steps.flatMap(({ revised, pair }) => (pair.revised.length === 0 ? [revised.id] : [])));
  const first = line.findIndex(({ id }) => has.has(id));
  const last = line.findLastIndex(({ id }) => has.has(id) || deletedIn.has(id));
  return { before: line[first - 1], line: line.slice(first, last + 1) };
}

async function rowsOf(
  context: Context,
  { base, revised, pair }: ClauseLineage["steps"][number],
  signal: AbortSignal | null,
): Promise<ClauseHistoryEntry["rows"]> {
  const compared = await loadComparison(context, base, revised, signal);
  return pairRedliner(
    compared.base,
    compared.revised,
    compared.comparison,
  )(pair).map((row) => ({
    base: row.base,
    revised: row.revised,
    segments: row.segments.map((segment) => {
      const isOfBase = segment.kind === "deleted" || segment.kind === "moved-away";
      const [side, range] = isOfBase ? [compared.base, segment.base] : [compared.revised, segment.revised];
      const text = range ? side.text.slice(...range) : "";
      return { kind: segment.kind, class: segment.kind === "kept" ? null : segment.class, text };
    }),
  }));
}

function unmarkedRow({ id, text }: ClauseHistoryEntry["clauses"][number]): ClauseHistoryEntry["rows"][number] {
  return { base: null, revised: id, segments: [{ kind: "kept", class: null, text }] };
}

/**
 * Returns annotations on clauses, or on text in them, by version and in chronological order, as far as the actor may
 * see them. Only annotations made on the clause's own version count. An annotation on a section counts for the clause
 * that opens it.
 */
async function annotationsOnClauses(
  context: Context,
  actor: Actor,
  { documents, versions }: Family,
  places: readonly ClausesOfVersion[],
): Promise<ReadonlyMap<string, PlacedAnnotation[]>> {
  const annotations = new Map<string, PlacedAnnotation[]>();
  for (const { version, clauses } of places) {
    const document = documents.find(({ id }) => id === version.documentId);
    if (!document) continue;
    const documentVersions: Version[] = versions.filter(({ documentId }) => documentId === document.id);
    const { threads, viewer } = await context.store.read((reader) =>
      readDiscussion(context, reader, actor, { document, version, versions: documentVersions }),
    );
    const { text } = await loadContent(context, version);
    const threadsHere = threads.filter(
      ({ annotation }) =>
        annotation.versionId === version.id &&
        placesOf(text, annotation.targets).some(({ clause }) => clauses.has(clause)),
    );
    annotations.set(
      version.id,
      await Promise.all(
        threadsHere.map((thread) =>
          presentAnnotation(context, { ...thread, viewer, version, versions: documentVersions }),
        ),
      ),
    );
  }
  return annotations;
}

import type { Actor } from "#core/access/permissions.ts";
import { pairRedliner } from "#core/compare/redline.ts";
import type { Biography, BiographyEntry } from "#core/contract/lineage-operations.ts";
import { compareVersions, type Version } from "#core/text/version.ts";
import {
  clauseLineage,
  clausesByVersion,
  tellClauses,
  tellStep,
  type ClauseLineage,
} from "../comparison/clause-lineage.ts";
import type { Context } from "../kernel/context.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { nameVersions } from "../versions/name-versions.ts";
import { saidOnClauses } from "./said-on-clauses.ts";
import { ancestorsOf } from "../versions/version-line.ts";
import { laterOf } from "../versions/version-order.ts";

/**
 * The wording of a clause in every draft, each against the one before, with what was said on it there as far as the actor
 * may know.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getBiography(
  context: Context,
  actor: Actor,
  input: { version: string; clause: string },
): Promise<Biography> {
  const lineage = await clauseLineage(context, actor, input);
  const line = draftsWith(lineage);
  const places = new Map(clausesByVersion(lineage).map((place) => [place.version.id, place]));
  const names = await nameVersions(context, line);
  const said = await saidOnClauses(context, actor, lineage.family, [...places.values()]);
  const entries = line.map(async (version, index): Promise<BiographyEntry> => {
    const [name, clauses] = [names[index], places.get(version.id)?.clauses ?? new Set<string>()];
    if (!name) throw new RangeError("As many names as versions");
    const told = await tellClauses(context, { version, clauses });
    const steps = lineage.steps.filter(
      ({ base, revised }) => revised.id === version.id && line.some(({ id }) => id === base.id),
    );
    const rows = await Promise.all(steps.map((step) => rowsOf(context, step)));
    return {
      version: name,
      clauses: told,
      steps: await Promise.all(steps.map((step) => tellStep(context, step, lineage.links))),
      rows: steps.length > 0 ? rows.flat() : told.map(asItStands),
      annotations: said.get(version.id) ?? [],
    };
  });
  return { version: lineage.found.version.id, clause: lineage.clause, entries: await Promise.all(entries) };
}

/**
 * The drafts a biography tells of, oldest first: of the clause's own document, and of those it came from, from the first
 * that has the clause to the last that has it or that took it out. One in between that lacks it is among them.
 */
function draftsWith(lineage: ClauseLineage): Version[] {
  const { found, family, steps } = lineage;
  const places = clausesByVersion(lineage);
  const has = new Set(places.flatMap(({ version, clauses }) => (clauses.size > 0 ? [version.id] : [])));
  const documents = new Set(places.flatMap(({ version }) => (has.has(version.id) ? [version.documentId] : [])));
  const line = [...ancestorsOf(found.version, family), found.version, ...laterOf(found.version, found.versions)]
    .filter(({ documentId }) => documents.has(documentId))
    .toSorted(compareVersions);
  const tookOut = new Set(steps.flatMap(({ revised, pair }) => (pair.revised.length === 0 ? [revised.id] : [])));
  const first = line.findIndex(({ id }) => has.has(id));
  const last = line.findLastIndex(({ id }) => has.has(id) || tookOut.has(id));
  return line.slice(first, last + 1);
}

async function rowsOf(
  context: Context,
  { base, revised, pair }: ClauseLineage["steps"][number],
): Promise<BiographyEntry["rows"]> {
  const compared = await loadComparison(context, base, revised);
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

function asItStands({ id, text }: BiographyEntry["clauses"][number]): BiographyEntry["rows"][number] {
  return { base: null, revised: id, segments: [{ kind: "kept", class: null, text }] };
}

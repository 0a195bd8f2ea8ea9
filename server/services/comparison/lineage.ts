import { type Actor, can } from "#core/access/permissions.ts";
import { translatedClauses } from "#core/compare/clauses/pair-by-place.ts";
import { followClause, type LineageStep as Step } from "#core/lineage/lineage.ts";
import type { Lineage, LineageClause, LineageStep, Translation } from "#core/contract/history-operations.ts";
import type { Link } from "#core/discuss/link.ts";
import { compareVersions, type Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { loadContent } from "../versions/content.ts";
import { type Family, intactFamily, linesOf, readFamily } from "../versions/family.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { nameVersions } from "../versions/version-order.ts";
import { clauseLinks, isBetween, readHoldingLinks } from "./find-route.ts";
import { loadComparison } from "./load-comparison.ts";

/**
 * Returns the lineage of a clause.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getLineage(
  context: Context,
  actor: Actor,
  input: { version: string; clause: string },
  signal: AbortSignal | null,
): Promise<Lineage> {
  const lineage = await clauseLineage(context, actor, input, signal);
  const places = clausesByVersion(lineage);
  const clauses = await Promise.all(places.map((place) => presentClauses(context, place)));
  return {
    version: lineage.found.version.id,
    clause: lineage.clause,
    versions: await nameVersions(
      context,
      places.map(({ version }) => version),
    ),
    clauses: clauses.flat(),
    steps: await Promise.all(lineage.steps.map((step) => presentStep(context, step, lineage.links, signal))),
  };
}

/** The lineage of a clause, with the data needed to display it. */
export interface ClauseLineage {
  found: FoundVersion;
  clause: string;
  family: Family;
  /** Ordered by the revised version, in reading order. */
  steps: Step<Version>[];
  /** The links on clauses of the family, without revoked ones. */
  links: readonly Link[];
}

/**
 * Traces the lineage of a clause in a version that the actor may read.
 * @throws ProblemError not-signed-in; not-found, also if the version has no such clause
 */
export async function clauseLineage(
  context: Context,
  actor: Actor,
  input: { version: string; clause: string },
  signal: AbortSignal | null,
): Promise<ClauseLineage> {
  const { found, family, links } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    const family = await readFamily(reader, found.document.id);
    const links = await Promise.all(family.documents.map(({ id }) => reader.list("links", { documentId: id })));
    return {
      found,
      family: intactFamily(context, family),
      links: links.flat().filter(({ revoked }) => revoked === null),
    };
  });
  const { text } = await loadContent(context, found.version);
  if (!text.clauses.some(({ id }) => id === input.clause)) throw new ProblemError("not-found");
  const steps = await followClause(
    found.version,
    input.clause,
    linesOf(family),
    async (base, revised) => (await loadComparison(context, base, revised, signal)).comparison.pairs,
  );
  steps.sort((one, other) => compareVersions(one.revised, other.revised) || compareVersions(one.base, other.base));
  return { found, clause: input.clause, family, steps, links };
}

export interface ClausesOfVersion {
  version: Version;
  clauses: Set<string>;
}

/** Groups the requested clause and all clauses named in the steps by version, in reading order. */
export function clausesByVersion({ found, clause, steps }: ClauseLineage): ClausesOfVersion[] {
  const places = new Map<string, ClausesOfVersion>();
  const add = (version: Version, ids: readonly string[]): void => {
    const place = places.get(version.id) ?? { version, clauses: new Set() };
    places.set(version.id, place);
    for (const id of ids) place.clauses.add(id);
  };
  add(found.version, [clause]);
  for (const { base, revised, pair } of steps) {
    add(base, pair.base);
    add(revised, pair.revised);
  }
  return [...places.values()].toSorted((one, other) => compareVersions(one.version, other.version));
}

/** Converts a step to the API format and adds the reasons for its pairing. */
export async function presentStep(
  context: Context,
  step: Step<Version>,
  links: readonly Link[],
  signal: AbortSignal | null,
): Promise<LineageStep> {
  const { explainer } = await loadComparison(context, step.base, step.revised, signal);
  const { base, revised, ...pair } = step.pair;
  const { words, reasons } = explainer.ofPair(step.pair);
  const decided = links.find(
    (link) => !link.isRefusal && isBetween(step.base, step.revised, link) && namesAny(link, [...base, ...revised]),
  );
  return {
    ...pair,
    way: step.returned ? "returned" : step.base.documentId === step.revised.documentId ? "next" : "document",
    base: { version: step.base.id, clauses: base },
    revised: { version: step.revised.id, clauses: revised },
    words,
    reasons,
    link: decided?.id ?? null,
  };
}

/** Returns clauses of a version with their text, in document order. */
export async function presentClauses(
  context: Context,
  { version, clauses }: ClausesOfVersion,
): Promise<LineageClause[]> {
  const { text } = await loadContent(context, version);
  return text.clauses
    .filter(({ id }) => clauses.has(id))
    .map((clause) => ({ ...clause, version: version.id, text: text.text.slice(clause.start, clause.end) }));
}

function namesAny({ baseClause, revisedClause }: Link, clauses: readonly string[]): boolean {
  return [baseClause, revisedClause].some((clause) => clause !== null && clauses.includes(clause));
}

/**
 * Returns the same clause in the other languages of its round, ordered by language. A language is left out if it has no
 * such clause, or if a person said so with a link.
 * @throws ProblemError not-signed-in; not-found, also if the version has no such clause
 */
export async function getTranslations(
  context: Context,
  actor: Actor,
  input: { version: string; clause: string },
): Promise<Translation[]> {
  const { version, others, links } = await context.store.read(async (reader) => {
    const { forum, version, versions } = await findVersion(reader, actor, input.version);
    const others = versions.filter(
      (other) =>
        !context.damage.has(other) &&
        other.round === version.round &&
        other.language !== version.language &&
        (other.state === "published" || other.state === "prepared") &&
        can(actor, "read-version", { forum, version: other }),
    );
    return { version, others, links: await readHoldingLinks(reader, version, version) };
  });
  const { text } = await loadContent(context, version);
  if (!text.clauses.some(({ id }) => id === input.clause)) throw new ProblemError("not-found");

  const inOrder = others.toSorted((one, other) => one.language.localeCompare(other.language));
  const found = await Promise.all(
    inOrder.map(async (other): Promise<Translation[]> => {
      const between = clauseLinks(version, other, links).filter(({ isRefusal }) => !isRefusal);
      const own = between.filter(({ base }) => base === input.clause);
      if (own.length > 0) {
        const linked = own.flatMap(({ revised }) => revised ?? []);
        return linked.length === 0
          ? []
          : [await translation(context, other, { clauses: linked, way: "link", score: 1 })];
      }
      const { pairs, score } = translatedClauses(text.clauses, (await loadContent(context, other)).text.clauses);
      const pair = pairs.find(({ base }) => base === input.clause);
      const isLinked = between.some(({ revised }) => revised === pair?.revised);
      return pair && !isLinked
        ? [await translation(context, other, { clauses: [pair.revised], way: "place", score })]
        : [];
    }),
  );
  return found.flat();
}

async function translation(
  context: Context,
  version: Version,
  { clauses, way, score }: { clauses: readonly string[] } & Pick<Translation, "way" | "score">,
): Promise<Translation> {
  const [named] = await nameVersions(context, [version]);
  return { version: named, clauses: await presentClauses(context, { version, clauses: new Set(clauses) }), way, score };
}

import type { Actor } from "#core/access/permissions.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import type { PairingExplanation } from "#core/compare/clauses/pairing-explanation.ts";
import { importantChanges, mostChanged, repeatedReplacements } from "#core/compare/changes/notable-changes.ts";
import { threeWay } from "#core/compare/three-way.ts";
import type { ComparisonPage, RedlinePart, ThreeWayPage } from "#core/contract/comparison-operations.ts";
import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";
import type { VersionText } from "#core/text/clause.ts";
import { negotiationOf, preparingNegotiation } from "#core/text/negotiation/read-negotiation.ts";
import type { Context } from "../kernel/context.ts";
import { inTurns, nextTurn } from "../kernel/in-turns.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findVersion } from "../versions/find-version.ts";
import { nameVersions } from "../versions/version-order.ts";
import { getLinks } from "./link.ts";
import { listVersion, readVersions } from "./listed-version.ts";
import { loadComparison } from "./load-comparison.ts";

/**
 * Compares any two versions, of one document or of two.
 * @throws ProblemError not-signed-in, not-found
 */
export async function compareVersions(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string },
  signal: AbortSignal | null,
): Promise<ComparisonPage> {
  const [base, revised] = await context.store.read((reader) => {
    const sideOf = async (named: string) => {
      const found = await findVersion(reader, actor, named);
      return { ...found, ...(await readVersions(context, reader, actor, found.document.id)) };
    };
    return Promise.all([sideOf(input.base), sideOf(input.revised)]);
  });
  const compared = await loadComparison(context, base.version, revised.version, signal);
  const [listedBase, listedRevised] = await Promise.all([
    listVersion(context, base, base.version),
    listVersion(context, revised, revised.version),
  ]);
  return {
    key: compared.key,
    base: { version: listedBase, text: compared.base },
    revised: { version: listedRevised, text: compared.revised },
    comparison: compared.comparison,
    ...(await factsOf(compared.base, compared.revised, compared.comparison)),
    way: {
      via: (await nameVersions(context, compared.route.via)).map(({ address }) => address),
      followed: compared.route.followed,
      returned: compared.route.returned,
    },
    links: (await getLinks(context, actor, { base: base.version.id, revised: revised.version.id }, signal)).filter(
      ({ link }) => link.revoked === null,
    ),
  };
}

type ComparisonFacts = Pick<ComparisonPage, "importance" | "repeated" | "mostChanged" | "open">;

/** Comparisons are immutable, so the facts are derived once. */
const knownFacts = new WeakMap<Comparison, ComparisonFacts>();

/** Derives the lists and counts of a comparison that a reader sees above the text. */
async function factsOf(base: VersionText, revised: VersionText, comparison: Comparison): Promise<ComparisonFacts> {
  const known = knownFacts.get(comparison);
  if (known) return known;
  for (const text of [base, revised]) await inTurns(preparingNegotiation(text));
  const importance = importantChanges(base, revised, comparison);
  await nextTurn();
  const repeated = repeatedReplacements(base, revised, comparison);
  await nextTurn();
  const facts = {
    importance,
    repeated,
    mostChanged: mostChanged(base, revised, comparison),
    open: { base: negotiationOf(base).counts, revised: negotiationOf(revised).counts },
  };
  knownFacts.set(comparison, facts);
  return facts;
}

/**
 * Compares a base with two versions made from it. They may belong to different documents.
 * @throws ProblemError not-signed-in, not-found
 */
export async function compareThree(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string; other: string },
  signal: AbortSignal | null,
): Promise<ThreeWayPage> {
  const [base, revised, other] = await context.store.read(
    async (reader) =>
      [
        (await findVersion(reader, actor, input.base)).version,
        (await findVersion(reader, actor, input.revised)).version,
        (await findVersion(reader, actor, input.other)).version,
      ] as const,
  );
  const [one, two] = await Promise.all([
    loadComparison(context, base, revised, signal),
    loadComparison(context, base, other, signal),
  ]);
  const [baseName, revisedName, otherName] = await nameVersions(context, [base, revised, other]);
  return {
    base: { version: baseName, clauses: one.base.clauses },
    revised: { version: revisedName, clauses: one.revised.clauses },
    other: { version: otherName, clauses: two.revised.clauses },
    ...threeWay(
      one.base,
      { text: one.revised, comparison: one.comparison },
      { text: two.revised, comparison: two.comparison },
    ),
  };
}

/** Two versions and the ids of the clauses to explain: one of each version, or only one. */
interface ComparedClauses {
  base: string;
  revised: string;
  baseClause?: string | undefined;
  revisedClause?: string | undefined;
}

/**
 * Explains why two clauses of two versions are paired or not. For a single clause, explains its own pairing.
 * @throws ProblemError not-signed-in, not-found, invalid-request
 */
export async function explainPairing(
  context: Context,
  actor: Actor,
  input: ComparedClauses,
  signal: AbortSignal | null,
): Promise<PairingExplanation> {
  const [from, to] = await context.store.read((reader) =>
    Promise.all([findVersion(reader, actor, input.base), findVersion(reader, actor, input.revised)]),
  );
  const { base, revised, comparison, explainer } = await loadComparison(context, from.version, to.version, signal);
  const { baseClause, revisedClause } = input;
  check(base, "baseClause", baseClause);
  check(revised, "revisedClause", revisedClause);
  if (baseClause !== undefined && revisedClause !== undefined) return explainer.ofClauses(baseClause, revisedClause);
  const pair = comparison.pairs.find((one) =>
    baseClause === undefined ? one.revised.some((id) => id === revisedClause) : one.base.includes(baseClause),
  );
  if (!pair) throw wrong("baseClause", "field-missing");
  return explainer.ofPair(pair);
}

function check({ clauses }: VersionText, field: string, clause: string | undefined): void {
  if (clause !== undefined && !clauses.some(({ id }) => id === clause))
    throw wrong(field, "clause-unknown", { clause });
}

function wrong(field: string, code: FieldProblem["code"], params: FieldProblem["params"] = {}): ProblemError {
  return new ProblemError("invalid-request", {}, [fieldProblem(["query", field], code, params)]);
}

/**
 * Returns a page of rows from the redline of any two versions.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getRedline(
  context: Context,
  actor: Actor,
  { base, revised, from, limit }: { base: string; revised: string; from: number; limit: number },
  signal: AbortSignal | null,
): Promise<RedlinePart> {
  const [before, after] = await context.store.read(async (reader) =>
    Promise.all([findVersion(reader, actor, base), findVersion(reader, actor, revised)]),
  );
  const redline = await (await loadComparison(context, before.version, after.version, signal)).redline();
  const end = from + limit;
  return { total: redline.length, rows: redline.slice(from, end), next: end < redline.length ? end : null };
}

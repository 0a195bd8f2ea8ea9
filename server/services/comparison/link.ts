import { type Actor, can } from "#core/access/permissions.ts";
import { boundPairs, type ClauseLink } from "#core/compare/clauses/clause-link.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { NewLink, ShownLink } from "#core/contract/comparison-operations.ts";
import type { Link } from "#core/discuss/link.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { appendLinkEvent } from "../kernel/events.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion } from "../versions/find-version.ts";
import { clauseLinks, isBetween, readHoldingLinks } from "./find-route.ts";
import { loadUnlinkedComparison } from "./load-comparison.ts";

/**
 * Records that a clause of one version is, or is not, the same clause as one of another version, or has no counterpart
 * there. A retry by the same person with the same id, clauses and reason returns the first link.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, already-exists
 */
export async function addLink(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string } & NewLink,
): Promise<ShownLink> {
  authorise(actor, "link-clauses");
  const [base, revised] = await context.store.read((reader) => findBothVersions(reader, actor, input));
  const [from, to] = [(await loadContent(context, base)).text, (await loadContent(context, revised)).text];
  checkClauses(input, from, to);

  const link = await context.store.transact(async (writer) => {
    await findBothVersions(writer, actor, input);
    const link: Link = {
      id: input.id,
      documentId: base.documentId,
      baseVersionId: base.id,
      baseClause: input.baseClause,
      revisedVersionId: revised.id,
      revisedClause: input.revisedClause,
      ...(input.isRefusal && { isRefusal: true }),
      by: await freezeSpeaker(writer, actor, {}),
      at: context.now().toISOString(),
      reason: input.reason,
      revoked: null,
    };
    const known = await writer.get("links", link.id);
    if (known && isSame(known, link)) return known;
    if (known) throw new ProblemError("already-exists");
    checkAgainst(clauseLinks(base, revised, await readHoldingLinks(writer, base, revised)), link, from, to);
    await writer.put("links", link);
    await appendLinkEvent(context, writer, actor, {
      kind: "link-added",
      before: null,
      after: link,
      versions: [base, revised],
    });
    return link;
  });
  return showLink(context, actor, { link, versions: [base, revised] }, null);
}

async function findBothVersions(reader: Reader, actor: Actor, input: { base: string; revised: string }) {
  const [{ version: base }, { version: revised }] = [
    await findVersion(reader, actor, input.base),
    await findVersion(reader, actor, input.revised),
  ];
  if (base.id === revised.id) {
    throw new ProblemError("invalid-request", {}, [fieldProblem(["params", "revised"], "link-within-version")]);
  }
  return [base, revised] as const;
}

function checkClauses(link: NewLink, base: VersionText, revised: VersionText): void {
  const { baseClause, revisedClause, isRefusal } = link;
  if (baseClause === null && revisedClause === null) throw invalidField("baseClause", "link-without-clause");
  if (isRefusal && baseClause === null) throw invalidField("baseClause", "field-missing");
  if (isRefusal && revisedClause === null) throw invalidField("revisedClause", "field-missing");
  for (const [field, clause, { clauses }] of [
    ["baseClause", baseClause, base],
    ["revisedClause", revisedClause, revised],
  ] as const) {
    if (clause !== null && !clauses.some(({ id }) => id === clause))
      throw invalidField(field, "clause-unknown", { clause });
  }
}

/** Refuses a link that is recorded already or that another link contradicts. */
function checkAgainst(holding: readonly ClauseLink[], link: Link, from: VersionText, to: VersionText): void {
  const onSameClauses = holding.filter((one) => one.base === link.baseClause && one.revised === link.revisedClause);
  if (onSameClauses.some(({ isRefusal }) => isRefusal === link.isRefusal)) throw new ProblemError("already-exists");
  if (onSameClauses.length > 0) throw invalidField("revisedClause", "link-contradicted");
  if (link.isRefusal) return;
  const bound = boundPairs(from, to, [...holding, { base: link.baseClause, revised: link.revisedClause }]);
  if (bound.length === boundPairs(from, to, holding).length) throw invalidField("revisedClause", "link-contradicted");
}

function isSame(known: Link, next: Link): boolean {
  return (
    known.by.participantId === next.by.participantId &&
    known.baseVersionId === next.baseVersionId &&
    known.revisedVersionId === next.revisedVersionId &&
    known.baseClause === next.baseClause &&
    known.revisedClause === next.revisedClause &&
    known.isRefusal === next.isRefusal &&
    known.reason === next.reason
  );
}

/**
 * Revokes a link, so that comparisons ignore it. The link stays on record, with the person who revoked it and the
 * reason.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function revokeLink(
  context: Context,
  actor: Actor,
  input: { link: string; reason: string },
): Promise<ShownLink> {
  authorise(actor, "link-clauses");
  const found = await context.store.read((reader) => findLinked(reader, actor, input));
  // The result compares the texts, so without them nothing is written.
  await loadUnlinkedComparison(context, found.base.version, found.revised.version, null);
  const { link, versions } = await context.store.transact(async (writer) => {
    const { before, base, revised } = await findLinked(writer, actor, input);
    if (before.revoked) throw new ProblemError("wrong-state", { state: "revoked" });
    const by = await freezeSpeaker(writer, actor, {});
    const link: Link = { ...before, revoked: { by, at: context.now().toISOString(), reason: input.reason } };
    await writer.put("links", link);
    const versions = [base.version, revised.version];
    await appendLinkEvent(context, writer, actor, { kind: "link-revoked", before, after: link, versions });
    return { link, versions };
  });
  return showLink(context, actor, { link, versions }, null);
}

/** @throws ProblemError not-signed-in, not-found */
async function findLinked(reader: Reader, actor: Actor, input: { link: string }) {
  const before = await reader.get("links", input.link);
  if (!before) throw new ProblemError("not-found");
  const base = await findVersion(reader, actor, before.baseVersionId);
  return { before, base, revised: await findVersion(reader, actor, before.revisedVersionId) };
}

/**
 * Lists the links between two versions in either direction, including revoked ones, newest first.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getLinks(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string },
  signal: AbortSignal | null,
): Promise<ShownLink[]> {
  const { versions, links } = await context.store.read(async (reader) => {
    const [base, revised] = [
      await findVersion(reader, actor, input.base),
      await findVersion(reader, actor, input.revised),
    ];
    const versions = [base.version, revised.version] as const;
    const known = await Promise.all(versions.map(({ id }) => reader.list("links", { baseVersionId: id })));
    const between = known.flat().filter((link) => isBetween(...versions, link));
    return { versions, links: [...new Map(between.map((link) => [link.id, link])).values()] };
  });
  const newestFirst = links.toSorted((one, other) => other.at.localeCompare(one.at) || (one.id < other.id ? -1 : 1));
  return Promise.all(newestFirst.map((link) => showLink(context, actor, { link, versions }, signal)));
}

/**
 * Returns a link as the actor may see it, with the computed pairing of its clauses. `versions` are its two versions, in
 * any order.
 */
async function showLink(
  context: Context,
  actor: Actor,
  { link, versions }: { link: Link; versions: readonly Version[] },
  signal: AbortSignal | null,
): Promise<ShownLink> {
  const [from, to] = [link.baseVersionId, link.revisedVersionId].map((id) => versions.find((one) => one.id === id));
  if (!from || !to) throw new Error(`Link ${link.id} names a version that does not exist`);
  const { base, revised, comparison } = await loadUnlinkedComparison(context, from, to, signal);
  const { baseClause, revisedClause } = link;
  const successor = comparison.pairs.find((pair) => baseClause !== null && pair.base.includes(baseClause)) ?? null;
  const origin =
    comparison.pairs.find((pair) => revisedClause !== null && pair.revised.includes(revisedClause)) ?? null;
  const cite = (text: VersionText, ids: readonly string[] = []): string[] =>
    ids.flatMap((id) => clauseById(text, id)?.citation ?? []);
  return {
    link,
    base: base.clauses.find(({ id }) => id === baseClause) ?? null,
    revised: revised.clauses.find(({ id }) => id === revisedClause) ?? null,
    computed: {
      base: successor,
      revised: origin,
      citations: {
        base: cite(base, (successor ?? origin)?.base),
        revised: cite(revised, (successor ?? origin)?.revised),
      },
    },
    may: { revoke: link.revoked === null && can(actor, "link-clauses") },
  };
}

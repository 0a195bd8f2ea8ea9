import type { ClausePair } from "#core/compare/comparison.ts";
import { pairRedliner } from "#core/compare/redline.ts";
import type { RedlineRow } from "#core/compare/redline-row.ts";
import type { ChangedClause } from "#core/contract/notification-operations.ts";
import { followClause } from "#core/lineage/lineage.ts";
import type { ProposalSegment, ProposedClause } from "#core/propose/proposal-segment.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import { clauseKey } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { ClauseChange, FollowedClause } from "../../store/unrecorded-rows.ts";
import type { Compared } from "../kernel/compared.ts";
import type { Context } from "../kernel/context.ts";
import { isDamage } from "../kernel/damage.ts";
import { type Family, intactFamily, linesOf, readFamily } from "../versions/family.ts";
import { type Comparer, comparerOnce, loadComparison } from "./load-comparison.ts";

/**
 * Traces a clause through all published drafts of its family.
 * @param key the key of the clause (`clauseKey`), which becomes the id
 */
export async function traceClause(
  { version, clause }: { version: Version; clause: string },
  family: Family,
  compared: Comparer,
): Promise<FollowedClause> {
  const steps = await followClause(
    version,
    clause,
    linesOf(family),
    async (base, revised) => (await compared(base, revised)).comparison.pairs,
  );
  const places = new Map([[version.id, new Set([clause])]]);
  const documents = new Set([version.documentId]);
  const add = ({ id, documentId }: Version, clauses: readonly string[]): void => {
    if (clauses.length === 0) return;
    documents.add(documentId);
    const known = places.get(id) ?? new Set();
    places.set(id, known);
    for (const one of clauses) known.add(one);
  };
  for (const { base, revised, pair } of steps) {
    add(base, pair.base);
    add(revised, pair.revised);
  }
  return {
    id: clauseKey(version.id, clause),
    documentIds: [...documents],
    places: [...places].map(([versionId, clauses]) => ({ versionId, clauses: [...clauses] })),
    changes: steps
      .filter(({ pair }) => isChange(pair))
      .map(({ base, revised, pair }) => ({ base: base.id, revised: revised.id, pair })),
  };
}

/** Whether a step is news to those who follow the clause. Another number alone is none. */
function isChange({ relation, edited, moved }: ClausePair): boolean {
  return relation !== "1:1" || edited || moved;
}

/**
 * Traces the followed clauses of a draft's family again, as if the draft were published, so that its publication can
 * notify those who follow a clause that it changes.
 * @returns the clauses that somebody still follows, and the ids of the others
 */
export async function traceFollowed(
  context: Context,
  versionId: string,
): Promise<{ traced: FollowedClause[]; ended: string[] }> {
  const { store, damage } = context;
  const found = await store.read(async (reader) => {
    const version = await reader.get("versions", versionId);
    if (!version) return null;
    const family = await readFamily(reader, version.documentId);
    const byId = new Map((await readFollowed(reader, family)).map((row) => [row.id, row]));
    const clauses = await Promise.all(
      [...byId.values()].map(async (row) => ({
        row,
        isFollowed: (await reader.count("inboxes", { clause: `clause/${row.id}` })) > 0,
      })),
    );
    return { version, family, clauses };
  });
  if (!found) return { traced: [], ended: [] };
  const published: Version = { ...found.version, state: "published", publishedAt: context.now().toISOString() };
  const versions = [
    // A published draft at the same address is replaced.
    ...found.family.versions.filter((other) => other.id !== versionId && !isReplaced(other, published)),
    published,
  ];
  const family = intactFamily(context, { ...found.family, versions });
  const compared = comparerOnce(context, null);
  const traced = found.clauses
    .filter(({ isFollowed }) => isFollowed)
    .map(async ({ row }) => {
      const slash = row.id.indexOf("/");
      const root = found.family.versions.find(({ id }) => id === row.id.slice(0, slash));
      if (!root || damage.has(root)) return row;
      try {
        return await traceClause({ version: root, clause: row.id.slice(slash + 1) }, family, compared);
      } catch (error) {
        if (isDamage(error)) return row;
        throw error;
      }
    });
  return {
    traced: await Promise.all(traced),
    ended: found.clauses.filter(({ isFollowed }) => !isFollowed).map(({ row }) => row.id),
  };
}

/** Reads the rows of followed clauses of a document's family. A clause of several documents has its row several times. */
async function readFollowed(reader: Reader, { documents }: Pick<Family, "documents">): Promise<FollowedClause[]> {
  const rows = await Promise.all(documents.map(({ id }) => reader.list("followedClauses", { documentId: id })));
  return rows.flat();
}

/** Whether somebody follows a clause of a document's family that is not among the traced ones. */
export async function hasOtherFollowed(
  reader: Reader,
  documentId: string,
  traced: readonly FollowedClause[],
): Promise<boolean> {
  for (const { id } of await readFollowed(reader, await readFamily(reader, documentId)))
    if (!traced.some((one) => one.id === id) && (await reader.count("inboxes", { clause: `clause/${id}` })) > 0)
      return true;
  return false;
}

function isReplaced(other: Version, { documentId, round, language }: Version): boolean {
  return (
    other.documentId === documentId &&
    other.round === round &&
    other.language === language &&
    other.state === "published"
  );
}

/** Returns a change of a followed clause, with its redline. Null if a text that it needs is damaged. */
export async function presentChange(
  context: Context,
  { base, revised }: { base: Version; revised: Version },
  { pair }: ClauseChange,
): Promise<ChangedClause | null> {
  let compared: Compared;
  try {
    compared = await loadComparison(context, base, revised, null);
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
  const sides = [compared.base, compared.revised] as const;
  const [from, to] = [pair.base, pair.revised].map((ids, side) =>
    ids.flatMap((id) => clauseById(sides[side as 0 | 1], id) ?? []),
  );
  const rows = pairRedliner(compared.base, compared.revised, compared.comparison)(pair);
  return {
    change: changeOf(pair),
    from: (from ?? []).map(({ citation }) => citation),
    to: (to ?? []).map(({ citation }) => citation),
    redline: { language: revised.language, clauses: rows.map((row) => redlineOf(row, sides)) },
  };
}

function changeOf({ relation, moved }: ClausePair): ChangedClause["change"] {
  if (relation === "removed") return "deleted";
  if (relation === "1:n") return "split";
  if (relation === "n:1") return "merged";
  return moved ? "moved" : "edited";
}

const kinds: Readonly<Record<RedlineRow["segments"][number]["kind"], ProposalSegment["kind"]>> = {
  kept: "kept",
  inserted: "inserted",
  "moved-here": "inserted",
  deleted: "deleted",
  "moved-away": "deleted",
};

/** Returns a row in the form of a proposal's redline, which all pages and mails show. Its clause is that of the revised. */
function redlineOf(
  { base, revised, segments }: RedlineRow,
  [baseText, revisedText]: readonly [VersionText, VersionText],
): ProposedClause {
  const before = base === null ? undefined : clauseById(baseText, base);
  const after = revised === null ? undefined : clauseById(revisedText, revised);
  return {
    change: "edited",
    clause: after?.id ?? null,
    citation: (after ?? before)?.citation ?? null,
    label: (before ?? after)?.label ?? null,
    proposedLabel: (after ?? before)?.label ?? null,
    after: null,
    segments: segments.map((segment) => {
      const isOfBase = kinds[segment.kind] === "deleted";
      const range = isOfBase ? segment.base : segment.revised;
      const text = range ? (isOfBase ? baseText : revisedText).text.slice(...range) : "";
      return { kind: kinds[segment.kind], content: text === "" ? [] : [{ type: "text", text }] };
    }),
  };
}

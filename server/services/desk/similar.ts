import { LRUCache } from "lru-cache";
import type { Similar } from "#core/contract/similar-operations.ts";
import { clauseOfTarget } from "#core/discuss/target.ts";
import { changeKey } from "#core/outcome/change-key.ts";
import { isUndecided } from "#core/outcome/decision.ts";
import type { GroupCorrections, GroupedComment } from "#core/outcome/similar-comments.ts";
import { rebaseOperations } from "#core/propose/rebase-operations.ts";
import type { Actor } from "#core/access/permissions.ts";
import { readDocumentThreads } from "../annotations/document-threads.ts";
import { placedOn } from "../annotations/placed-threads.ts";
import { placingMapping } from "../annotations/placement.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { Turns } from "../kernel/in-turns.ts";
import type { PlacedThread } from "../kernel/kept-discussions.ts";
import { knownTo, readDocumentViewer } from "../kernel/visibility.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { earlierOf } from "../versions/version-order.ts";

/** The last groups of the comments on a document in a language, with a hash of the facts from which they follow. */
const kept = new WeakMap<Context, LRUCache<string, { facts: string; made: Promise<Similar> }>>();

/** Maximum number of documents whose groups are kept. */
const mostKept = 20;

/**
 * Groups the submitted, open comments of a version and of earlier ones in its language, as far as the actor may see them.
 * @throws ProblemError not-signed-in, not-allowed, not-found, server-busy
 */
export async function getSimilar(
  context: Context,
  actor: Actor,
  input: { version: string },
  signal: AbortSignal | null,
): Promise<Similar> {
  authorise(actor, "decide");
  const { found, threads, viewer } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    const { id } = found.document;
    const [threads, viewer] = await Promise.all([
      readDocumentThreads(context, reader, id),
      readDocumentViewer(context, reader, actor, id),
    ]);
    return { found, threads, viewer };
  });
  const state = await placedOn(context, found, threads, signal);
  const isKnown = knownTo(viewer);
  const open = state.placed.filter(
    ({ thread: { annotation } }) => isUndecided({ annotation, decision: null }) && isKnown(annotation),
  );
  const groups = kept.get(context) ?? new LRUCache({ max: mostKept });
  kept.set(context, groups);
  const key = `${found.document.id} ${found.version.language}`;
  // Decisions, replies and notes leave the groups as they are.
  const facts = sha256(
    JSON.stringify([
      found.version.id,
      open.map(({ id, clause, thread }) => [id, clause, thread.annotation.revision, thread.desk?.current?.grouping]),
    ]),
  );
  const known = groups.get(key);
  if (known?.facts === facts) return known.made;
  // Others may wait for the same groups, so that one who leaves does not end the work.
  const made = group(context, found, open);
  groups.set(key, { facts, made });
  made.catch(() => groups.get(key)?.made === made && groups.delete(key));
  return made;
}

/** Returns the corrections of groups. A comment that is alone has none of those that were joined with it before. */
function correctionsOf(open: readonly PlacedThread[]): GroupCorrections {
  const groupings = new Map(open.map(({ id, thread }) => [id, thread.desk?.current?.grouping] as const));
  const isAlone = (id: string): boolean => groupings.get(id) === "alone";
  return {
    removed: [...groupings.keys()].filter(isAlone),
    joined: [...groupings].flatMap(([id, grouping]) =>
      typeof grouping === "object" && !isAlone(grouping.with) ? [[id, grouping.with] as const] : [],
    ),
  };
}

async function group(context: Context, found: FoundVersion, open: readonly PlacedThread[]): Promise<Similar> {
  const compared = comparerOnce(context, null);
  const { draft, text } = await loadContent(context, found.version);
  const line = [...earlierOf(found.version, found.versions), found.version];
  const turns = new Turns();
  const comments: GroupedComment[] = [];
  const inOrder = open.toSorted((one, other) => one.time - other.time || (one.id < other.id ? -1 : 1));
  for (const { thread, clause } of inOrder) {
    const { annotation } = thread;
    const [first] = annotation.targets;
    // Without a position on this version, only those on one clause of one version can be the same.
    const own = first && clauseOfTarget(first);
    const place = text.clauses[clause]?.id ?? (own === undefined ? "" : `${annotation.versionId} ${own}`);
    const operations = await rebased(annotation, line, compared);
    // A proposal that does not apply is like no other.
    const change = annotation.operations.length === 0 ? null : (changeKey(draft, text, operations) ?? annotation.id);
    comments.push({ id: annotation.id, place, text: annotation.text, change });
    await turns.pause();
  }
  const groups = await context.files.groupComments(comments, correctionsOf(inOrder));
  return { comments: comments.length, groups };
}

/** Returns the operations of a proposal on the last version of a line; none if they cannot be rebased. */
async function rebased(
  annotation: PlacedThread["thread"]["annotation"],
  line: FoundVersion["versions"],
  compared: Comparer,
): Promise<typeof annotation.operations> {
  const { operations, versionId } = annotation;
  if (operations.length === 0 || versionId === line.at(-1)?.id) return operations;
  const result = rebaseOperations(operations, await placingMapping(annotation, line, compared));
  return result.problems.length === 0 ? result.operations : [];
}

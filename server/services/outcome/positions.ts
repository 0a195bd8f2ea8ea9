import { type Forum, groupsOfForum } from "#core/access/forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import { clausePositions, type ClauseComments, organisationsCommenting } from "#core/outcome/positions.ts";
import { placesOf } from "#core/compile/places.ts";
import type { Positions } from "#core/contract/outcome-operations.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import type { Reader } from "../../store/store.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { readDiscussion } from "../annotations/threads.ts";
import { loadContent } from "../versions/content.ts";
import { nameVersions } from "../versions/version-order.ts";
import { placeThreads } from "../annotations/placement.ts";
import { withLogos } from "../kernel/known-logos.ts";
import { mayKnowReply } from "../kernel/visibility.ts";

/**
 * Returns the positions of organisations and groups on each clause of a version. They come from open, submitted
 * annotations on this and earlier versions, each at its placement on this version. Annotations without a placement
 * count for no clause.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getPositions(
  context: Context,
  actor: Actor,
  input: { version: string },
  signal: AbortSignal | null,
): Promise<Positions> {
  const { found, discussion, sizes } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    return {
      found,
      discussion: await readDiscussion(context, reader, actor, found),
      sizes: await sizesOf(reader, found.forum),
    };
  });
  const { text } = await loadContent(context, found.version);
  const threads = discussion.threads.filter(
    ({ annotation }) => annotation.visibility === "submitted" && annotation.standing === "open",
  );
  const placements = await placeThreads(context, threads, discussion.line, comparerOnce(context, signal));
  const { viewer } = discussion;
  const general: ClauseComments[] = [];
  const placed: ClauseComments[] = [];
  const byClause = new Map<string, ClauseComments[]>();
  for (const [index, { annotation, replies }] of threads.entries()) {
    const targets = placements[index]?.targets ?? [];
    const entry = {
      annotation: withLogos(viewer.logos, annotation),
      replies: replies
        .filter((reply) => reply.visibility === "submitted" && mayKnowReply(viewer, reply, annotation))
        .map((reply) => withLogos(viewer.logos, reply)),
    };
    const clauses = new Set(placesOf(text, targets).map(({ clause }) => clause));
    const isGeneral = targets.some(({ kind }) => kind === "document");
    if (isGeneral) general.push(entry);
    if (isGeneral || clauses.size > 0) placed.push(entry);
    for (const clause of clauses) byClause.set(clause, [...(byClause.get(clause) ?? []), entry]);
  }
  const groups = groupsOfForum(found.forum).map(({ id }) => id);
  const forum = { groups, sizes, commenters: organisationsCommenting(placed), sources: found.forum.sources };
  const [version] = await nameVersions(context, [found.version]);
  return {
    version,
    sources: forum.sources,
    groups,
    general: clausePositions({ id: "", citation: "" }, general, forum),
    clauses: text.clauses.flatMap((clause) => {
      const comments = byClause.get(clause.id);
      return comments ? [clausePositions(clause, comments, forum)] : [];
    }),
  };
}

/** Returns the number of organisations in each group. */
async function sizesOf(reader: Reader, forum: Forum): Promise<ReadonlyMap<StakeholderGroup, number>> {
  const groups = groupsOfForum(forum).map(({ id }) => id);
  const sizes = groups.map(async (group) => [group, await reader.count("organisations", { group })] as const);
  return new Map(await Promise.all(sizes));
}

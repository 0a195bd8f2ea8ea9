import { type Actor, can } from "#core/access/permissions.ts";
import type { PendingWork } from "#core/contract/start-operations.ts";
import { nobody } from "#core/discuss/speaker.ts";
import { isUndecided } from "#core/outcome/decision.ts";
import { needsDecision } from "#core/place/needs-decision.ts";
import { compareVersions, type Version } from "#core/text/version.ts";
import { unmatched } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import { readDocumentThreads } from "../annotations/document-threads.ts";
import { placedOn } from "../annotations/placed-threads.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { DocumentThreads, KeptThread } from "../kernel/kept-discussions.ts";
import { listRows } from "../kernel/listed-rows.ts";
import { findForum } from "../versions/find-version.ts";
import { mainLanguage } from "../versions/version-order.ts";

/**
 * Counts the work that waits in each document of a part of the library, as far as it is the actor's: undecided comments
 * for those who decide; for the secretariat also locations to confirm and contributions to review.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request
 */
export async function getPendingWork(
  context: Context,
  actor: Actor,
  input: { after?: string | undefined; size: number },
  signal: AbortSignal | null,
): Promise<{ documents: PendingWork[]; unmatched: number | null }> {
  authorise(actor, "decide");
  return countPendingWork(context, actor, input, signal);
}

/** Counts the same for an actor who decides, also if a token only reads. */
export async function countPendingWork(
  context: Context,
  actor: Actor,
  input: { after?: string | undefined; size: number },
  signal: AbortSignal | null,
): ReturnType<typeof getPendingWork> {
  const { found, unmatchedCount, settles } = await context.store.read(async (reader) => {
    const { sources } = await findForum(reader, actor);
    const reviews = can(actor, "review-contribution", {
      organisationIds: [],
      bodyIds: [],
      imported: false,
      blind: false,
      sources,
    });
    const order = { collection: "documents", order: "listed", scope: {}, passes: null, beginnings: null } as const;
    const { items } = await listRows(reader, order, input);
    const active = items.filter(({ archivedAt }) => archivedAt === undefined);
    return {
      found: await Promise.all(active.map(({ id }) => readWork(context, reader, id, { reviews }))),
      unmatchedCount: reviews ? await reader.count("contributions", { toReview: unmatched }) : null,
      settles: can(actor, "settle-place", { speaker: nobody, visibility: "submitted", createdAt: "" }),
    };
  });
  const documents = found.map(async ({ documentId, contributions, ...work }) => ({
    ...{ documentId, contributions },
    languages: await Promise.all(
      languagesOf(work.versions).map(async (language) => ({
        language,
        undecided: work.threads.threads.filter(isUndecided).filter(madeIn(work.versions, language)).length,
        unconfirmed: settles ? await countUnconfirmed(context, work, { language, signal }) : null,
      })),
    ),
  }));
  return { documents: await Promise.all(documents), unmatched: unmatchedCount };
}

/** A document with what its pending work is counted from. */
interface FoundWork {
  documentId: string;
  versions: Version[];
  threads: DocumentThreads;
  contributions: number | null;
}

async function readWork(
  context: Context,
  reader: Reader,
  documentId: string,
  { reviews }: { reviews: boolean },
): Promise<FoundWork> {
  const [versions, threads] = await Promise.all([
    reader.list("versions", { documentId }),
    readDocumentThreads(context, reader, documentId),
  ]);
  if (!reviews) return { documentId, versions, threads, contributions: null };
  const counts = await Promise.all(versions.map(({ id }) => reader.count("contributions", { toReview: id })));
  return { documentId, versions, threads, contributions: counts.reduce((sum, count) => sum + count, 0) };
}

/** Returns the languages in which a document was published, its main language first. */
function languagesOf(versions: readonly Version[]): string[] {
  const published = versions.filter(({ state }) => state !== "prepared").map(({ language }) => language);
  return [...new Set([mainLanguage(versions) ?? [], published].flat())];
}

/** Returns whether a thread began on a draft in a language. */
function madeIn(versions: readonly Version[], language: string): (thread: Pick<KeptThread, "annotation">) => boolean {
  const ids = new Set(versions.filter((version) => version.language === language).map(({ id }) => id));
  return ({ annotation }) => ids.has(annotation.versionId);
}

/** Counts the submitted annotations whose location in the current draft of a language a person should confirm. */
async function countUnconfirmed(
  context: Context,
  { versions, threads }: Pick<FoundWork, "versions" | "threads">,
  { language, signal }: { language: string; signal: AbortSignal | null },
): Promise<number> {
  const version = versions
    .filter((one) => one.state === "published" && one.language === language && !context.damage.has(one))
    .toSorted(compareVersions)
    .at(-1);
  if (!version) return 0;
  const { placed } = await placedOn(context, { version, versions }, threads, signal);
  return placed.filter(
    ({ thread: { annotation }, placement }) =>
      annotation.visibility === "submitted" &&
      annotation.standing === "open" &&
      annotation.versionId !== version.id &&
      needsDecision(placement),
  ).length;
}

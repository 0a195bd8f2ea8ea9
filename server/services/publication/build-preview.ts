import type { Actor } from "#core/access/permissions.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import type { FoundVersion } from "../versions/find-version.ts";
import { foreseePlacements } from "./foresee-placements.ts";
import { readSaid, type Said } from "../annotations/get-annotations.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { loadContent } from "../versions/load-content.ts";
import { addressOf, previousOf } from "../versions/version-order.ts";

/**
 * What the preview of a version speaks of: every annotation that was submitted and that stands. Drafts of others are no
 * concern of whoever publishes, not even their number.
 */
export async function readSubmitted(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  found: FoundVersion,
): Promise<Said> {
  const said = await readSaid(context, reader, actor, found);
  const threads = said.threads.filter(
    ({ annotation }) => annotation.visibility === "submitted" && annotation.standing === "open",
  );
  return { ...said, threads };
}

/** What publishing a prepared version would do. */
export async function buildPreview(
  context: Context,
  { version, versions }: Pick<FoundVersion, "version" | "versions">,
  submitted: Said,
): Promise<Preview> {
  const previous = previousOf(version, versions);
  const same = versions.find(({ state, textHash }) => state === "published" && textHash === version.textHash);
  const { json, text } = await loadContent(context, version);
  return {
    version,
    draft: json,
    text,
    against: previous && addressOf(previous, versions),
    sameTextAs: same ? addressOf(same, versions) : null,
    stats: previous && (await loadComparison(context, previous, version)).comparison.stats,
    ...(await foreseePlacements(context, submitted.threads, submitted.line, previous)),
  };
}

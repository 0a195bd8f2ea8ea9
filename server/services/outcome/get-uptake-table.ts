import type { Actor } from "#core/access/permissions.ts";
import type { UptakeTable } from "#core/contract/uptake-operations.ts";
import { summariseUptake } from "#core/outcome/summarise-uptake.ts";
import type { Context } from "../kernel/context.ts";
import { proposalUptakes } from "./proposal-uptakes.ts";
import { readDocumentLine } from "../annotations/read-document-line.ts";
import { shownTo } from "../kernel/shown-annotation.ts";
import { addressOf } from "../versions/version-order.ts";

/**
 * The proposals made on a document's drafts in one language that were submitted and stand, how far later drafts took them
 * up, and what that comes to by organisation and group.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getUptakeTable(
  context: Context,
  actor: Actor,
  input: { document: string; language?: string | undefined },
): Promise<UptakeTable> {
  const { forum, versions, line, threads, sight, corrections } = await context.store.read(async (reader) => ({
    ...(await readDocumentLine(context, reader, actor, input)),
    corrections: await reader.list("uptakes", { documentId: input.document }),
  }));
  const annotations = threads.map(({ annotation }) => annotation);
  const shown = await proposalUptakes(context, line, annotations, corrections);
  return {
    versions: line.map((version) => {
      const { id, label, date } = version;
      return { id, label, date, address: addressOf(version, versions) };
    }),
    proposals: shown.map(({ annotation, uptakes }) => ({ annotation: shownTo(sight, annotation), uptakes })),
    ...summariseUptake(shown, forum.sources),
  };
}

import type { Actor } from "#core/access/permissions.ts";
import type { DocumentLedger } from "#core/contract/ledger-operations.ts";
import type { Context } from "../kernel/context.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import { placeThread } from "../annotations/place-threads.ts";
import { readDocumentLine } from "../annotations/read-document-line.ts";
import { shownTo } from "../kernel/shown-annotation.ts";
import { addressOf } from "../versions/version-order.ts";

/**
 * A document's annotations that stand and that the actor may know of, against its drafts in one language.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getDocumentLedger(
  context: Context,
  actor: Actor,
  input: { document: string; language?: string | undefined },
): Promise<DocumentLedger> {
  const { versions, line, threads, sight } = await context.store.read((reader) =>
    readDocumentLine(context, reader, actor, input),
  );
  const compared = comparerOnce(context);
  return {
    versions: line.map((version) => {
      const { id, label, date } = version;
      return { id, label, date, address: addressOf(version, versions) };
    }),
    rows: await Promise.all(
      threads
        .filter(({ annotation }) => annotation.standing === "open")
        .map(async (thread) => {
          const home = line.findIndex(({ id }) => id === thread.annotation.versionId);
          const cells = line.slice(home).map(async (_version, index) => {
            const placement = await placeThread(context, thread, line.slice(0, home + index + 1), compared);
            const { versionId, state, score, reason, settled } = placement;
            return { versionId, state, score, reason, settled: settled?.kind ?? null };
          });
          return {
            annotation: shownTo(sight, thread.annotation),
            outcome: thread.disposition?.current?.outcome ?? null,
            cells: await Promise.all(cells),
          };
        }),
    ),
  };
}

import type { ChainHead } from "#core/audit/chain-line.ts";
import type { Context } from "../kernel/context.ts";

/** Records in the public chain that the operator took the events of a store for all that there were. */
export async function recordAcceptedHeads(
  { store, now }: Pick<Context, "store" | "now">,
  heads: Readonly<Record<string, ChainHead>>,
): Promise<void> {
  await store.transact((writer) =>
    writer.append({
      at: now().toISOString(),
      actor: null,
      onBehalfOf: null,
      kind: "heads-accepted",
      documentId: null,
      subject: { collection: "forum", id: "heads" },
      before: null,
      after: heads,
    }),
  );
}

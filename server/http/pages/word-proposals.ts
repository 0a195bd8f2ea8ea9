import { wordProposal } from "#core/compile/word-proposal.ts";
import type { Biography } from "#core/contract/lineage-operations.ts";
import { say } from "#core/messages/messages.ts";
import { parseDraft } from "#core/text/schema.ts";
import type { Handlers } from "../api/handlers.ts";
import type { Visit } from "../middleware/visitor.ts";

/** What the proposals of a biography ask for, in words, by their id: told by the draft that each was made on. */
export async function wordProposals(
  { getVersion }: Pick<Handlers, "getVersion">,
  visit: Visit,
  { entries }: Biography,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const worded = await Promise.all(
    entries.map(async ({ version, annotations }) => {
      const proposals = annotations.filter(({ annotation }) => annotation.operations.length > 0);
      if (proposals.length === 0) return [];
      const draft = parseDraft((await getVersion(visit, { version: version.address })).draft);
      return proposals.map(({ annotation: { id, operations } }): [string, string[]] => [
        id,
        wordProposal(draft, operations).map((step) => say(step, "en")),
      ]);
    }),
  );
  return new Map(worded.flat());
}

import type { Actor } from "#core/access/ability.ts";
import type { Annotation } from "#core/annotate/annotation.ts";
import type { ContributionItem } from "#core/annotate/contribution.ts";
import type { Writer } from "../store/store.ts";
import { contributionEvent } from "./contribution-event.ts";
import type { Context } from "./context.ts";
import { dropOriginal } from "./drop-original.ts";

/**
 * Takes what is erased on legal demand out of the contribution it was read from too: its words there, and the file, which
 * holds them. `reply` is the text of an answer that is erased; null where it is the annotation itself.
 */
export async function eraseFromContribution(
  context: Context,
  writer: Writer,
  actor: Actor,
  { id, contributionId, documentId }: Annotation,
  reply: string | null,
): Promise<void> {
  const before = contributionId === null ? undefined : await writer.get("contributions", contributionId);
  if (!before) return;
  const erased = (item: ContributionItem): ContributionItem =>
    reply === null
      ? { ...item, words: "", text: "", author: "", targets: [], operations: [], replies: [], included: false }
      : { ...item, replies: item.replies.filter(({ text }) => text !== reply) };
  const after = {
    ...before,
    source: { ...before.source, hash: erasedHash },
    items: before.items.map((item) => (item.annotationId === id ? erased(item) : item)),
    revision: context.newRevision(),
  };
  await writer.put("contributions", after);
  await dropOriginal(writer, before.source.hash);
  await writer.forget({ collection: "contributions", id: before.id });
  await writer.append(contributionEvent(context, actor, "contribution-erased", documentId, null, after));
}

/** Of a file that is there no more: no file has it. */
const erasedHash = "0".repeat(64);

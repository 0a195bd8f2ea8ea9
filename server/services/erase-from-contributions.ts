import type { Actor } from "#core/access/ability.ts";
import type { Contribution, ContributionItem } from "#core/annotate/contribution.ts";
import type { Writer } from "../store/store.ts";
import { contributionEvent } from "./contribution-event.ts";
import type { Context } from "./context.ts";
import { dropOriginal } from "./drop-original.ts";

/** What is erased: an annotation, or a reply with the annotation that it answers and its words. */
interface Erased {
  id: string;
  documentId: string;
  answers?: { annotationId: string; text: string };
}

/**
 * Takes what is erased on legal demand out of the contribution it was read from too: its words there, and the file, which
 * holds them.
 */
export async function eraseFromContributions(
  context: Context,
  writer: Writer,
  actor: Actor,
  erased: Erased,
): Promise<void> {
  for (const before of await writer.list("contributions")) {
    const items = before.items.map((item) => without(item, erased));
    if (items.every((item, index) => item === before.items[index])) continue;
    const after: Contribution = {
      ...before,
      source: { ...before.source, hash: erasedHash },
      items,
      revision: context.newRevision(),
    };
    await writer.put("contributions", after);
    await dropOriginal(writer, before.source.hash);
    await writer.forget({ collection: "contributions", id: before.id });
    await writer.append(contributionEvent(context, actor, "contribution-erased", erased.documentId, null, after));
  }
}

/** Of a file that is there no more: no file has it. */
const erasedHash = "0".repeat(64);

function without(item: ContributionItem, { id, answers }: Erased): ContributionItem {
  if (item.annotationId === id) {
    return {
      ...item,
      ...{ words: "", text: "", author: "", targets: [], operations: [], replies: [], included: false },
    };
  }
  const isIn = answers && item.annotationId === answers.annotationId;
  const replies = isIn ? item.replies.filter(({ text }) => text !== answers.text) : item.replies;
  return replies.length === item.replies.length ? item : { ...item, replies };
}

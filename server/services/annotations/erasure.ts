import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Contribution, ContributionItem, SetAside } from "#core/receive/contribution.ts";
import { erasedHash } from "../../store/collections.ts";
import type { Writer } from "../../store/store.ts";
import { contributionEvent } from "../kernel/events.ts";
import type { Context } from "../kernel/context.ts";
import { dropOriginal } from "../versions/content.ts";

/**
 * Erases an annotation or reply from the contribution it was imported from, on legal demand. This deletes its text and
 * author there, and the uploaded file, which contains them.
 */
export async function eraseFromContributions(
  context: Context,
  writer: Writer,
  actor: Actor,
  erased: Pick<Annotation, "id" | "documentId">,
): Promise<void> {
  for (const before of await writer.list("contributions", { statement: erased.id })) {
    const items = before.items.map((item) => without(item, erased.id));
    if (items.every((item, index) => item === before.items[index])) continue;
    const after: Contribution = {
      ...before,
      source: { ...before.source, hash: erasedHash },
      items,
      authors: before.authors.filter(({ name }) => isNamed(name, items, before.setAside)),
      revision: context.newRevision(),
    };
    await writer.put("contributions", after);
    await dropOriginal(writer, before.source.hash);
    await writer.forget({ collection: "contributions", id: before.id });
    await writer.append(
      contributionEvent(context, actor, {
        kind: "contribution-erased",
        documentId: erased.documentId,
        before: null,
        after,
      }),
    );
  }
}

function without(item: ContributionItem, id: string): ContributionItem {
  if (item.annotationId === id) {
    const { amendments: _amendments, sheet: _sheet, ...facts } = item;
    return {
      ...facts,
      ...{ words: "", text: "", author: "", targets: [], operations: [], replies: [], included: false },
    };
  }
  const replies = item.replies.filter(({ replyId }) => replyId !== id);
  return replies.length === item.replies.length ? item : { ...item, replies };
}

/** Whether a name is still the author of an item, reply or excluded mark. */
function isNamed(name: string, items: readonly ContributionItem[], setAside: readonly SetAside[]): boolean {
  return [...items, ...items.flatMap(({ replies }) => replies), ...setAside].some(({ author }) => author === name);
}

import type { ContributionItem } from "#core/annotate/contribution.ts";
import type { KeptReply } from "../store/collections.ts";
import type { Reader } from "../store/store.ts";

/**
 * The answers that stand beneath an item's comment in its file, with what was made of each; one that was edited since is
 * known by its moment. What others answered meanwhile is none of them.
 */
export async function answersTaken(
  reader: Reader,
  { annotationId, replies }: Pick<ContributionItem, "annotationId" | "replies">,
): Promise<{ answer: ContributionItem["replies"][number]; reply: KeptReply }[]> {
  if (annotationId === null || replies.length === 0) return [];
  const kept = await reader.list("replies", { annotationId });
  return replies.flatMap((answer) => {
    const at = kept.findIndex(({ text, createdAt }) => text === answer.text || createdAt === answer.at);
    return at < 0 ? [] : kept.splice(at, 1).map((reply) => ({ answer, reply }));
  });
}

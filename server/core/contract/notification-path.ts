import type { NotificationItem } from "#core/contract/notification-operations.ts";
import { contributionPath, readingPath } from "#core/contract/pages.ts";

/** Returns the path of the place that an item of the inbox is about. Null if it does not exist any longer. */
export function notificationPath({
  annotation,
  version,
  contribution,
  document,
}: Pick<NotificationItem, "annotation" | "version" | "contribution" | "document">): string | null {
  if (annotation && version) return `${readingPath(version.address)}?note=${annotation.id}`;
  if (contribution) return contributionPath(contribution.id);
  if (version) return readingPath(version.address);
  return document ? `/#${document.id}` : null;
}

import type { NotificationItem } from "#core/contract/notification-operations.ts";
import { contributionPath, readingPath } from "#core/contract/pages.ts";

/** Returns the path of the page that an item of the inbox is about. Null if that no longer exists. */
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

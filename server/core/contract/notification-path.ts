import type { NotificationItem } from "#core/contract/notification-operations.ts";
import { contributionPath, readingPath } from "#core/contract/pages.ts";
import { announcementsPath } from "#core/contract/settings-pages.ts";

/** Returns the path of the page that an item of the inbox is about. Null if that no longer exists. */
export function notificationPath({
  annotation,
  version,
  contribution,
  document,
  announcement,
}: Pick<NotificationItem, "annotation" | "version" | "contribution" | "document" | "announcement">): string | null {
  if (announcement) return `${announcementsPath}#${announcement.id}`;
  if (annotation && version) return `${readingPath(version.address)}?note=${annotation.id}`;
  if (contribution) return contributionPath(contribution.id);
  if (version) return readingPath(version.address);
  return document ? `/#${document.id}` : null;
}

import type { ReactNode } from "react";
import type { Forum } from "#core/access/forum.ts";
import type { SettingIn } from "#core/access/forum-settings.ts";
import { footLabels } from "#core/messages/catalogues.ts";
import { forumFacts } from "#core/phrases/forum-facts.ts";

/**
 * Whether a setting appears at the foot of pages. A constant that the compiler checks, so that scripts have no foot unless
 * there is one.
 */
export const hasFoot: boolean = false satisfies [SettingIn<"foot">] extends [never] ? false : true;

/** The foot of every page: the settings of the forum that appear there. Nothing without any. */
export function PageFoot({ forum }: { forum: Forum | null | undefined }): ReactNode {
  const facts = forum ? forumFacts(forum, footLabels) : [];
  if (facts.length === 0) return null;
  return (
    <footer className="page quiet small screen-only">
      {facts.map(({ label, value }) => (
        <p key={label}>
          {label}: <bdi>{value}</bdi>
        </p>
      ))}
    </footer>
  );
}

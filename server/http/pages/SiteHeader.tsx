import { createContext, type ReactNode, use } from "react";
import type { ForumFace } from "#core/contract/face-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { signInPath } from "#core/contract/pages.ts";
import { common, serverPages as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import { ForumLogo } from "../../../client/page-parts/Logos.tsx";
import { HeaderFrame } from "../../../client/page-parts/HeaderFrame.tsx";

/** The path and query of the page that is rendered. */
export const PageAddress = createContext("/");

/** A page's header that works without scripts: links, and signing in or out. */
export function SiteHeader({
  forum,
  trail = [],
  here = null,
  me,
}: {
  /** Null if the reader may be a stranger who must not learn the forum's name. */
  forum: Omit<ForumFace, "name"> | null;
  /** The steps above the page. */
  trail?: readonly ReactNode[];
  /** The name of the page. */
  here?: ReactNode;
  me: Me | null;
}): ReactNode {
  return (
    <HeaderFrame
      home={
        <a href="/">
          {forum?.logo && <ForumLogo logo={forum.logo} />}
          <span>{forum?.shortName ?? messages.documents}</span>
        </a>
      }
      trail={trail}
      here={here}
      arrow="›"
    >
      {me?.participant ? (
        <form method="post" action="/sign-out">
          <button className="button button-quiet" type="submit">
            {formatMessage(common.signOutNamed, { name: me.participant.name })}
          </button>
        </form>
      ) : (
        <a className="button button-quiet" href={signInPath(use(PageAddress))}>
          {messages.signIn}
        </a>
      )}
    </HeaderFrame>
  );
}

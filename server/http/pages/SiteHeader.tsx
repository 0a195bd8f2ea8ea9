import { createContext, type ReactNode, use } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import { signInPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/server-pages.en.ts";
import { formatMessage } from "../../../client/page-parts/messages.ts";
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
  forum: string;
  /** The steps above the page. */
  trail?: readonly ReactNode[];
  /** The name of the page. */
  here?: ReactNode;
  me: Me | null;
}): ReactNode {
  return (
    <HeaderFrame home={<a href="/">{forum}</a>} trail={trail} here={here} arrow="›">
      {me?.participant ? (
        <form method="post" action="/sign-out">
          <button className="button button-quiet" type="submit">
            {formatMessage(messages.signOut, { name: me.participant.name })}
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

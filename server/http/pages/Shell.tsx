import { createContext, type ReactNode, useContext } from "react";
import { colours } from "#core/compile/colours.ts";
import type { ForumFace } from "#core/contract/face-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { signInPath } from "#core/contract/pages.ts";
import { common, serverPages } from "#core/messages/catalogues.ts";
import { directionOf } from "#core/text/direction.ts";
import { HeaderFrame } from "../../../client/page-parts/HeaderFrame.tsx";
import { ForumLogo } from "../../../client/page-parts/Logos.tsx";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import type { ClientTags } from "./client-tags.ts";

/** The content of a page's head, and the client's initial data. */
export interface ShellProps {
  /** The language of the interface (BCP 47). */
  language: string;
  title: string;
  /** Used by search engines and link previews. */
  description: string;
  /** Whether search engines may index the page. True only for pages that everyone may read. */
  indexed: boolean;
  /** The feed of the page's changes, which programs look for in the head. */
  feed?: { title: string; href: string } | undefined;
  tags: ClientTags;
  /** URLs of answers that the client asks for first. */
  fetched?: readonly string[] | undefined;
}

/**
 * The frame of every page. The client takes over the root element, or replaces what is in it.
 */
export function Shell({
  language,
  title,
  description,
  indexed,
  feed,
  tags,
  fetched = [],
  dataJson,
  markup,
  sheet,
  hasStyles,
  ofClient,
}: ShellProps & {
  /** Output of `dataMarkup`. */
  dataJson: string;
  /** The page as HTML. */
  markup: string;
  /** Styles in the page, which the security policy allows by their hash. */
  sheet: string;
  /** Whether those in `tags` come first among them. */
  hasStyles: boolean;
  /** Whether it is the client's own page, whose elements the client takes over. */
  ofClient: boolean;
}): ReactNode {
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content={colours.paper.light} />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content={colours.paper.dark} />
        <title>{title}</title>
        <meta name="description" content={description} />
        {!indexed && <meta name="robots" content="noindex" />}
        {feed && <link rel="alternate" type="application/atom+xml" {...feed} />}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        {hasStyles && <style data-files={tags.styles.join(" ")} dangerouslySetInnerHTML={{ __html: sheet }} />}
        {tags.early !== null && <script dangerouslySetInnerHTML={{ __html: tags.early }} />}
        {!hasStyles && tags.styles.map((url) => <link key={url} rel="stylesheet" href={url} />)}
        {!hasStyles && sheet !== "" && <style dangerouslySetInnerHTML={{ __html: sheet }} />}
        {tags.script !== null && <script type="module" src={tags.script} />}
        {tags.preload.map((url) => (
          // Low priority makes the browser load them after the styles, because nothing is visible without those.
          <link key={url} rel="modulepreload" href={url} fetchPriority="low" />
        ))}
        {fetched.map((url) => (
          <link key={url} rel="preload" as="fetch" crossOrigin="anonymous" href={url} fetchPriority="low" />
        ))}
      </head>
      <body>
        <div id="root" data-rendered={ofClient ? "" : undefined} dangerouslySetInnerHTML={{ __html: markup }} />
        <script type="application/json" id="page-data" dangerouslySetInnerHTML={{ __html: dataJson }} />
      </body>
    </html>
  );
}

/** Returns data as JSON for a script element. */
export function dataMarkup(data: unknown): string {
  return scriptSafe(JSON.stringify(data));
}

/** Returns JSON that cannot close its script element or open an HTML comment. */
export function scriptSafe(json: string): string {
  return json.replaceAll("<", "\\u003c");
}

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
  const address = useContext(PageAddress);
  return (
    <HeaderFrame
      home={
        <a href="/">
          {forum?.logo && <ForumLogo logo={forum.logo} />}
          <span>{forum?.shortName ?? serverPages.documents}</span>
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
        <a className="button button-quiet" href={signInPath(address)}>
          {serverPages.signIn}
        </a>
      )}
    </HeaderFrame>
  );
}

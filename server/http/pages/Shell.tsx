import type { ReactNode } from "react";
import type { ClientTags } from "./client-tags.ts";

/** What the head of a page says, and the data its client begins with. */
export interface ShellProps {
  title: string;
  /** For search engines and previews. */
  description: string;
  /** Whether search engines may keep it: only what everyone may read. */
  indexed: boolean;
  tags: ClientTags;
  children: ReactNode;
}

/** Stands for the style nonce until the page is sent, so that a page's ETag does not hang on it. */
export const noncePlaceholder = "style-nonce-placeholder";

/**
 * The frame of every page. The client draws into the root, over what the server wrote there. The nonce's meta element
 * comes first: sending replaces the first placeholder only, so no text of a page can be taken for it.
 */
export function Shell({
  title,
  description,
  indexed,
  tags,
  dataJson,
  children,
}: ShellProps & {
  /** What `dataMarkup` wrote. */
  dataJson: string;
}): ReactNode {
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta property="csp-nonce" content={noncePlaceholder} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fdfcf9" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161718" />
        <title>{title}</title>
        <meta name="description" content={description} />
        {!indexed && <meta name="robots" content="noindex" />}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        {tags.script !== null && <script src="/theme.js" />}
        {tags.styles.map((url) => (
          <link key={url} rel="stylesheet" href={url} />
        ))}
        {tags.script !== null && <script type="module" src={tags.script} />}
        {tags.preload.map((url) => (
          // Whatever its place here, React writes it before the styles: without them nothing is seen, so it comes after.
          <link key={url} rel="modulepreload" href={url} fetchPriority="low" />
        ))}
      </head>
      <body>
        <div id="root">{children}</div>
        <script type="application/json" id="page-data" dangerouslySetInnerHTML={{ __html: dataJson }} />
      </body>
    </html>
  );
}

/** JSON that cannot end its script element or begin a comment. */
export function dataMarkup(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

import type { Forum } from "#core/access/forum.ts";
import { feedOperations } from "#core/contract/feed-operations.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { feeds as messages } from "#core/messages/catalogues.ts";
import type { PageContent } from "./page-content.ts";

/** Returns what a page says in its head about the forum's feed. Undefined if programs cannot read it without a token. */
export function forumFeed({ audience }: Forum): PageContent<never>["feed"] {
  return audience === "public"
    ? { title: messages.feed, href: operationUrl(feedOperations.getForumFeed, {}, {}) }
    : undefined;
}

/** Returns the same about a document's feed. */
export function documentFeed({ audience }: Forum, document: { id: string }): PageContent<never>["feed"] {
  return audience === "public"
    ? { title: messages.feed, href: operationUrl(feedOperations.getDocumentFeed, { document: document.id }, {}) }
    : undefined;
}

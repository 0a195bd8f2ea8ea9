import type { Context } from "./context.ts";

/**
 * Returns the base of identifiers: the forum's URL or, if that is unknown, a tag URI (RFC 4151). A tag URI identifies
 * things but cannot be opened.
 */
export function identifyingBase({ publicUrl }: Pick<Context, "publicUrl">, forumId: string): string {
  return publicUrl ?? `tag:rapporteur.example,2013:${forumId}`;
}

import type { Collection, RowCollection } from "./collections.ts";
import { passingCollections } from "./passing-rows.ts";

/**
 * Collections that open a forum to whoever holds a token. A backup may be in other hands than the forum, so a restore
 * leaves them out.
 */
export const tokenCollections: readonly Collection[] = [
  ...(["sessions", "invitations"] satisfies RowCollection[]),
  ...passingCollections,
];

import { sha256 } from "../kernel/hashes.ts";

/** Under which name a token's record is kept: whoever reads the store cannot sign in with what stands there. */
export function tokenId(token: string): string {
  return sha256(token);
}

const day = 24 * 60 * 60 * 1000;
/** A sign-in link is good for a week: long enough for a letter to be read, short enough to be forgotten safely. */
export const invitationLifetime = 7 * day;
/** A session lasts as long as the work between two drafts usually does, a month. */
export const sessionLifetime = 30 * day;

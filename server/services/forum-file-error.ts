/** Something in a forum file does not fit what it speaks of; the message names the place and what is wrong. */
export class ForumFileError extends Error {
  override name = "ForumFileError";
}

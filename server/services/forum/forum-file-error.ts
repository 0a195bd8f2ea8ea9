import type { Params } from "#core/messages/catalogue.ts";
import type { ForumFileCode } from "#core/messages/forum-files.ts";
import { say } from "#core/messages/messages.ts";

/** Something in a forum file does not fit what it speaks of; the message names the place and what is wrong. */
export class ForumFileError extends Error {
  override name = "ForumFileError";

  constructor(code: ForumFileCode, params: Params = {}, options?: ErrorOptions) {
    super(say({ code, params }, "en"), options);
  }
}

import type { MailFailure } from "#core/contract/forum-operations.ts";

/** A message that was not sent. The text never has the address, which a mail server may repeat. */
export class MailError extends Error {
  override name = "MailError";
  readonly failure: MailFailure;

  constructor(failure: MailFailure) {
    super(failure);
    this.failure = failure;
  }
}

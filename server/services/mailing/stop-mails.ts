import type { Actor } from "#core/access/permissions.ts";
import { defaultDigest } from "#core/contract/mail-choices.ts";
import { type StopLink } from "#core/contract/mail-operations.ts";
import { stopPath } from "#core/contract/settings-pages.ts";
import type { Mailing } from "../../store/unrecorded-rows.ts";
import { authorise } from "../kernel/authorise.ts";
import { forumZone } from "../kernel/clock.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { stopping, switched } from "./mailbox.ts";
import { isStopToken, stopToken, withDigest, withTimes } from "./mailing.ts";

/** Returns the URL that ends one kind of mails to a person, or all digests, or a mailbox. A page there asks before it does. */
export function stopUrl(base: string, mailing: Mailing, of: StopLink["kind"]): string {
  const { mailbox } = mailing;
  const kind = mailbox ? "mailbox" : of;
  const link = { person: mailing.id, kind, token: stopToken(mailing, mailbox ? stopping(mailbox) : kind) };
  return `${base}${stopPath}?${new URLSearchParams(link).toString()}`;
}

/**
 * Ends one kind of mails, or all digests, by the link in one of them. Needs no sign-in, because mail programs do it for
 * people. A link can only end its own kind, and its owner can undo that in their profile, or by the link of a mailbox.
 * @throws ProblemError link-not-valid
 */
export async function stopMails(
  context: Context,
  actor: Actor,
  { person, kind, token, undo }: StopLink,
): Promise<void> {
  authorise(actor, "sign-in");
  await context.store.transact(async (writer) => {
    const mailing = await writer.get("mailings", person);
    if (mailing?.mailbox && kind === "mailbox") {
      await writer.put("mailings", await switched(context, writer, mailing, { token, isOn: undo !== undefined }));
      return;
    }
    if (!mailing || kind === "mailbox" || undo !== undefined || !isStopToken(mailing, kind, token))
      throw new ProblemError("link-not-valid");
    const seq = await writer.lastEvent();
    if (kind !== "digest") await writer.put("mailings", withTimes(mailing, [{ kind, time: "never" }], seq));
    else {
      const digestTimes = { ...(mailing.digestTimes ?? defaultDigest), every: "never" } as const;
      const zone = await forumZone(writer);
      await writer.put("mailings", withDigest(mailing, digestTimes, { now: context.now(), seq, zone }));
    }
  });
}

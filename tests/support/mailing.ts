import type { MailboxLink, StopLink } from "#core/contract/mail-operations.ts";
import type { MailedReply } from "../../server/store/passing-rows.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { confirming, setMailbox } from "../../server/services/mailing/mailbox.ts";
import { newMailing, stopToken } from "../../server/services/mailing/mailing.ts";
import { mailboxId } from "../../server/services/people/mail-recipient.ts";
import { asActor } from "./forum.ts";

/** Returns the link that ends a kind of mails to a person, who gets a mailing if they have none. */
export async function stopLinkOf(context: Context, { person, kind }: Pick<StopLink, "person" | "kind">) {
  const mailing = await context.store.transact(async (writer) => {
    const known = await writer.get("mailings", person);
    if (known) return known;
    const made = await newMailing(context, writer, { id: person, seq: await writer.lastEvent() });
    await writer.put("mailings", made);
    return made;
  });
  return { person, kind, token: stopToken(mailing, kind) };
}

/** Asks an address to be the mailbox of North, and returns the link that it gets. */
export async function mailboxLinkOf(context: Context, email = "office@north.example"): Promise<MailboxLink> {
  const asked = { organisation: "north", email };
  await setMailbox(context, asActor("coordinator"), asked);
  const mailing = await context.store.read((reader) => reader.get("mailings", mailboxId("north")));
  const { expiresAt = "" } = mailing?.mailbox?.pending ?? {};
  return { organisation: "north", token: stopToken(mailing!, confirming({ email, expiresAt })) };
}

/** Stores an answer by mail to a comment, which waits for its author until 2040. Returns its id. */
export async function mailedReplyOf(
  context: Context,
  { participantId, annotationId }: Pick<MailedReply, "participantId" | "annotationId">,
): Promise<string> {
  const id = `answer-of-${participantId}`;
  const times = { receivedAt: "2013-02-06T09:00:00.000Z", expiresAt: "2040-01-01T00:00:00.000Z" };
  const replyId = "00000000-0000-4000-8000-0000000000aa";
  const row: MailedReply = {
    ...{ id, participantId, annotationId, replyId, ...times },
    ...{ text: "I agree.", from: null, reason: "other-address" },
  };
  await context.store.transact((writer) => writer.put("mailedReplies", row));
  return id;
}

/** Stores a message about news that waits for the mail server, and returns its id. */
export async function waitingMail(context: Context): Promise<string> {
  const at = (minutes: number): string => new Date(context.now().getTime() + minutes * 60_000).toISOString();
  const news = { time: "digest", after: 0, upTo: 0, since: at(0), until: at(0) } as const;
  const text = { to: "", language: "en", subject: "", text: "", html: "" };
  const row = { id: "waiting-mail", participantId: "member", onlyIn: null, kind: "digest", news, tries: 1 } as const;
  await context.store.transact((writer) =>
    writer.put("mails", { ...row, ...text, dueAt: at(15), expiresAt: at(7000) }),
  );
  return row.id;
}

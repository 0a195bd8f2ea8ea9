import type { Actor } from "#core/access/permissions.ts";
import type { KeptOrganisation } from "#core/access/kept-people.ts";
import type { Mailbox as ShownMailbox, MailboxLink } from "#core/contract/mail-operations.ts";
import { mailboxPath } from "#core/contract/settings-pages.ts";
import { addressHash } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { Mailbox, Mailing } from "../../store/unrecorded-rows.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context, Mail } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { resumeNews, stoppedSince } from "../people/deliver-mail.ts";
import { mailFor } from "../people/mail-person.ts";
import { queueMail } from "../people/mail-queue.ts";
import { mailboxId } from "../people/mail-recipient.ts";
import { isStopToken, newMailing, nothingAtOnce, stopToken, undoTime } from "./mailing.ts";

const day = 24 * 60 * 60_000;
/** Time in which an address can be confirmed, in ms. */
const lifetime = 7 * day;
/** Number of links to confirm an address that an organisation may have mailed in a day. */
const mostAsked = 5;
/** Time in which the removal of an address can be undone, in ms. */
const removalUndo = day;

/** A mailing of an organisation. */
type MailboxMailing = Mailing & { readonly mailbox: Mailbox };

/**
 * Returns the mailbox of an organisation.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function getMailbox(
  context: Context,
  actor: Actor,
  { organisation: id }: { organisation: string },
): Promise<ShownMailbox> {
  authorise(actor, "manage-mailbox", { id });
  return context.store.read(async (reader) => {
    await findOrganisation(reader, id);
    return shown(reader, await mailboxOf(context, reader, id));
  });
}

/**
 * Asks an address whether it is to be the mailbox of an organisation, instead of an earlier one, which goes on until then.
 * Null removes the mailbox. For a day after that, setting the same address again restores the mailbox without a link.
 *
 * The answer does not tell whether a person has the address: they would get what they may read.
 * @throws ProblemError not-signed-in, not-allowed, not-found, too-many-requests
 */
export async function setMailbox(
  context: Context,
  actor: Actor,
  { organisation: id, email }: { organisation: string; email: string | null },
): Promise<ShownMailbox> {
  authorise(actor, "manage-mailbox", { id });
  const { mailbox, send } = await context.store.transact(async (writer) => {
    const organisation = await findOrganisation(writer, id);
    const before = await mailboxOf(context, writer, id);
    const now = context.now().getTime();
    const asked = before.mailbox.asked.filter((at) => at > new Date(now - day).toISOString());
    if (email === null) {
      const hash = before.mailbox.email && addressHash(before.mailbox.email);
      const removed = hash ? { hash, until: new Date(now + removalUndo).toISOString() } : before.mailbox.removed;
      const after = turnedOff(before, { ...before.mailbox, email: null, pending: null, asked, removed });
      await writer.put("mailings", after);
      return { mailbox: await shown(writer, after), send: null };
    }
    if (isRemoved(before.mailbox, email, context.now())) {
      const after = await restored(context, writer, before, email);
      await writer.put("mailings", after);
      return { mailbox: await shown(writer, after), send: null };
    }
    if (asked.length >= mostAsked) throw new ProblemError("too-many-requests");
    const pending = { email, expiresAt: new Date(now + lifetime).toISOString() };
    const after = {
      ...before,
      mailbox: { ...before.mailbox, pending, asked: [...asked, new Date(now).toISOString()] },
    };
    await writer.put("mailings", after);
    const link = { organisation: id, token: stopToken(after, confirming(pending)) };
    const mail = await mailFor(
      writer,
      { id: after.id, name: organisation.name, email },
      {
        ...{ kind: "mailbox", organisation: organisation.shortName, expiresAt: pending.expiresAt },
        link: `${context.linkBase}${mailboxPath}?${new URLSearchParams(link).toString()}`,
      },
    );
    const send = await queueMail(context, writer, mail && withoutRecipient(mail));
    return { mailbox: await shown(writer, after), send };
  });
  await send?.();
  return mailbox;
}

/**
 * Confirms the address of a mailbox, by the link that it got. From now on it receives mails.
 * @throws ProblemError link-not-valid
 */
export async function confirmMailbox(
  context: Context,
  actor: Actor,
  { organisation, token }: MailboxLink,
): Promise<void> {
  authorise(actor, "sign-in");
  await context.store.transact(async (writer) => {
    const before = await writer.get("mailings", mailboxId(organisation));
    const pending = before?.mailbox?.pending;
    const isValid = pending && pending.expiresAt > context.now().toISOString();
    if (!before?.mailbox || !isValid || !isStopToken(before, confirming(pending), token))
      throw new ProblemError("link-not-valid");
    const { email, isStopped } = before.mailbox;
    const mailbox = { ...before.mailbox, email: pending.email, pending: null, isStopped: false, removed: undefined };
    // An address that replaces another gets what that one has not got yet.
    const isOn = email !== null && !isStopped;
    await writer.put(
      "mailings",
      isOn ? { ...before, mailbox } : await turnedOn(context, writer, { ...before, mailbox }),
    );
    await resumeNews(context, writer, before.id);
  });
}

/** Returns the name under which a mailbox signs the links that stop it. Those to an earlier address are another's. */
export function stopping({ email }: Pick<Mailbox, "email">): string {
  return `mailbox ${addressHash(email ?? "")}`;
}

/** The address of a message is not that of the mailbox before it is confirmed. */
function withoutRecipient({ person: _person, ...mail }: Mail): Mail {
  return mail;
}

/** Returns the name under which a mailbox signs the link that confirms an address. */
export function confirming({ email, expiresAt }: NonNullable<Mailbox["pending"]>): string {
  return `confirm ${expiresAt} ${email}`;
}

/**
 * Returns a mailbox after the link in one of its mails stopped it, or undid that.
 * @throws ProblemError link-not-valid
 */
export async function switched(
  context: Context,
  reader: Reader,
  mailing: Mailing,
  { token, isOn }: { token: string; isOn: boolean },
): Promise<Mailing> {
  const { mailbox } = mailing;
  if (!mailbox || mailbox.email === null || !isStopToken(mailing, stopping(mailbox), token))
    throw new ProblemError("link-not-valid");
  if (isOn === !mailbox.isStopped) return mailing;
  const after = { ...mailing, mailbox: { ...mailbox, isStopped: !isOn } };
  return isOn ? turnedOn(context, reader, after) : turnedOff(after, after.mailbox);
}

/** Returns a mailbox that gets mails about what happens from now on. */
async function turnedOn(context: Context, reader: Reader, mailing: MailboxMailing): Promise<Mailing> {
  const { id, secret, mailbox } = mailing;
  return { ...(await newMailing(context, reader, { id, seq: await reader.lastEvent() })), secret, mailbox };
}

function isRemoved({ removed }: Mailbox, email: string, now: Date): boolean {
  return removed !== undefined && removed.until > now.toISOString() && removed.hash === addressHash(email);
}

/** Returns a mailbox as it was before its address was removed. It gets what happened in between. */
async function restored(
  context: Context,
  reader: Reader,
  before: MailboxMailing,
  email: string,
): Promise<MailboxMailing> {
  const mailbox = { ...before.mailbox, email, pending: null, removed: undefined };
  if (mailbox.isStopped) return { ...before, mailbox };
  const { digestDueAt } = await turnedOn(context, reader, { ...before, mailbox });
  const now = context.now();
  const dueAt = new Date(now.getTime() + undoTime).toISOString();
  const atOnceLast = { seq: await reader.lastEvent(), dueAt, since: now.toISOString() };
  return { ...before, mailbox, digestDueAt, atOnceDueAt: dueAt, atOnceLast };
}

function turnedOff(mailing: Mailing, mailbox: Mailbox): MailboxMailing {
  return { ...mailing, mailbox, ...nothingAtOnce, digestDueAt: null };
}

/** @throws ProblemError not-found, also if it is archived or merged, because such a mailbox receives nothing */
async function findOrganisation(reader: Reader, id: string): Promise<KeptOrganisation> {
  const organisation = await reader.get("organisations", id);
  if (!organisation || organisation.archivedAt !== undefined) throw new ProblemError("not-found");
  return organisation;
}

async function mailboxOf(context: Context, reader: Reader, organisation: string): Promise<MailboxMailing> {
  const id = mailboxId(organisation);
  const known = await reader.get("mailings", id);
  const none: Mailbox = { email: null, pending: null, isStopped: false, asked: [] };
  if (known) return { ...known, mailbox: known.mailbox ?? none };
  return turnedOff(await newMailing(context, reader, { id, seq: await reader.lastEvent() }), none);
}

async function shown(reader: Reader, { id, mailbox }: MailboxMailing): Promise<ShownMailbox> {
  const { email, pending, isStopped } = mailbox;
  return {
    email,
    pending,
    isStopped: email !== null && isStopped,
    returnedAt: await stoppedSince(reader, { id, email }),
  };
}

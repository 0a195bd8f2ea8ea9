import { isActive, type KeptOrganisation, type KeptParticipant } from "#core/access/kept-people.ts";
import type { Reader } from "../../store/store.ts";

/** A person, or the mailbox of an organisation. */
export type MailRecipient = Pick<
  KeptParticipant,
  "id" | "name" | "email" | "organisationId" | "language" | "addressHold"
> & {
  /** The organisation whose mailbox it is. Absent for people. */
  mailboxOf?: KeptOrganisation;
};

/** Ids of people have no slash. */
const mailboxes = "organisation/";

/** Returns the id of an organisation's mailbox, beside those of people. */
export function mailboxId(organisation: string): string {
  return mailboxes + organisation;
}

/**
 * Returns whom mails with a recipient's id reach now, or null: an active person, or the mailbox of an organisation, if its
 * address is confirmed and it is not stopped. That of an organisation that is archived or merged reaches nobody.
 */
export async function findRecipient(reader: Reader, id: string): Promise<MailRecipient | null> {
  if (!id.startsWith(mailboxes)) {
    const person = await reader.get("participants", id);
    return person && isActive(person) ? person : null;
  }
  const [mailing, organisation] = await Promise.all([
    reader.get("mailings", id),
    reader.get("organisations", id.slice(mailboxes.length)),
  ]);
  if (!mailing?.mailbox || mailing.mailbox.isStopped || !organisation || organisation.archivedAt !== undefined)
    return null;
  return { id, name: organisation.name, email: mailing.mailbox.email, organisationId: null, mailboxOf: organisation };
}

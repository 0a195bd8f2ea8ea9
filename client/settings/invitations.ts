import * as messages from "#core/messages/settings-page.en.ts";
import { call } from "../api/call.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { refusalText } from "./refusal.ts";

/** A person to invite. */
export interface Invitee {
  id: string;
  name: string;
}

/** An invitation: a one-time link to hand over, a message that was sent, or why there is neither. */
export type Invitation = Invitee & ({ link: string; expiresAt: string } | { sent: string } | { refused: string });

/** Invites people one after another. A refusal concerns only that person. */
export async function inviteAll(people: readonly Invitee[]): Promise<Invitation[]> {
  const invitations: Invitation[] = [];
  for (const { id, name } of people) {
    try {
      const { path, mail, expiresAt } = await call("invite", { params: { participant: id } });
      if (path !== null) invitations.push({ id, name, link: location.origin + path, expiresAt });
      else if (mail === "sent") invitations.push({ id, name, sent: formatMessage(messages.invitationSent, { name }) });
      else invitations.push({ id, name, refused: formatMessage(messages.invitationNotSent, { name }) });
    } catch (error) {
      invitations.push({ id, name, refused: refusalText(error) });
    }
  }
  return invitations;
}

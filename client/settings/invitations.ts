import { call } from "../api/call.ts";
import { refusalText } from "./refusal.ts";

/** A person to invite. */
export interface Invitee {
  id: string;
  name: string;
}

/** A one-time sign-in link for a person, or why there is none. */
export type Invitation = Invitee & ({ link: string; expiresAt: string } | { refused: string });

/** Invites people one after another. A refusal concerns only that person. */
export async function inviteAll(people: readonly Invitee[]): Promise<Invitation[]> {
  const invitations: Invitation[] = [];
  for (const { id, name } of people) {
    try {
      const { path, expiresAt } = await call("invite", { params: { participant: id } });
      invitations.push({ id, name, link: location.origin + path, expiresAt });
    } catch (error) {
      invitations.push({ id, name, refused: refusalText(error) });
    }
  }
  return invitations;
}

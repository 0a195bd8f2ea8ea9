import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { untranslated } from "../../components/untranslated.ts";
import { focusOnMount } from "../../components/focus.ts";
import { call } from "../../api/call.ts";
import { ConfirmDialog, DialogFrame } from "../../components/DialogFrame.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { refusalText } from "../parts/refusal.ts";
import { settingsKey } from "../parts/settings-queries.ts";

/** A person to invite. */
export interface Invitee {
  id: string;
  name: string;
}

/** The result of inviting a person: a sent message, or the reason why none was sent. */
export type Invitation = Invitee & ({ sent: string } | Refused);

/** Why a person was not invited, and the command with which the operator of the server makes a link all the same. */
interface Refused {
  refused: string;
  command?: string;
}

/** Invites people one after another. A refusal concerns only that person. */
export async function inviteAll(people: readonly Invitee[]): Promise<Invitation[]> {
  const invitations: Invitation[] = [];
  for (const { id, name } of people) {
    try {
      const { mail, reason } = await call("invite", { params: { participant: id } });
      if (mail === "sent") invitations.push({ id, name, sent: formatMessage(messages.invitationSent, { name }) });
      else {
        const refused = formatMessage(messages.invitationNotSent, { name, reason: reason ?? "unreachable" });
        invitations.push({ id, name, refused, command: formatMessage(messages.printLinkCommand, { id }) });
      }
    } catch (error) {
      invitations.push({ id, name, refused: refusalText(error) });
    }
  }
  return invitations;
}

/** Confirms several invitations, and then shows what became of them. */
export function InviteDialog({
  people,
  onDone,
  onClose,
}: {
  people: readonly Invitee[];
  /** Called after the invitations. */
  onDone: () => void;
  onClose: () => void;
}): ReactNode {
  const client = useQueryClient();
  const [invitations, setInvitations] = useState<readonly Invitation[] | null>(null);
  if (invitations) return <InvitationsDialog invitations={invitations} onClose={onClose} />;
  const invite = async (): Promise<false> => {
    const all = await inviteAll(people);
    await client.invalidateQueries({ queryKey: settingsKey });
    setInvitations(all);
    onDone();
    // The dialog stays open with the invitations.
    return false;
  };
  return (
    <ConfirmDialog
      title={formatMessage(messages.inviteCount, { count: people.length })}
      act={formatMessage(messages.inviteCreate, { count: people.length })}
      onConfirm={invite}
      onClose={onClose}
    >
      <p>{messages.inviteNote}</p>
    </ConfirmDialog>
  );
}

/** Shows what became of invitations. */
export function InvitationsDialog({
  invitations,
  onClose,
}: {
  invitations: readonly Invitation[];
  onClose: () => void;
}): ReactNode {
  const [only] = invitations;
  return (
    <DialogFrame
      title={only && invitations.length === 1 ? titleFor(only) : messages.invitationsTitle}
      isDismissable={false}
      onClose={onClose}
    >
      <ul className="invitations">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} isOnly={invitations.length === 1} />
        ))}
      </ul>
      <div className="dialog-actions">
        <button type="button" className="button" ref={focusOnMount} onClick={onClose}>
          {messages.close}
        </button>
      </div>
    </DialogFrame>
  );
}

function titleFor(invitation: Invitation): string {
  const { name } = invitation;
  return formatMessage("sent" in invitation ? messages.invitationOf : messages.notInvited, { name });
}

function InvitationRow({ invitation, isOnly }: { invitation: Invitation; isOnly: boolean }): ReactNode {
  if ("sent" in invitation) return <li>{invitation.sent}</li>;
  return (
    <li>
      {!isOnly && <bdi>{invitation.name}</bdi>}
      <p className="field-error">{invitation.refused}</p>
      {invitation.command !== undefined && (
        <pre className="command-line breakable remark" dir="ltr">
          <code {...untranslated}>{invitation.command}</code>
        </pre>
      )}
    </li>
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import * as messages from "#core/messages/settings-page.en.ts";
import { call } from "../api/call.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { formatMoment } from "../components/format.ts";
import { toast } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { refusalText } from "./refusal.ts";
import { settingsKey } from "./settings-queries.ts";

/** A person to invite. */
export interface Invitee {
  id: string;
  name: string;
}

/** An invitation: a one-time link to hand over, a message that was sent, or why there is neither. */
export type Invitation = Invitee & ({ link: string; expiresAt: string } | { sent: string } | Refused);

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
      const { path, mail, reason, expiresAt } = await call("invite", { params: { participant: id } });
      if (path !== null) invitations.push({ id, name, link: location.origin + path, expiresAt });
      else if (mail === "sent") invitations.push({ id, name, sent: formatMessage(messages.invitationSent, { name }) });
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

/** Confirms the creation of several links, and then shows them. */
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
    // The dialog stays open with the links.
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

/** Shows invitations. Links are stored nowhere, so the dialog closes only with its button or Escape. */
export function InvitationsDialog({
  invitations,
  onClose,
}: {
  invitations: readonly Invitation[];
  onClose: () => void;
}): ReactNode {
  const links = invitations.flatMap((invitation) => ("link" in invitation ? [invitation] : []));
  const [only] = invitations;
  return (
    <DialogFrame
      title={only && invitations.length === 1 ? titleFor(only) : messages.invitationsTitle}
      isDismissable={false}
      onClose={onClose}
    >
      {links[0] && <p>{formatMessage(messages.invitationNote, { expiry: formatMoment(links[0].expiresAt) })}</p>}
      <ul className="invitations">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} isOnly={invitations.length === 1} />
        ))}
      </ul>
      <div className="dialog-actions">
        {links.length > 1 && (
          <Button
            className="button"
            onPress={() =>
              void copy(links.map(({ name, link }) => `${name}\t${link}`).join("\n"), messages.linksCopied)
            }
          >
            <Copy size={16} aria-hidden /> {messages.copyAllLinks}
          </Button>
        )}
        <Button className="button" onPress={onClose}>
          {messages.close}
        </Button>
      </div>
    </DialogFrame>
  );
}

function titleFor(invitation: Invitation): string {
  const { name } = invitation;
  if ("link" in invitation) return formatMessage(messages.invitationTitle, { name });
  return "sent" in invitation
    ? formatMessage(messages.invitationOf, { name })
    : formatMessage(messages.notInvited, { name });
}

function InvitationRow({ invitation, isOnly }: { invitation: Invitation; isOnly: boolean }): ReactNode {
  const { name } = invitation;
  if ("refused" in invitation) {
    return (
      <li>
        {!isOnly && <bdi>{name}</bdi>}
        <p className="field-error">{invitation.refused}</p>
        {invitation.command !== undefined && (
          <pre className="command-line" dir="ltr">
            <code translate="no">{invitation.command}</code>
          </pre>
        )}
      </li>
    );
  }
  if ("sent" in invitation) return <li>{invitation.sent}</li>;
  const { link } = invitation;
  return (
    <li>
      {!isOnly && <bdi>{name}</bdi>}
      <div className="invitation-link">
        <label className="field">
          <span className="visually-hidden">
            {isOnly ? messages.signInLink : formatMessage(messages.signInLinkOf, { name })}
          </span>
          <input readOnly dir="ltr" value={link} onFocus={({ target }) => target.select()} />
        </label>
        <Button
          className={isOnly ? "button button-primary" : "button"}
          autoFocus={isOnly}
          {...(!isOnly && { "aria-label": formatMessage(messages.copyLinkOf, { name }) })}
          onPress={() => void copy(link, messages.linkCopied)}
        >
          <Copy size={16} aria-hidden /> {messages.copyLink}
        </Button>
      </div>
    </li>
  );
}

async function copy(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast(messages.copyingBlocked, { tone: "failed" });
  }
}

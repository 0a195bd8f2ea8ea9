import { useMutation, useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { Autocomplete, Button, Input, Label, Menu, MenuItem, SearchField, useFilter } from "react-aria-components";
import type { Role } from "#core/access/people.ts";
import * as messages from "#core/messages/interface.en.ts";
import { call } from "../api/call.ts";
import { libraryQuery, participantsQuery } from "../api/queries.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { formatMoment } from "../components/format.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { toast } from "../components/toasts.ts";
import { formatMessage, headWord, richMessage } from "../page-parts/messages.ts";

/** Makes a one-time sign-in link for a participant. The link is shown here once and stored nowhere. */
export function InviteDialog({ onClose }: { onClose: () => void }): ReactNode {
  const participants = useQuery(participantsQuery);
  const organisations = useQuery(libraryQuery).data?.organisations ?? [];
  const { contains } = useFilter({ sensitivity: "base" });
  const inviting = useMutation({ mutationFn: (participant: string) => call("invite", { params: { participant } }) });
  const invited = participants.data?.find(({ id }) => id === inviting.variables);
  const error = participants.error ?? inviting.error;
  const aboutOf = (organisationId: string | null, role: Role): string =>
    [organisations.find(({ id }) => id === organisationId)?.shortName, headWord(`role-${role}`)]
      .filter(Boolean)
      .join(" · ");
  return (
    <DialogFrame
      title={inviting.data && invited ? formatMessage(messages.linkFor, { name: invited.name }) : messages.invitePerson}
      atTop
      onClose={onClose}
    >
      {error && <ProblemNotice error={error} onRetry={() => void participants.refetch()} />}
      {inviting.data ? (
        inviting.data.path === null ? (
          <p role="status">
            {formatMessage(inviting.data.mail === "sent" ? messages.invitationSent : messages.invitationNotSent, {
              name: invited?.name ?? "",
            })}
          </p>
        ) : (
          <InvitationLink path={inviting.data.path} expiresAt={inviting.data.expiresAt} />
        )
      ) : (
        <Autocomplete filter={contains}>
          <SearchField className="react-aria-SearchField field" autoFocus>
            <Label>{messages.personField}</Label>
            <Input placeholder={messages.personExample} />
          </SearchField>
          <Menu
            className="menu invite-list"
            aria-label={messages.forumPeople}
            items={participants.data ?? []}
            disabledKeys={inviting.isPending ? (participants.data?.map(({ id }) => id) ?? []) : []}
            onAction={(key) => inviting.mutate(String(key))}
            renderEmptyState={() => <p className="quiet">{participants.isPending ? "" : messages.noMatchingPerson}</p>}
          >
            {({ id, name, organisationId, role }) => (
              <MenuItem id={id} className="menu-item" textValue={`${name} ${aboutOf(organisationId, role)}`}>
                <span>{name}</span>
                <span className="quiet small">{aboutOf(organisationId, role)}</span>
              </MenuItem>
            )}
          </Menu>
        </Autocomplete>
      )}
      <div className="dialog-actions">
        {inviting.data && (
          <Button className="button button-quiet" onPress={() => inviting.reset()}>
            {messages.inviteAnother}
          </Button>
        )}
        <Button className="button" onPress={onClose}>
          {messages.close}
        </Button>
      </div>
    </DialogFrame>
  );
}

function InvitationLink({ path, expiresAt }: { path: string; expiresAt: string }): ReactNode {
  const link = location.origin + path;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      toast(messages.linkCopied);
    } catch {
      toast(messages.copyingBlocked, { tone: "failed" });
    }
  };
  return (
    <>
      <p>{richMessage(messages.invitationNote, { expiry: formatMoment(expiresAt) })}</p>
      <div className="invite-link">
        <label className="field">
          <span className="visually-hidden">{messages.signInLink}</span>
          <input readOnly value={link} onFocus={({ target }) => target.select()} />
        </label>
        <Button className="button button-primary" autoFocus onPress={() => void copy()}>
          <Copy size={16} aria-hidden /> {messages.copyLink}
        </Button>
      </div>
    </>
  );
}

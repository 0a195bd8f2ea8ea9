import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Mailbox, mailOperations } from "#core/contract/mail-operations.ts";
import { sourcePages as messages } from "#core/messages/catalogues.ts";
import { addOperations, call } from "../api/call.ts";
import { formatDate, useFormatDeadline } from "../components/format.tsx";
import { notifyAndRefresh, sendUndo, toast, undoBy } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { FormDialog, FormText } from "../settings/parts/Form.tsx";
import { PendingAnswer } from "../settings/parts/PendingAnswer.tsx";
import "../settings/parts/settings.css";
import { DialogFrame } from "../components/DialogFrame.tsx";

addOperations(mailOperations);

/** Shows the mailbox of an organisation, and asks another address, or removes it. */
export function MailboxDialog({
  organisation: { id, shortName },
  onClose,
}: {
  organisation: { id: string; shortName: string };
  onClose: () => void;
}): ReactNode {
  const mailbox = useQuery({
    queryKey: ["mailbox", id],
    queryFn: ({ signal }) => call("getMailbox", { params: { organisation: id }, signal }),
  });
  const title = formatMessage(messages.mailboxOf, { organisation: shortName });
  if (mailbox.data) return <MailboxForm title={title} id={id} mailbox={mailbox.data} onClose={onClose} />;
  return (
    <DialogFrame title={title} onClose={onClose}>
      <PendingAnswer query={mailbox} />
    </DialogFrame>
  );
}

function MailboxForm({
  title,
  id,
  mailbox,
  onClose,
}: {
  title: string;
  id: string;
  mailbox: Mailbox;
  onClose: () => void;
}): ReactNode {
  const client = useQueryClient();
  const known = mailbox.pending?.email ?? mailbox.email ?? "";
  const [text, setText] = useState(known);
  const email = text.trim();
  const works = email === mailbox.email && !mailbox.isStopped && mailbox.returnedAt === null;
  const save = async (): Promise<void> => {
    const body = { email: email === "" ? null : email };
    client.setQueryData(["mailbox", id], await call("setMailbox", { params: { organisation: id }, body }));
    if (email !== "") {
      toast(formatMessage(messages.mailboxAsked, { email }));
      return;
    }
    const former = mailbox.email;
    const undoCall =
      former === null
        ? undefined
        : undoBy("setMailbox", { params: { organisation: id }, body: { email: former } }, messages.mailboxRestored);
    toast(messages.mailboxRemoved, {
      undoCall,
      undo: undoCall && (() => sendUndo(undoCall, notifyAndRefresh(client, ["mailbox"]))),
    });
  };
  return (
    <FormDialog
      title={title}
      act={email === "" ? messages.removeMailbox : messages.sendMailboxLink}
      isReady={(email !== "" || known !== "") && !works}
      isDanger={email === "" && known !== ""}
      onSave={save}
      onClose={onClose}
    >
      <p>{messages.mailboxAbout}</p>
      <MailboxState {...mailbox} />
      <FormText
        name="email"
        type="email"
        label={messages.mailboxAddress}
        hint={known === "" ? messages.mailboxHint : messages.mailboxChangeHint}
        value={text}
        maxLength={254}
        hasFocus
        onChange={setText}
      />
    </FormDialog>
  );
}

function MailboxState({ email, pending, isStopped, returnedAt }: Mailbox): ReactNode {
  const deadline = useFormatDeadline();
  const lines = [
    ...(email === null
      ? []
      : returnedAt !== null
        ? [formatMessage(messages.mailboxReturned, { email, date: formatDate(returnedAt) })]
        : [formatMessage(isStopped ? messages.mailboxStopped : messages.mailboxOn, { email })]),
    ...(pending
      ? [formatMessage(messages.mailboxPending, { email: pending.email, time: deadline(pending.expiresAt) })]
      : []),
  ];
  return lines.map((line) => (
    <p key={line} className="breakable">
      {line}
    </p>
  ));
}

import { type ReactNode, useState } from "react";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { accessRecovery as messages, colleagues, settingsPage as settings } from "#core/messages/catalogues.ts";
import { untranslated } from "../../components/untranslated.ts";
import { focusOnMount } from "../../components/focus.ts";
import { call } from "../../api/call.ts";
import { DialogFrame } from "../../components/DialogFrame.tsx";
import { toast } from "../../components/toasts.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { FormDialog, FormText } from "../parts/Form.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** Recovers the access of a person who lost every way to sign in, on request also at a new address. */
export function RecoverDialog({ person, onClose }: { person: ListedPerson; onClose: () => void }): ReactNode {
  const { id, name, email } = person;
  const [isLost, setLost] = useState(email === null);
  const [address, setAddress] = useState("");
  const [isUnsent, setUnsent] = useState(false);
  const { refresh } = useSettingsChange();
  const newAddress = isLost ? address.trim() : "";
  const target = newAddress || email;
  const recover = async (): Promise<boolean> => {
    if (newAddress !== "") await call("replaceAddress", { params: { person: id }, body: { email: newAddress } });
    const { mailed } = await call("recoverAccess", { params: { participant: id } });
    await refresh();
    if (mailed) toast(formatMessage(messages.recovered, { name, email: target ?? "" }));
    else setUnsent(true);
    return mailed;
  };
  if (isUnsent) return <UnsentLink person={person} onClose={onClose} />;
  return (
    <FormDialog
      title={formatMessage(messages.recoverTitle, { name })}
      act={messages.recoverAccess}
      isDanger
      isReady={!isLost || email === null || newAddress !== ""}
      // Without a mail, the dialog stays open with what is left to do.
      onSave={recover}
      onClose={onClose}
    >
      <p>{formatMessage(messages.recoverAbout, { name })}</p>
      <ul className="consequences">
        <li>{formatMessage(messages.recoverRemoves, { name })}</li>
        <li>{formatMessage(messages.recoverEnds, { name })}</li>
        <li>{linkText(email, isLost, newAddress)}</li>
        {isLost && <li>{formatMessage(colleagues.willHold, { name })}</li>}
        <li>{messages.recoverUndo}</li>
      </ul>
      {email !== null && (
        <label className="setting-check">
          <input type="checkbox" checked={isLost} onChange={({ target: box }) => setLost(box.checked)} />
          <span>{formatMessage(messages.addressLost, { name })}</span>
        </label>
      )}
      {isLost && (
        <FormText
          name="email"
          label={messages.newAddress}
          {...(email !== null && { hint: messages.newAddressHint })}
          type="email"
          isOptional={email === null}
          value={address}
          maxLength={254}
          onChange={setAddress}
        />
      )}
    </FormDialog>
  );
}

/** Says where the link to sign in goes. */
function linkText(email: string | null, isLost: boolean, newAddress: string): string {
  if (!isLost && email !== null) return formatMessage(messages.recoverMails, { email });
  return email === null && newAddress === "" ? messages.recoverNoMail : messages.recoverMailsNew;
}

/** Says how to make a link where none was sent. */
function UnsentLink({ person: { id, name }, onClose }: { person: ListedPerson; onClose: () => void }): ReactNode {
  return (
    <DialogFrame title={formatMessage(messages.recoveredTitle, { name })} isDismissable={false} onClose={onClose}>
      <p>{formatMessage(messages.recoveredNoMail, { name })}</p>
      <p>{formatMessage(messages.recoveredCommand, { name })}</p>
      <pre className="command-line breakable remark" dir="ltr">
        <code {...untranslated}>{formatMessage(messages.recoverCommand, { id })}</code>
      </pre>
      <div className="dialog-actions">
        <button type="button" className="button" ref={focusOnMount} onClick={onClose}>
          {settings.close}
        </button>
      </div>
    </DialogFrame>
  );
}

import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import * as messages from "#core/messages/account-pages.en.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { toast } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";

/** An access token that was just made. */
export interface NewToken {
  name: string;
  token: string;
}

/** Shows a new access token. It is stored nowhere, so the dialog closes only with its button or Escape. */
export function NewTokenDialog({
  token: { name, token },
  onClose,
}: {
  token: NewToken;
  onClose: () => void;
}): ReactNode {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(token);
      toast(messages.tokenCopied);
    } catch {
      toast(messages.copyingBlocked, { tone: "failed" });
    }
  };
  return (
    <DialogFrame title={formatMessage(messages.tokenMade, { name })} isDismissable={false} onClose={onClose}>
      <p>{messages.tokenOnce}</p>
      <div className="invitation-link new-token">
        <label className="field">
          <span className="visually-hidden">{messages.token}</span>
          <input readOnly dir="ltr" value={token} onFocus={({ target }) => target.select()} />
        </label>
        <Button className="button button-primary" autoFocus onPress={() => void copy()}>
          <Copy size={16} aria-hidden /> {messages.copyToken}
        </Button>
      </div>
      <div className="dialog-actions">
        <Button className="button" onPress={onClose}>
          {messages.close}
        </Button>
      </div>
    </DialogFrame>
  );
}

import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { common as messages } from "#core/messages/catalogues.ts";
import { DialogFrame } from "./DialogFrame.tsx";

/**
 * Asks for confirmation of an action; the button names the action. Escape closes it without doing anything. It stays
 * open, with the text typed into it, until the action succeeds, so that a failed one can be retried.
 */
export function ConfirmDialog({
  title,
  children,
  act,
  danger = false,
  ready = true,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  /** Label of the button that saves. */
  act: string;
  danger?: boolean;
  /** Whether everything required is filled in. */
  ready?: boolean;
  /** Does the action. A promise of false means that it failed. */
  onConfirm: () => unknown;
  /** Closes the dialog, after the action or without it. */
  onClose: (done: boolean) => void;
}): ReactNode {
  const [busy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    if ((await onConfirm()) === false) setBusy(false);
    else onClose(true);
  };
  return (
    <DialogFrame title={title} isAlert={danger} onClose={() => onClose(false)}>
      {children}
      <div className="dialog-actions">
        <Button className="button button-quiet" onPress={() => onClose(false)}>
          {messages.cancel}
        </Button>
        <Button
          // Not disabled while busy: a disabled button would lose the focus, and nothing would return it.
          className={`button ${danger ? "button-danger" : "button-primary"}${busy ? " is-busy" : ""}`}
          isDisabled={!ready}
          onPress={() => void confirm()}
        >
          {act}
        </Button>
      </div>
    </DialogFrame>
  );
}

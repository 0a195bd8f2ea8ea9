import { type ReactNode, useId, useState } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import { Modal } from "./Modal.tsx";

/** The frame of a dialog over the page, with its title. It is shown as long as it is rendered. */
export function DialogFrame({
  title,
  isTitleHidden = false,
  isAlert = false,
  isDismissable = true,
  atTop = false,
  className = "",
  onClose,
  children,
}: {
  title: ReactNode;
  /** Whether only screen readers get the title. */
  isTitleHidden?: boolean;
  isAlert?: boolean;
  /** Whether a click outside closes it. Escape always does. */
  isDismissable?: boolean;
  /** Whether it is at the top of the window, so that a list of results below a field has room to grow. */
  atTop?: boolean;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <Modal
      className={atTop ? "overlay overlay-top" : "overlay"}
      boxClassName={`dialog ${className}`.trim()}
      role={isAlert ? "alertdialog" : "dialog"}
      labelledBy={id}
      isDismissable={isDismissable}
      onClose={onClose}
    >
      <h2 id={id} className={isTitleHidden ? "visually-hidden" : "dialog-title"}>
        {title}
      </h2>
      {children}
    </Modal>
  );
}

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
    <DialogFrame title={title} isAlert={danger} isDismissable={false} onClose={() => onClose(false)}>
      {children}
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={() => onClose(false)}>
          {messages.cancel}
        </button>
        <button
          type="button"
          // Not disabled while busy: a disabled button would lose the focus, and nothing would return it.
          className={`button ${danger ? "button-danger" : "button-primary"}${busy ? " is-busy" : ""}`}
          disabled={!ready}
          onClick={() => void confirm()}
        >
          {act}
        </button>
      </div>
    </DialogFrame>
  );
}

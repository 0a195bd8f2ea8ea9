import { useState, type ReactNode } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

/**
 * Asks before an act; the words of the button name the act. Closed by Escape without doing anything. It stays open, with
 * what was typed into it, until the act is done: one that fails can be tried again.
 */
export function ConfirmDialog({
  title,
  children,
  act,
  keep = "Keep it as it is",
  danger = false,
  ready = true,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  /** What the button says. */
  act: string;
  /** What the button says that leads out without the act. */
  keep?: string;
  danger?: boolean;
  /** Whether all that is needed is given. */
  ready?: boolean;
  /** Does it; a promise of false tells that it was not done. */
  onConfirm: () => unknown;
  /** It goes: because what it asks about is done, or without. */
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
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose(false)}>
      <Modal className="dialog">
        <Dialog role={danger ? "alertdialog" : "dialog"}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
          <div className="dialog-actions">
            <Button className="button button-quiet" onPress={() => onClose(false)}>
              {keep}
            </Button>
            <Button
              // Disabled while it has the focus it would drop that, and nothing led back to where one was.
              className={`button ${danger ? "button-danger" : "button-primary"}${busy ? " is-busy" : ""}`}
              isDisabled={!ready}
              onPress={() => void confirm()}
            >
              {act}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

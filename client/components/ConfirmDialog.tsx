import type { ReactNode } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

/** Asks before an act; the words of the button name the act. Closed by Escape without doing anything. */
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
  /** What the button says. */
  act: string;
  danger?: boolean;
  /** Whether all that is needed is given. */
  ready?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}): ReactNode {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog">
        <Dialog role={danger ? "alertdialog" : "dialog"}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
          <div className="dialog-actions">
            <Button className="button button-quiet" onPress={onClose}>
              Keep it as it is
            </Button>
            <Button
              className={danger ? "button button-danger" : "button button-primary"}
              isDisabled={!ready}
              onPress={() => {
                onConfirm();
                onClose();
              }}
            >
              {act}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

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
  return (
    <ModalOverlay
      className={atTop ? "overlay overlay-top" : "overlay"}
      isOpen
      isDismissable={isDismissable}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={`dialog ${className}`.trim()}>
        <Dialog role={isAlert ? "alertdialog" : "dialog"}>
          <Heading slot="title" className={isTitleHidden ? "visually-hidden" : "dialog-title"}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

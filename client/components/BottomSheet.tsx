import type { ReactNode } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { common as messages } from "#core/messages/catalogues.ts";
import "./bottom-sheet.css";

/**
 * A sheet for phones: shows content that wider screens show beside the text, over its lower part, until it is closed.
 */
export function BottomSheet({
  title,
  isOpen,
  onLeave,
  children,
}: {
  title: string;
  isOpen: boolean;
  /** Called when the sheet is closed. */
  onLeave: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <ModalOverlay
      className="sheet-overlay screen-only"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => !open && onLeave()}
    >
      <Modal className="sheet">
        <Dialog>
          <div className="sheet-head">
            <Heading slot="title">{title}</Heading>
            <Button className="button button-quiet" onPress={onLeave}>
              {messages.close}
            </Button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

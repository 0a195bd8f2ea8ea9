import type { ReactNode } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import "./bottom-sheet.css";

/** On a phone: what stands beside the text elsewhere, drawn over its lower part until it is done with. */
export function BottomSheet({
  title,
  isOpen,
  onLeave,
  children,
}: {
  title: string;
  isOpen: boolean;
  /** The sheet was closed. */
  onLeave: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <ModalOverlay className="sheet-overlay" isOpen={isOpen} isDismissable onOpenChange={(open) => !open && onLeave()}>
      <Modal className="sheet">
        <Dialog>
          <div className="sheet-head">
            <Heading slot="title">{title}</Heading>
            <Button className="button button-quiet" onPress={onLeave}>
              Done
            </Button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

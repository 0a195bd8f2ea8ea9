import { useState, type ReactNode } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { clauseKeys, shortcuts, singleKeysOn, turnSingleKeys } from "../../components/shortcuts.ts";

/** Every key of the reading room, and the switch that turns the single ones off. */
export function ShortcutList({ onClose }: { onClose: () => void }): ReactNode {
  const [on, setOn] = useState(singleKeysOn);
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog">
        <Dialog>
          <Heading slot="title" className="dialog-title">
            Keys
          </Heading>
          <dl className="shortcut-list">
            {[...shortcuts, ...clauseKeys].map(({ key, does }) => (
              <div key={key}>
                <dt>
                  <kbd>{key === "Escape" ? "Esc" : key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <label className="check">
            <input
              type="checkbox"
              checked={on}
              onChange={({ target }) => {
                turnSingleKeys(target.checked);
                setOn(target.checked);
              }}
            />
            Single keys are on
          </label>
          <div className="dialog-actions">
            <Button className="button" onPress={onClose}>
              Close
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

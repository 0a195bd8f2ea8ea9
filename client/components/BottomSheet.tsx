import { type ReactNode, useId } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import { Modal } from "./Modal.tsx";
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
  const id = useId();
  if (!isOpen) return null;
  return (
    <Modal className="sheet-overlay screen-only" boxClassName="sheet" labelledBy={id} onClose={onLeave}>
      <div className="sheet-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="button button-quiet" onClick={onLeave}>
          {messages.close}
        </button>
      </div>
      {children}
    </Modal>
  );
}

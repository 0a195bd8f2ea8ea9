import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { Form, SubmitButton } from "./Form.tsx";

/** A dialog with a form. It stays open until saving succeeds. */
export function FormDialog({
  title,
  act,
  isReady = true,
  isDanger = false,
  onSave,
  onClose,
  children,
}: {
  title: string;
  /** Label of the button that saves. */
  act: string;
  /** Whether everything required is filled in. */
  isReady?: boolean;
  isDanger?: boolean;
  /** Rejects if the server refuses. An answer of false keeps the dialog open, which then shows something else. */
  onSave: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const save = async (): Promise<void> => {
    if ((await onSave()) !== false) onClose();
  };
  return (
    <DialogFrame title={title} isAlert={isDanger} isDismissable={false} onClose={onClose}>
      <Form
        className="form-fields stack-4"
        isReady={isReady}
        onSave={save}
        actions={
          <div className="dialog-actions">
            <Button className="button button-quiet" onPress={onClose}>
              {messages.cancel}
            </Button>
            <SubmitButton look={isDanger ? "danger" : "primary"}>{act}</SubmitButton>
          </div>
        }
      >
        {children}
      </Form>
    </DialogFrame>
  );
}

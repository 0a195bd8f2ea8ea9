import type { ComponentProps, ReactNode } from "react";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { Form, SubmitButton } from "../settings/parts/Form.tsx";

/** A small form within a page. */
export function InlineForm({
  act,
  onCancel,
  ...form
}: Omit<ComponentProps<typeof Form>, "className" | "onEscape" | "actions"> & {
  label: string;
  /** Label of the button that sends. */
  act: string;
  onCancel: () => void;
}): ReactNode {
  return (
    <Form
      {...form}
      className="inline-form"
      onEscape={onCancel}
      actions={
        <div className="row">
          <SubmitButton>{act}</SubmitButton>
          <button type="button" className="button button-quiet" onClick={onCancel}>
            {messages.cancel}
          </button>
        </div>
      }
    />
  );
}

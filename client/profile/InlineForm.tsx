import type { ComponentProps, ReactNode } from "react";
import { Button } from "react-aria-components";
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
          <Button className="button button-quiet" onPress={onCancel}>
            {messages.cancel}
          </Button>
        </div>
      }
    />
  );
}

import { type ReactNode, type SubmitEvent, useRef, useState } from "react";
import { Button } from "react-aria-components";
import * as messages from "#core/messages/account-pages.en.ts";
import type { FormErrors } from "../settings/FormDialog.tsx";
import { fieldErrors, refusalText } from "../settings/refusal.ts";

/**
 * A small form within a page. A refusal of the server appears at the field that it concerns, which gets the focus, or
 * above the buttons.
 */
export function InlineForm({
  label,
  act,
  isReady = true,
  errorsOf = fieldErrors,
  onSave,
  onCancel,
  children,
}: {
  label: string;
  /** Label of the button that sends. */
  act: string;
  /** Whether everything required is filled in. */
  isReady?: boolean;
  /** Assigns a refusal to fields. */
  errorsOf?: (refusal: unknown) => FormErrors;
  /** Rejects if the server refuses. */
  onSave: () => Promise<unknown>;
  onCancel?: () => void;
  children: (errors: FormErrors) => ReactNode;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useRef<HTMLFormElement>(null);
  const errors = error === null ? {} : errorsOf(error);
  const save = async (): Promise<void> => {
    if (isBusy || !isReady) return;
    setBusy(true);
    setError(null);
    try {
      await onSave();
    } catch (refusal) {
      setError(refusal);
      const [name] = Object.keys(errorsOf(refusal));
      if (name !== undefined) form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
    }
    setBusy(false);
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <form
      ref={form}
      className="inline-form"
      aria-label={label}
      noValidate
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === "Escape" && onCancel?.()}
    >
      {children(errors)}
      <p role="alert" className="field-error">
        {error !== null && Object.keys(errors).length === 0 && refusalText(error)}
      </p>
      <div className="inline-form-actions">
        <Button type="submit" className={`button button-primary${isBusy ? " is-busy" : ""}`} isDisabled={!isReady}>
          {act}
        </Button>
        {onCancel && (
          <Button className="button button-quiet" onPress={onCancel}>
            {messages.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}

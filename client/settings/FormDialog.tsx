import { type ReactNode, type SyntheticEvent, useId, useRef, useState } from "react";
import { Button } from "react-aria-components";
import * as messages from "#core/messages/settings-page.en.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { fieldErrors, refusalText } from "./refusal.ts";

/** The refused fields of a form, by name. */
export type FormErrors = Readonly<Record<string, string>>;

/**
 * A dialog with a form. A refusal of the server appears at the field that it concerns, which gets the focus. The dialog
 * stays open, with the text typed into it, until saving succeeds.
 */
export function FormDialog({
  title,
  act,
  isReady = true,
  isDanger = false,
  className = "",
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
  className?: string;
  /** Rejects if the server refuses. An answer of false keeps the dialog open, which then shows something else. */
  onSave: () => Promise<unknown>;
  onClose: () => void;
  children: (errors: FormErrors) => ReactNode;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useRef<HTMLFormElement>(null);
  const errors = error === null ? {} : fieldErrors(error);
  const save = async (): Promise<void> => {
    if (isBusy || !isReady) return;
    setBusy(true);
    setError(null);
    try {
      if ((await onSave()) !== false) onClose();
    } catch (refusal) {
      setBusy(false);
      setError(refusal);
      const [name] = Object.keys(fieldErrors(refusal));
      if (name !== undefined) form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <DialogFrame title={title} isAlert={isDanger} isDismissable={false} className={className} onClose={onClose}>
      <form ref={form} className="form-fields" noValidate onSubmit={onSubmit}>
        {children(errors)}
        <p role="alert" className="field-error">
          {error !== null && !hasShownField(form.current, errors) && refusalText(error)}
        </p>
        <div className="dialog-actions">
          <Button className="button button-quiet" onPress={onClose}>
            {messages.cancel}
          </Button>
          <Button
            type="submit"
            className={`button ${isDanger ? "button-danger" : "button-primary"}${isBusy ? " is-busy" : ""}`}
            isDisabled={!isReady}
          >
            {act}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}

/** A refused field that the form does not show would otherwise stay without explanation. */
function hasShownField(form: HTMLFormElement | null, errors: FormErrors): boolean {
  const names = Object.keys(errors);
  return names.length > 0 && names.every((name) => form?.querySelector(`[name="${CSS.escape(name)}"]`));
}

/** A text field of a form, with its hint and refusal. */
export function FormText({
  name,
  label,
  hint,
  value,
  error,
  type = "text",
  isOptional = false,
  maxLength,
  placeholder,
  hasFocus = false,
  onChange,
}: {
  name: string;
  label: string;
  hint?: string;
  value: string;
  error: string | undefined;
  type?: "text" | "email" | "date";
  isOptional?: boolean;
  maxLength?: number;
  placeholder?: string;
  /** Whether the dialog opens with the focus in it. */
  hasFocus?: boolean;
  onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={`${id}-field`}>
        {label}
        {isOptional && <span className="quiet form-optional">{messages.optional}</span>}
      </label>
      <input
        id={`${id}-field`}
        name={name}
        type={type}
        dir={type === "date" ? undefined : "auto"}
        autoComplete="off"
        autoFocus={hasFocus}
        value={value}
        maxLength={maxLength}
        placeholder={placeholder}
        aria-describedby={id}
        aria-invalid={error !== undefined}
        onChange={({ target }) => onChange(target.value)}
      />
      <FormNote id={id} hint={hint} error={error} />
    </div>
  );
}

/** A choice in a list, as a field of a form. */
export function FormList({
  name,
  label,
  hint,
  value,
  error,
  children,
  onChange,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  value: string;
  error: string | undefined;
  /** The options. */
  children: ReactNode;
  onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={`${id}-field`}>{label}</label>
      <select
        id={`${id}-field`}
        name={name}
        value={value}
        aria-describedby={id}
        aria-invalid={error !== undefined}
        onChange={({ target }) => onChange(target.value)}
      >
        {children}
      </select>
      <FormNote id={id} hint={hint} error={error} />
    </div>
  );
}

function FormNote({ id, hint, error }: { id: string; hint: string | undefined; error: string | undefined }): ReactNode {
  return (
    <div id={id}>
      {hint !== undefined && <p className="quiet small">{hint}</p>}
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  );
}

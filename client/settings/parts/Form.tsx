import { createContext, type ReactNode, type SubmitEvent, useContext, useId, useRef, useState } from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { focusOnMount } from "../../components/focus.ts";
import { DialogFrame } from "../../components/DialogFrame.tsx";
import { type ChosenPerson, PersonChooser } from "../../components/PersonChooser.tsx";
import { fieldErrors, refusalText } from "./refusal.ts";

/** The refused fields of a form, by name. */
export type FormErrors = Readonly<Record<string, string>>;

/** The state of the form around a field or button. */
const FormState = createContext<{ errors: FormErrors; isBusy: boolean; isReady: boolean }>({
  errors: {},
  isBusy: false,
  isReady: true,
});

/** Returns why the server refused a field of the form around. */
export function useFieldError(name: string): string | undefined {
  return useContext(FormState).errors[name];
}

/**
 * A form that is sent to the server. A refusal appears at the field that it concerns, which gets the focus, or above
 * the buttons. The form keeps the text typed into it.
 */
export function Form({
  label,
  className,
  isReady = true,
  errorsOf = fieldErrors,
  onSave,
  onEscape,
  actions,
  children,
}: {
  /** Its name. A form in a dialog has the name of the dialog. */
  label?: string;
  className: string;
  /** Whether everything required is filled in. */
  isReady?: boolean;
  /** Assigns a refusal to fields. */
  errorsOf?: (refusal: unknown) => FormErrors;
  /** Rejects if the server refuses. */
  onSave: () => Promise<unknown>;
  onEscape?: (() => void) | undefined;
  /** The buttons. */
  actions: ReactNode;
  /** The fields. */
  children: ReactNode;
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
      if (name !== undefined) fieldOf(form.current, name)?.focus();
    }
    setBusy(false);
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <FormState value={{ errors, isBusy, isReady }}>
      <form
        ref={form}
        className={className}
        aria-label={label}
        noValidate
        onSubmit={onSubmit}
        onKeyDown={(event) => event.key === "Escape" && onEscape?.()}
      >
        {children}
        <p role="alert" className="field-error">
          {error !== null && !isShownAtFields(form.current, errors) && refusalText(error)}
        </p>
        {actions}
      </form>
    </FormState>
  );
}

function fieldOf(form: HTMLFormElement | null, name: string): HTMLElement | null | undefined {
  return form?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
}

/** A refused field that the form does not show would otherwise stay without explanation. */
function isShownAtFields(form: HTMLFormElement | null, errors: FormErrors): boolean {
  const names = Object.keys(errors);
  return names.length > 0 && names.every((name) => fieldOf(form, name));
}

/** The button that sends the form around it. */
export function SubmitButton({
  look = "primary",
  children,
}: {
  look?: "primary" | "danger" | "plain";
  /** Names the result. */
  children: string;
}): ReactNode {
  const { isBusy, isReady } = useContext(FormState);
  return (
    <button type="submit" className={`button button-${look}${isBusy ? " is-busy" : ""}`} disabled={!isReady}>
      {children}
    </button>
  );
}

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
            <button type="button" className="button button-quiet" onClick={onClose}>
              {messages.cancel}
            </button>
            <SubmitButton look={isDanger ? "danger" : "primary"}>{act}</SubmitButton>
          </div>
        }
      >
        {children}
      </Form>
    </DialogFrame>
  );
}

/** The label and the note of a form's field. `children` renders the control with these attributes. */
function FormField({
  name,
  label,
  hint,
  children,
}: {
  name: string;
  label: ReactNode;
  hint?: string | undefined;
  children: (control: { id: string; describedBy: string; isInvalid: boolean }) => ReactNode;
}): ReactNode {
  const id = useId();
  const error = useFieldError(name);
  return (
    <div className="field">
      <label htmlFor={`${id}-field`}>{label}</label>
      {children({ id: `${id}-field`, describedBy: id, isInvalid: error !== undefined })}
      <FormNote id={id} hint={hint} error={error} />
    </div>
  );
}

/** A text field of a form, with its hint and refusal. */
export function FormText({
  name,
  label,
  hint,
  value,
  type = "text",
  isOptional = false,
  maxLength,
  placeholder,
  hasFocus = false,
  onChange,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  value: string;
  type?: "text" | "email" | "date" | undefined;
  isOptional?: boolean;
  maxLength?: number | undefined;
  placeholder?: string | undefined;
  /** Whether the form opens with the focus in it. */
  hasFocus?: boolean;
  onChange: (value: string) => void;
}): ReactNode {
  const shownLabel = (
    <>
      {label}
      {isOptional && <span className="quiet form-optional">{messages.optional}</span>}
    </>
  );
  return (
    <FormField name={name} label={shownLabel} hint={hint}>
      {({ id, describedBy, isInvalid }) => (
        <input
          id={id}
          name={name}
          type={type}
          dir={type === "date" ? undefined : "auto"}
          autoComplete="off"
          ref={hasFocus ? focusOnMount : undefined}
          value={value}
          maxLength={maxLength}
          placeholder={placeholder}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </FormField>
  );
}

/** A choice in a list, as a field of a form. */
export function FormList({
  name,
  label,
  hint,
  value,
  children,
  onChange,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  value: string;
  /** The options. */
  children: ReactNode;
  onChange: (value: string) => void;
}): ReactNode {
  return (
    <FormField name={name} label={label} hint={hint}>
      {({ id, describedBy, isInvalid }) => (
        <select
          id={id}
          name={name}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          onChange={({ target }) => onChange(target.value)}
        >
          {children}
        </select>
      )}
    </FormField>
  );
}

/** The choice of a person, as a field of a form. */
export function FormPerson({
  name,
  label,
  hint,
  value,
  except,
  onChange,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  value: ChosenPerson | null;
  /** Ids of people who cannot be chosen. */
  except: readonly string[];
  onChange: (person: ChosenPerson | null) => void;
}): ReactNode {
  return (
    <FormField name={name} label={label} hint={hint}>
      {(control) => <PersonChooser {...control} name={name} value={value} except={except} onChange={onChange} />}
    </FormField>
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

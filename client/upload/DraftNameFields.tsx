import { type ComponentProps, type ReactNode, useId, useState } from "react";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ProblemError } from "../api/problem-error.ts";

/** The fields for a new draft's label, round and cover date, with suggestions based on the existing drafts. */
export function DraftNameFields({ document, errors }: { document: ListedDocument; errors: FieldErrors }): ReactNode {
  const suggested = nextRound(document.versions);
  return (
    <>
      <CheckedField
        name="label"
        label={messages.draftNameField}
        errors={errors}
        defaultValue={suggested.label}
        required
      />
      <CheckedField
        name="round"
        label={messages.roundField}
        errors={errors}
        defaultValue={suggested.round}
        required
        pattern="[a-z0-9][a-z0-9.\-]*"
        patternMessage={messages.roundPattern}
      />
      <CheckedField name="date" label={messages.coverDateField} errors={errors} type="date" required />
    </>
  );
}

/** The refusals of the server, by the name of the field. */
type FieldErrors = Readonly<Record<string, string>>;

/** A field with its mistake below it: one that the browser finds at submission, or a refusal of the server. */
export function CheckedField({
  label,
  errors,
  patternMessage,
  children,
  ...input
}: {
  name: string;
  label: string;
  errors: FieldErrors;
  /** Describes what the pattern allows. */
  patternMessage?: string;
  children?: ReactNode;
} & Pick<
  ComponentProps<"input">,
  "defaultValue" | "list" | "pattern" | "placeholder" | "required" | "type"
>): ReactNode {
  const id = useId();
  const refusal = errors[input.name] ?? null;
  const [mistake, setMistake] = useState<string | null>(null);
  // A refusal is shown until the field changes.
  const [corrected, setCorrected] = useState<FieldErrors | null>(null);
  const shown = mistake ?? (corrected === errors ? null : refusal);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={shown !== null}
        aria-describedby={shown === null ? undefined : `${id}-mistake`}
        onInvalid={(event) => {
          const { currentTarget } = event;
          // The browser's own message would disappear after a few seconds.
          event.preventDefault();
          const { validity, validationMessage } = currentTarget;
          setMistake(validity.patternMismatch && patternMessage !== undefined ? patternMessage : validationMessage);
          if (currentTarget.form?.querySelector(":invalid:not(fieldset)") === currentTarget) currentTarget.focus();
        }}
        onChange={() => {
          setMistake(null);
          setCorrected(errors);
        }}
      />
      {children}
      {shown !== null && (
        <p id={`${id}-mistake`} className="field-error" role="alert">
          {shown}
        </p>
      )}
    </div>
  );
}

/** Suggests the round and label of the next draft: one more than the highest numbered round. */
export function nextRound(versions: readonly ListedVersion[]): { round: string; label: string } {
  const numbers = versions.map(({ round }) => Number(round)).filter(Number.isInteger);
  const next = Math.max(0, ...numbers) + 1;
  return {
    round: String(next),
    label: formatMessage(messages.suggestedDraftName, { number: next }),
  };
}

/** Returns a function that reads a form field, trimmed; empty if the form has no such field. */
export function entryOf(form: HTMLFormElement): (name: string) => string {
  const entered = new FormData(form);
  return (name) => {
    const value = entered.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
}

/** Returns the server's error for each field, by field name. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  const errors = error instanceof ProblemError ? (error.problem?.errors ?? []) : [];
  return Object.fromEntries(errors.map(({ pointer, detail }) => [pointer.split("/").at(-1) ?? "", detail]));
}

import type { ReactNode } from "react";
import { FieldError, Input, Label, TextField } from "react-aria-components";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ProblemError } from "../api/problem-error.ts";

/** The fields for a new draft's label, round and cover date, with suggestions based on the existing drafts. */
export function DraftNameFields({ document }: { document: ListedDocument }): ReactNode {
  const suggested = nextRound(document.versions);
  return (
    <>
      <TextField className="field" name="label" defaultValue={suggested.label} isRequired>
        <Label>{messages.draftNameField}</Label>
        <Input />
        <FieldError />
      </TextField>
      <TextField
        className="field"
        name="round"
        defaultValue={suggested.round}
        isRequired
        pattern="[a-z0-9][a-z0-9.\-]*"
      >
        <Label>{messages.roundField}</Label>
        <Input />
        <FieldError>
          {({ validationErrors, validationDetails }) =>
            validationDetails.patternMismatch ? messages.roundPattern : validationErrors.join(" ")
          }
        </FieldError>
      </TextField>
      <TextField className="field" name="date" type="date" isRequired>
        <Label>{messages.coverDateField}</Label>
        <Input />
        <FieldError />
      </TextField>
    </>
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
export function fieldErrorsOf(error: unknown): Record<string, string> {
  const errors = error instanceof ProblemError ? (error.problem?.errors ?? []) : [];
  return Object.fromEntries(errors.map(({ pointer, detail }) => [pointer.split("/").at(-1) ?? "", detail]));
}

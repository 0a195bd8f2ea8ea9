import type { ReactNode } from "react";
import { FieldError, Input, Label, TextField } from "react-aria-components";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { ProblemError } from "../api/problem-error.ts";

/** What a new draft is called, its round and the date on its cover; suggested after the drafts there are. */
export function DraftNameFields({ document }: { document: ListedDocument }): ReactNode {
  const suggested = nextRound(document.versions);
  return (
    <>
      <TextField className="field" name="label" defaultValue={suggested.label} isRequired>
        <Label>What it is called</Label>
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
        <Label>Round, part of its address</Label>
        <Input />
        <FieldError>
          {({ validationErrors, validationDetails }) =>
            validationDetails.patternMismatch
              ? "Lower-case letters, figures, dots and hyphens"
              : validationErrors.join(" ")
          }
        </FieldError>
      </TextField>
      <TextField className="field" name="date" type="date" isRequired>
        <Label>Date on its cover</Label>
        <Input />
        <FieldError />
      </TextField>
    </>
  );
}

const ordinals = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];

/** What the next draft is likely called: one more than the highest numbered round. A suggestion only. */
export function nextRound(versions: readonly ListedVersion[]): { round: string; label: string } {
  const numbers = versions.map(({ round }) => Number(round)).filter(Number.isInteger);
  const next = Math.max(0, ...numbers) + 1;
  return { round: String(next), label: `${ordinals[next - 1] ?? `${next}th`} draft` };
}

/** What was typed into a form's field, trimmed; empty where there is no such field. */
export function entryOf(form: HTMLFormElement): (name: string) => string {
  const entered = new FormData(form);
  return (name) => {
    const value = entered.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
}

/** What a server found wrong with the fields, by their names. */
export function fieldErrorsOf(error: unknown): Record<string, string> {
  const errors = error instanceof ProblemError ? (error.problem?.errors ?? []) : [];
  return Object.fromEntries(errors.map(({ pointer, detail }) => [pointer.split("/").at(-1) ?? "", detail]));
}

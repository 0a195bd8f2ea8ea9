import { ProblemError } from "../api/problem-error.ts";

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

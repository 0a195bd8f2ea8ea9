import * as z from "zod";

/** A statement, including its author and time, that can be revised, withdrawn and restored. */
export interface Revisable<Said> {
  /** The current statement; null before the first one and after a withdrawal. */
  current: Said | null;
  /** Earlier statements, oldest first, each with the time until which it applied. */
  history: { said: Said | null; until: string }[];
  /** Counts changes from 1. A change names the revision it was based on, or 0 if there was no statement yet. */
  revision: number;
}

/** Returns the schema fields of a revisable statement. */
export function revisable<Said extends z.ZodType>(said: Said) {
  return {
    current: said.nullable(),
    history: z.array(z.object({ said: said.nullable(), until: z.iso.datetime() })),
    revision: z.int().positive(),
  };
}

/** Revises a statement and adds the previous one to its history. Null withdraws it. `at` is ISO 8601, UTC. */
export function revise<Said>(before: Revisable<Said> | null, next: Said | null, at: string): Revisable<Said> {
  return {
    current: next,
    history: before ? [...before.history, { said: before.current, until: at }] : [],
    revision: (before?.revision ?? 0) + 1,
  };
}

/** Returns the statement before the last change, which undo restores. */
export function saidBefore<Said>({ history }: Revisable<Said>): Said | null {
  return history.at(-1)?.said ?? null;
}

import * as z from "zod";

/** A statement, including its author and time, that can be revised, withdrawn and restored. */
export interface Revisable<Statement> {
  /** The current statement; null before the first one and after a withdrawal. */
  current: Statement | null;
  /** Earlier statements, oldest first, each with the time until which it applied. */
  history: { said: Statement | null; until: string }[];
  /** Counts changes from 1. A change names the revision it was based on, or 0 if there was no statement yet. */
  revision: number;
}

/** Returns the schema fields of a revisable statement. */
export function revisable<Statement extends z.ZodType>(statement: Statement) {
  return {
    current: statement.nullable(),
    history: z.array(z.object({ said: statement.nullable(), until: z.iso.datetime() })),
    revision: z.int().positive(),
  };
}

/** Revises a statement and adds the previous one to its history. Null withdraws it. `at` is ISO 8601, UTC. */
export function revise<Statement>(
  before: Revisable<Statement> | null,
  next: Statement | null,
  at: string,
): Revisable<Statement> {
  return {
    current: next,
    history: before ? [...before.history, { said: before.current, until: at }] : [],
    revision: (before?.revision ?? 0) + 1,
  };
}

/** Returns the statement of the present or an earlier revision; null before the first one and for a withdrawal. */
export function statementOf<Statement>(of: Revisable<Statement>, revision: number): Statement | null {
  return revision === of.revision ? of.current : (of.history[revision - 1]?.said ?? null);
}

/** Returns the statement before the last change, which undo restores. */
export function previousStatement<Statement>({ history }: Revisable<Statement>): Statement | null {
  return history.at(-1)?.said ?? null;
}

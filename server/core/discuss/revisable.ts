import * as z from "zod";

/** Something that was said, by whom and when being part of it, that may be revised, taken back and put back. */
export interface Revisable<Said> {
  /** What holds; null where nothing does, or does any more. */
  current: Said | null;
  /** What held before, oldest first, and until when. */
  history: { said: Said | null; until: string }[];
  /** Counts changes from 1; a change names the revision it was made on, and 0 where nothing was ever said. */
  revision: number;
}

/** The fields of a revisable statement, for a schema. */
export function revisable<Said extends z.ZodType>(said: Said) {
  return {
    current: said.nullable(),
    history: z.array(z.object({ said: said.nullable(), until: z.iso.datetime() })),
    revision: z.int().positive(),
  };
}

/** A statement changed: what held until then joins its history. Null takes it back. `at` is ISO 8601, UTC. */
export function revise<Said>(before: Revisable<Said> | null, next: Said | null, at: string): Revisable<Said> {
  return {
    current: next,
    history: before ? [...before.history, { said: before.current, until: at }] : [],
    revision: (before?.revision ?? 0) + 1,
  };
}

/** What held before the last change: what undoing it puts back. */
export function saidBefore<Said>({ history }: Revisable<Said>): Said | null {
  return history.at(-1)?.said ?? null;
}

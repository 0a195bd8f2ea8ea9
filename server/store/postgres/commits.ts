import { randomBytes } from "node:crypto";
import type { Collection } from "../collections.ts";

/**
 * One of the latest commits, as the head's row names it: "id:number:collections". An entry of an earlier program, or of a
 * restored backup, is only an id.
 */
export interface Commit {
  id: string;
  /** Position among all commits. Higher ones come later. */
  number: number | null;
  /** The collections that it changed. */
  changed: readonly string[] | null;
}

/** Number of the latest commits that are kept. */
const keptCommits = 64;

/** Returns a new id for a commit. */
export function newCommitId(): string {
  return randomBytes(9).toString("base64url");
}

/** Reads an entry of the head's row. */
export function commitOf(entry: string): Commit {
  const [id = "", number, changed] = entry.split(":");
  if (number === undefined || changed === undefined) return { id, number: null, changed: null };
  return { id, number: Number(number), changed: changed.split(",").filter((name) => name !== "") };
}

/** Whether a commit is among the latest ones. */
export function isKept(recent: readonly string[], id: string): boolean {
  return recent.some((entry) => commitOf(entry).id === id);
}

/** Returns the latest commits after one more. */
export function withCommit(recent: readonly string[], id: string, changed: Iterable<Collection>): string[] {
  const entry = `${id}:${String(nextNumber(recent))}:${[...changed].join(",")}`;
  return [...recent, entry].slice(-keptCommits);
}

/** Entries without a number count, too. If none has one, the time is a number that no earlier commit had. */
function nextNumber(recent: readonly string[]): number {
  for (const [later, entry] of recent.toReversed().entries()) {
    const { number } = commitOf(entry);
    if (number !== null) return number + later + 1;
  }
  return Date.now() * 1000;
}

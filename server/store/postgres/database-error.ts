import { DatabaseError as ServerError } from "pg";
import { UnreachableError } from "../store.ts";

/** Reasons why a database cannot be used, or cannot be used any longer. */
export type DatabaseFault =
  | "database-unreachable"
  | "database-refused"
  | "database-missing"
  | "database-foreign"
  | "database-newer"
  | "database-not-empty"
  | "database-heads"
  | "database-in-use"
  | "database-failed";

/** A database cannot be used. The code and the parameters select the message that is shown. No secret is among them. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
  readonly code: DatabaseFault;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: DatabaseFault, params: Readonly<Record<string, string | number>>, options?: ErrorOptions) {
    super([code, ...Object.values(params)].join(" "), options);
    this.code = code;
    this.params = params;
  }
}

/** Returns a URL without its password and parameters, for messages. */
export function shownUrl(url: string): string {
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === "" ? "" : `${username}@`}${host}${pathname}`;
}

/** Returns the error of opening a database, in terms of what its operator can do. */
export function openingError(url: string, error: unknown): unknown {
  if (error instanceof DatabaseError) return error;
  if (error instanceof UnreachableError) return openingError(url, error.cause);
  const params = { database: shownUrl(url), reason: reasonOf(error as NodeJS.ErrnoException) };
  const code = stateOf(error);
  if (code.startsWith("28")) return new DatabaseError("database-refused", params);
  if (code === "3D000") return new DatabaseError("database-missing", params);
  if (isUnreachable(error)) return new DatabaseError("database-unreachable", params);
  return code === "" ? error : new DatabaseError("database-failed", params, { cause: error });
}

/** An error for several addresses of one host has no message of its own. */
function reasonOf({ message, code, name }: NodeJS.ErrnoException): string {
  return message === "" ? (code ?? name) : message;
}

/** Returns the SQLSTATE of an error, or "" if it did not come from the database. */
function stateOf(error: unknown): string {
  return error instanceof ServerError ? (error.code ?? "") : "";
}

/** Returns whether the database itself reported an error. */
export function isFromDatabase(error: unknown): boolean {
  return stateOf(error) !== "";
}

/** Returns whether a statement names a table that the database does not have. */
export function isMissingTable(error: unknown): boolean {
  return stateOf(error) === "42P01";
}

/** Returns whether a transaction lost against another, and can run again. */
export function isConflict(error: unknown): boolean {
  return ["40001", "40P01", "55P03"].includes(stateOf(error));
}

/** Returns whether a transaction failed because of the database's disk, memory or limits. */
export function isOutOfRoom(error: unknown): boolean {
  return /^(?:53|54|58|XX)/u.test(stateOf(error));
}

/** Returns whether the database could not read a row, because its own files are damaged. */
export function isCorrupted(error: unknown): boolean {
  return ["XX001", "XX002"].includes(stateOf(error));
}

/** The server stops, starts, has given way to another one, or has closed a connection that it no longer wants. */
const stopped = new Set(["57P01", "57P02", "57P03", "57P05", "25006", "25P03", "25P04", "53300", "40003"]);

const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Returns whether an error means that there is no connection, or no longer one. */
export function isUnreachable(error: unknown): boolean {
  const state = stateOf(error);
  if (state !== "") return state.startsWith("08") || stopped.has(state);
  // Not `instanceof Error`, which is false for the system's errors in another realm.
  const { code = "", message = "" } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (unreachable.has(code)) return true;
  // The driver gives these no code.
  return /connection (?:terminated|error)|not queryable|timeout exceeded when trying to connect|timeout expired/iu.test(
    message,
  );
}

import type { Catalogue } from "#core/messages/catalogue.ts";
import { databases, dataFolders } from "#core/messages/catalogues.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { problemText } from "#core/phrases/problem-text.ts";
import { knownProblem, ProblemError } from "../../services/kernel/problem.ts";
import { DataFolderError, type DataFolderFault } from "../../store/lowdb/data-folder-error.ts";
import { DatabaseError, type DatabaseFault } from "../../store/postgres/database-error.ts";
import { DamagedBodyError } from "../../store/store.ts";
import { commandText } from "./terminal.ts";

/** Files that a command refused, after it received the others. */
export class RefusedFiles extends Error {
  readonly files: readonly { name: string; error: unknown }[];

  constructor(files: RefusedFiles["files"]) {
    super(files.map(({ name, error }) => `${name}: ${errorMessage(error)}`).join("\n"));
    this.name = "RefusedFiles";
    this.files = files;
  }
}

/** Returns the error of a failed command as text for a terminal. */
export function errorMessage(thrown: unknown): string {
  if (thrown instanceof DamagedBodyError) return uncheckedText(thrown.fault, "en", dataFolders, databases);
  const error = knownProblem(thrown);
  if (error instanceof ProblemError) {
    const problem = problemText(error, "en").detail;
    const unsaid = Object.values(error.params).filter((value) => !problem.includes(String(value)));
    const details = unsaid.join(", ");
    return details === "" ? problem : commandText("cli-problem", { problem, details });
  }
  if (error instanceof DataFolderError) return uncheckedText(error, "en", folderMessages);
  if (error instanceof DatabaseError) return uncheckedText(error, "en", databaseMessages);
  return error instanceof Error ? error.message : String(error);
}

/** The compiler names every reason without a message. */
const folderMessages: Catalogue<DataFolderFault> = dataFolders;
const databaseMessages: Catalogue<DatabaseFault> = databases;

/** Returns whether a command failed because of invalid fields, and not because of the forum's state. */
export function isInvalidRequest(error: unknown): boolean {
  if (error instanceof RefusedFiles) return error.files.every((file) => isInvalidRequest(file.error));
  return error instanceof ProblemError && error.code === "invalid-request";
}

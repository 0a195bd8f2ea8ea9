import { type ForumDocument, ledBySymbol, type Version } from "#core/text/version.ts";
import { draftName } from "./export-phrases.ts";

/** The names of a draft and its document, and its official number if there is one. */
export interface NamedDraft {
  document: Pick<ForumDocument, "shortTitle" | "symbol">;
  version: Pick<Version, "label" | "date" | "language" | "symbol">;
}

/** Returns the line at the head of every page: "WTPF-13/5-E · Opinion 5 · Third draft, 6 Feb 2013". */
export function runningText({ document, version }: NamedDraft): string {
  return ledBySymbol(document, version, document.shortTitle, draftName(version, version.language)).join(" · ");
}

/** Returns the title of a file: "WTPF-13/5-E, Opinion 5, Third draft". */
export function fileTitle({ document, version }: NamedDraft): string {
  return ledBySymbol(document, version, document.shortTitle, version.label).join(", ");
}

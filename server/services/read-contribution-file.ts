import type { ReadContribution } from "#core/annotate/read-contribution.ts";
import type { Contribution } from "#core/annotate/contribution.ts";
import { ProblemError } from "./problem-error.ts";
import { readUpload } from "./read-upload.ts";

/** What a file came to, and what it was. */
export interface ReadFileOfContribution {
  read: ReadContribution;
  format: Contribution["source"]["format"];
}

/**
 * Reads a file that an organisation sent, whatever its kind.
 * @throws ProblemError not-this-format, file-damaged, file-empty, file-encrypted, file-too-large
 */
export async function readContributionFile(bytes: Uint8Array, fileName: string): Promise<ReadFileOfContribution> {
  const { value, notices } = await readUpload(bytes, fileName, { changes: "keep" });
  if (value.format !== "docx") throw new ProblemError("not-this-format", { fileName });
  const { value: accepted } = await readUpload(bytes, fileName, { changes: "accept", language: value.language });
  const { draft, markup } = value;
  return {
    format: "docx",
    read: { form: "marked-text", draft, accepted: accepted.draft, markup, coloured: [], notices },
  };
}

import type { ReadContribution, RemarkNotice } from "#core/receive/read-contribution.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import { isMarkedText } from "#core/text/file-format.ts";
import type { Notice, ReadingNotice } from "#core/text/notice.ts";
import { isFormInWord } from "../../import/forms/form-columns.ts";
import { remarkFormatOf } from "../../import/detect-format.ts";
import { ProblemError } from "../kernel/problem.ts";
import type { Context } from "../kernel/context.ts";
import { readOrRefuse, readUpload } from "../versions/read-upload.ts";

const formInWord: RemarkNotice = "form-in-word";
const compiledComments: ReadingNotice = "compiled-comments-left-out";

/** A parsed contribution file with its format. */
export interface ReadFileOfContribution {
  read: ReadContribution;
  format: Contribution["source"]["format"];
}

/**
 * Reads a contribution file of any supported format.
 * @throws ProblemError not-this-format, file-damaged, file-empty, file-encrypted, file-scanned, file-too-large
 */
export async function readContributionFile(
  context: Pick<Context, "readDraft" | "readRemarks">,
  bytes: Uint8Array,
  fileName: string,
): Promise<ReadFileOfContribution> {
  const format = remarkFormatOf(bytes, fileName);
  if (format === null) return readMarkedText(context, bytes, fileName);
  return { format, read: await readOrRefuse(fileName, () => context.readRemarks(bytes, format)) };
}

async function readMarkedText(
  { readDraft }: Pick<Context, "readDraft">,
  bytes: Uint8Array,
  fileName: string,
): Promise<ReadFileOfContribution> {
  const { value, notices } = await readUpload(bytes, fileName, { changes: "keep" }, readDraft);
  const { format } = value;
  if (!isMarkedText(format)) throw new ProblemError("not-this-format", { fileName });
  const { value: accepted } = await readUpload(
    bytes,
    fileName,
    { changes: "accept", language: value.language },
    readDraft,
  );
  const { draft, markup, coloured } = value;
  const isMarked = markup.changes.length + markup.comments.length > 0;
  const isList = isFormInWord(draft) || notices.some(({ code }) => code === compiledComments);
  const formNotice: Notice[] = !isMarked && isList ? [{ code: formInWord, params: {}, place: fileName }] : [];
  return {
    format,
    read: {
      form: "marked-text",
      draft,
      accepted: accepted.draft,
      markup,
      coloured,
      notices: [...formNotice, ...notices],
    },
  };
}

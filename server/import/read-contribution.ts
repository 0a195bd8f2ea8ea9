import type { ColumnMapping } from "#core/receive/file-columns.ts";
import type { ReadContribution, RemarkList, RemarkNotice } from "#core/receive/read-contribution.ts";
import { type ContributionFormat, isMarkedText, type RemarkFormat } from "#core/text/file-format.ts";
import type { Notice, ReadingNotice } from "#core/text/notice.ts";
import { readCollection } from "./annotations/read-collection.ts";
import { remarkFormatOf } from "./detect-format.ts";
import { formsInWord, isFormInWord } from "./forms/form-columns.ts";
import { readCommentForm, remarksOf } from "./forms/read-comment-form.ts";
import { readDraft, type ReadOptions, type TextLimits } from "./read-draft.ts";
import { readMailFile } from "./mail/read-mail-file.ts";
import { UnreadableFile } from "./shared/unreadable-file.ts";

const formInWord: RemarkNotice = "form-in-word";
const resolvedInFile: RemarkNotice = "resolved-in-file";
const compiledComments: ReadingNotice = "compiled-comments-left-out";

/** `objects` is false for a contribution to a version that was stored without pictures, equations and objects. */
export interface ContributionOptions extends Pick<ReadOptions, "objects"> {
  /** The columns of its tables that a person chose. Others are guessed. */
  readonly columns?: ColumnMapping;
  readonly limits?: TextLimits;
}

/** A parsed contribution file with its format. */
export interface ReadFileOfContribution {
  read: ReadContribution;
  format: ContributionFormat;
}

/**
 * Reads a contribution file of any supported format.
 *
 * @throws UnreadableFile
 */
export async function readContribution(
  bytes: Uint8Array,
  fileName: string,
  options: ContributionOptions = {},
): Promise<ReadFileOfContribution> {
  const format = remarkFormatOf(bytes, fileName);
  if (format !== null) return { format, read: await readRemarks(bytes, format, options.columns) };
  return readMarkedText(bytes, { fileName, ...options });
}

async function readMarkedText(
  bytes: Uint8Array,
  options: ContributionOptions & Pick<ReadOptions, "fileName">,
): Promise<ReadFileOfContribution> {
  const { fileName } = options;
  const { value, notices } = await readDraft(bytes, { ...options, changes: "keep" });
  const { draft, format, language, markup, coloured } = value;
  if (!isMarkedText(format)) throw new UnreadableFile("not-this-format", `a contribution cannot be ${format}`);
  const isMarked = markup.changes.length + markup.comments.length > 0;
  const forms = isMarked ? null : formsInWord(draft);
  if (forms) {
    const tables = { sheets: forms, names: [], badRows: [], notices: [], cut: null };
    const rowName = (table: number, row: number): string => `table ${String(table + 1)} row ${String(row)}`;
    return { format, read: remarksOf(tables, rowName, options.columns) };
  }
  const { value: accepted } = await readDraft(bytes, { ...options, language, changes: "accept" });
  const isList = isFormInWord(draft) || notices.some(({ code }) => code === compiledComments);
  const formNotice: Notice[] = !isMarked && isList ? [{ code: formInWord, params: {}, place: fileName }] : [];
  const count = markup.comments.filter(({ parent, resolved }) => parent === null && resolved).length;
  const resolvedNotice: Notice[] = count > 0 ? [{ code: resolvedInFile, params: { count }, place: fileName }] : [];
  return {
    format,
    read: {
      form: "marked-text",
      draft,
      accepted: accepted.draft,
      markup,
      coloured,
      // A guessed title matters only for a draft, whose clauses people correct.
      notices: [...formNotice, ...resolvedNotice, ...notices.filter(({ code }) => code !== "title-guessed")],
    },
  };
}

type RemarkReader = (bytes: Uint8Array, columns?: ColumnMapping) => RemarkList | Promise<RemarkList>;

const readers: Readonly<Record<RemarkFormat, RemarkReader>> = {
  xlsx: readCommentForm,
  csv: readCommentForm,
  jsonld: readCollection,
  eml: readMailFile,
};

/**
 * Reads a file of remarks.
 *
 * @throws UnreadableFile
 */
export async function readRemarks(
  bytes: Uint8Array,
  format: RemarkFormat,
  columns?: ColumnMapping,
): Promise<RemarkList> {
  return readers[format](bytes, columns);
}

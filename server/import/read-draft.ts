import type { Node } from "prosemirror-model";
import type { FileMarkup } from "#core/receive/file-markup.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import type { Blocks } from "#core/text/block.ts";
import { versionTextOf } from "#core/text/clause.ts";
import type { Notice } from "#core/text/notice.ts";
import { segment } from "#core/text/segment.ts";
import { decodeText } from "./shared/decode-text.ts";
import { chooseLanguage } from "./shared/choose-language.ts";
import { detectFormat, type DraftFormat } from "./detect-format.ts";
import type { ChangesWanted, PendingMarkup } from "./shared/markup-recorder.ts";
import { readDocx } from "./docx/read-docx.ts";
import { readHtml } from "./html/read-html.ts";
import { readOdt } from "./odt/read-odt.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import { readMarkdown } from "./markdown/read-markdown.ts";
import { readText } from "./text/read-text.ts";
import { UnreadableFile } from "./shared/unreadable-file.ts";

export type { DraftFormat } from "./detect-format.ts";
export { UnreadableFile } from "./shared/unreadable-file.ts";

export interface ReadOptions {
  /** As the person who sent it called it: its ending is checked against the content. */
  readonly fileName: string;
  /** BCP 47; left out, the file says, or it is guessed with a notice. */
  readonly language?: string;
  /**
   * Tracked changes: read as made (`accept`, the default), as not made (`reject`), or as not made and handed over with
   * the comments (`keep`). Only Word files and OpenDocument texts have any.
   */
  readonly changes?: ChangesWanted;
}

export interface ReadDraft {
  readonly value: {
    /** A `doc` of the draft schema. */
    readonly draft: Node;
    readonly format: DraftFormat;
    /** BCP 47. */
    readonly language: string;
    /** The tracked changes and comments, where they were to be kept; empty otherwise. */
    readonly markup: FileMarkup;
    /** Runs in a colour of their own, by offsets into the text, where changes were to be kept; empty otherwise. */
    readonly coloured: readonly TextRange[];
  };
  readonly notices: Notice[];
}

/**
 * Larger files are refused unread. The longest report of the field is under 3 MB as DOCX with its pictures; this leaves
 * room for scanned annexes while one reading stays within a few hundred MB of memory.
 */
export const maxFileBytes = 64 * 1024 * 1024;

/**
 * Reads a file as a draft. What it does not understand becomes a notice with its place; nothing vanishes silently.
 * @throws UnreadableFile and nothing else, whatever the bytes.
 */
export async function readDraft(bytes: Uint8Array, options: ReadOptions): Promise<ReadDraft> {
  if (bytes.length === 0) throw new UnreadableFile("empty", "no bytes");
  if (bytes.length > maxFileBytes) throw new UnreadableFile("too-large", `${String(bytes.length)} bytes`);
  const { format, notices } = detectFormat(bytes, options.fileName);
  const { markup, ...blocks } = await readBlocks(bytes, format, options.changes);
  const { language, notices: aboutLanguage } = chooseLanguage(blocks, options.language);
  const { draft, notices: placed, markers } = segment(blocks, language);
  if (draft.childCount === 0) throw new UnreadableFile("empty", "no text in it");
  const { text } = versionTextOf(draft);
  const kept = markup?.((marker) => markers.get(marker) ?? text.length, text);
  const { markup: marks = { changes: [], comments: [] }, coloured = [] } = kept ?? {};
  return {
    value: { draft, format, language, markup: marks, coloured },
    notices: [...notices, ...aboutLanguage, ...placed],
  };
}

async function readBlocks(
  bytes: Uint8Array,
  format: DraftFormat,
  changes: ChangesWanted | undefined,
): Promise<Blocks & { markup: PendingMarkup | null }> {
  if (format === "pdf") return { ...(await readPdf(bytes)), markup: null };
  if (format === "docx") return readDocx(bytes, changes);
  if (format === "odt") return readOdt(bytes, changes);
  const { text, notices } = decodeText(bytes, format);
  const blocks = format === "html" ? readHtml(text) : format === "markdown" ? readMarkdown(text) : readText(text);
  return { ...blocks, notices: [...notices, ...blocks.notices], markup: null };
}

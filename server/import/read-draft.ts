import type { Node } from "prosemirror-model";
import type { FileMarkup } from "#core/receive/file-markup.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import { type Blocks, type SourceMap, textOf } from "#core/text/segments/block.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type DraftFormat, hasEnding } from "#core/text/file-format.ts";
import type { PrintedLines } from "#core/text/lines/line-numbers.ts";
import type { Notice } from "#core/text/notice.ts";
import { segment } from "#core/text/segments/segment.ts";
import { decodeText } from "./shared/decode-text.ts";
import { chooseLanguage } from "./shared/choose-language.ts";
import { detectFormat, endingOf, refuseMachineText } from "./detect-format.ts";
import type { ChangesWanted, PendingMarkup } from "./shared/markup-recorder.ts";
import type { PendingSources, ReadExtras } from "./shared/recorded-sources.ts";
import { readDocx } from "./docx/read-docx.ts";
import { readHtml } from "./html/read-html.ts";
import { readOdt } from "./odt/read-odt.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import { readMarkdown } from "./markdown/read-markdown.ts";
import { readText } from "./text/read-text.ts";
import { UnreadableFile } from "./shared/unreadable-file.ts";

export { UnreadableFile } from "./shared/unreadable-file.ts";

export interface ReadOptions {
  /** The sender's file name. Its extension is checked against the content. */
  readonly fileName: string;
  /** BCP 47. If omitted, the file's own declaration counts, or the language is guessed with a notice. */
  readonly language?: string;
  /**
   * Tracked changes: accepted (`accept`, the default), rejected (`reject`), or rejected and returned together with the
   * comments (`keep`). Only Word files and OpenDocument texts have any.
   */
  readonly changes?: ChangesWanted;
  /**
   * Whether to return the source of each character. Only Word files and OpenDocument texts have
   * any.
   */
  readonly sources?: boolean;
  /**
   * Whether pictures, equations and embedded objects of Word files and OpenDocument texts are part of the text. True by
   * default. Versions stored before they were are read again without them.
   */
  readonly objects?: boolean;
  /** Limits of the text. None if omitted. */
  readonly limits?: TextLimits;
}

/** The longest text that is read. A file of a few kB can hold more than a server can compare. */
export interface TextLimits {
  /** Maximum number of clauses. */
  readonly clauses: number;
  /** Maximum number of characters, in UTF-16 code units. */
  readonly characters: number;
}

/**
 * Maximum number of pieces (runs of one format, notes, pictures) in a paragraph and in a text. Each is an object that
 * costs as much as a short paragraph. The longest text with a format for every second word has fewer.
 */
const mostPieces = { paragraph: 20_000, text: 600_000 };

/** The limits of a server without settings: six times the longest report in the field, and a million words. */
export const usualTextLimits: TextLimits = { clauses: 20_000, characters: 8_000_000 };

export interface ReadDraft {
  readonly value: {
    /** A `doc` of the draft schema. */
    readonly draft: Node;
    readonly format: DraftFormat;
    /** BCP 47. */
    readonly language: string;
    /** Tracked changes and comments, if they were to be kept. Otherwise empty. */
    readonly markup: FileMarkup;
    /** Runs with their own colour, as offsets in the text, if changes were to be kept. Otherwise empty. */
    readonly coloured: readonly TextRange[];
    /** The source of each character in the file, if it was wanted and the file is a Word file or an OpenDocument text. */
    readonly sources?: SourceMap;
    /** The line and page numbers that the file prints. Only PDF files have any. */
    readonly lines?: PrintedLines;
  };
  readonly notices: Notice[];
}

/**
 * Maximum file size, checked before reading. The longest report in the field is under 3 MB as DOCX with its pictures.
 * The limit leaves room for scanned annexes, and reading a file stays within a few hundred MB of memory.
 */
export const maxFileBytes = 64 * 1024 * 1024;

/**
 * Reads a file as a draft. Content it does not understand becomes a notice with its position; nothing is dropped
 * silently.
 *
 * @throws UnreadableFile and nothing else, whatever the bytes.
 */
export async function readDraft(bytes: Uint8Array, options: ReadOptions): Promise<ReadDraft> {
  if (bytes.length === 0) throw new UnreadableFile("empty", "no bytes");
  if (bytes.length > maxFileBytes) throw new UnreadableFile("too-large", `${String(bytes.length)} bytes`);
  const { format, notices } = detectFormat(bytes, options.fileName);
  if (format === "text" || format === "markdown") {
    refuseMachineText(decodeText(bytes, format).text, hasEnding("csv", endingOf(options.fileName)));
  }
  const { markup, sources, ...blocks } = await readers[format](bytes, options.changes, {
    ...(options.sources !== undefined && { sources: options.sources }),
    ...(options.objects !== undefined && { objects: options.objects }),
  });
  // Before the text is divided into clauses, because that takes longer than reading it.
  if (options.limits) refuseLong(blocks, options.limits);
  const { language, notices: aboutLanguage } = chooseLanguage(blocks, options.language);
  const { draft, notices: placed, markers } = segment(blocks, language);
  if (draft.childCount === 0) throw new UnreadableFile("empty", "no text in it");
  const { text } = versionTextOf(draft);
  if (options.limits && draft.childCount > options.limits.clauses) {
    throw tooLong(draft.childCount, text.length, options.limits);
  }
  const kept = markup?.((marker) => markers.get(marker) ?? text.length, text);
  const { markup: marks = { changes: [], comments: [] }, coloured = [] } = kept ?? {};
  return {
    value: {
      draft,
      format,
      language,
      markup: marks,
      coloured,
      ...(sources && { sources: sources((marker) => markers.get(marker), text) }),
    },
    notices: [...notices, ...aboutLanguage, ...placed],
  };
}

/** @throws UnreadableFile too-long */
function refuseLong({ blocks, notes }: Blocks, limits: TextLimits): void {
  const all = [...blocks, ...[...notes.values()].flatMap((note) => note.blocks)];
  const lengths = all.map(({ pieces }) => textOf(pieces).trim().length);
  const paragraphs = lengths.filter((length) => length > 0).length;
  const characters = lengths.reduce((sum, length) => sum + length, 0);
  if (paragraphs > limits.clauses || characters > limits.characters) throw tooLong(paragraphs, characters, limits);
  const counts = all.map(({ pieces }) => pieces.length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > mostPieces.text || counts.some((count) => count > mostPieces.paragraph)) {
    throw new UnreadableFile("too-large", `${String(total)} pieces`);
  }
}

function tooLong(paragraphs: number, characters: number, limits: TextLimits): UnreadableFile {
  const detail = `${String(paragraphs)} paragraphs, ${String(characters)} characters`;
  return new UnreadableFile("too-long", detail, { ...limits });
}

type MarkedBlocks = Blocks & { markup: PendingMarkup | null; sources?: PendingSources | null };

/** The reader of each format. */
const readers: Readonly<
  Record<
    DraftFormat,
    (
      bytes: Uint8Array,
      changes: ChangesWanted | undefined,
      extras: Partial<ReadExtras>,
    ) => MarkedBlocks | Promise<MarkedBlocks>
  >
> = {
  docx: readDocx,
  odt: readOdt,
  pdf: async (bytes) => ({ ...(await readPdf(bytes)), markup: null }),
  html: (bytes) => readDecoded(bytes, "html", readHtml),
  markdown: (bytes) => readDecoded(bytes, "markdown", readMarkdown),
  text: (bytes) => readDecoded(bytes, "text", readText),
};

/** Reads a format that is text in some encoding. */
function readDecoded(bytes: Uint8Array, format: DraftFormat, read: (text: string) => Blocks): MarkedBlocks {
  const { text, notices } = decodeText(bytes, format);
  const blocks = read(text);
  return { ...blocks, notices: [...notices, ...blocks.notices], markup: null };
}

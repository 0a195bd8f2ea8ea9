import type { PDFPageProxy, TextItem, TextMarkedContent } from "pdfjs-dist/types/src/display/api.d.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";

/** A run of text as drawn on a page. Lengths are in points; y counts from the bottom of the page. */
export interface PdfRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Letter height. */
  readonly size: number;
  readonly rightToLeft: boolean;
  readonly bold: boolean;
  readonly italic: boolean;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly PdfRun[];
}

export interface PdfText {
  readonly pages: readonly PdfPage[];
  /** BCP 47 tag declared in the file, or null. */
  readonly language: string | null;
  /** Number of readers' comments in the margin and on the text. */
  readonly comments: number;
}

/** Maximum number of pages. The longest report in the field has about 200 as PDF. */
const mostPages = 2_000;
/** Maximum number of runs in the file. A run is a line or a word, and a page of small print has 1 000 words. */
const mostRuns = 2_000_000;
/** Annotation types that contain a person's remark, unlike links or form fields. */
const remarks = new Set([
  "Text",
  "FreeText",
  "Highlight",
  "Underline",
  "StrikeOut",
  "Squiggly",
  "Caret",
  "Ink",
  "Stamp",
]);

/**
 * Reads the text of a PDF file, page by page, as drawn. Runs no code from the file and fetches nothing.
 *
 * @throws UnreadableFile encrypted, damaged, too-large
 */
export async function readPdfPages(bytes: Uint8Array): Promise<PdfText> {
  // Loaded with the first PDF file, because it is the largest dependency and few forums ever read a PDF.
  const [{ getDocument, VerbosityLevel }] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs"),
    import("pdfjs-dist/legacy/build/pdf.worker.mjs"),
  ]);
  const task = getDocument({
    // Passes a copy, because the library takes ownership of the buffer.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const file = await task.promise;
    if (file.numPages > mostPages) throw new UnreadableFile("too-large", `${String(file.numPages)} pages`);
    const pages: PdfPage[] = [];
    const faces = new Map<string, Face>();
    let comments = 0;
    let count = 0;
    for (let number = 1; number <= file.numPages; number += 1) {
      const page = await file.getPage(number);
      const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
      const { items } = await page.getTextContent();
      await learnFaces(page, items, faces);
      const runs = items.flatMap((item) => ("str" in item ? runOf(item, left, bottom, faces) : []));
      count += runs.length;
      if (count > mostRuns) throw new UnreadableFile("too-large", `more than ${String(mostRuns)} runs of text`);
      const annotations = (await page.getAnnotations()) as { subtype?: string }[];
      comments += annotations.filter(({ subtype }) => remarks.has(subtype ?? "")).length;
      pages.push({ width: right - left, height: top - bottom, runs });
      page.cleanup();
    }
    const { info } = await file.getMetadata();
    const language = (info as { Language?: string | null }).Language ?? null;
    return { pages, language: language === "" ? null : language, comments };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const isLocked = error instanceof Error && error.name === "PasswordException";
    throw new UnreadableFile(isLocked ? "encrypted" : "damaged", String(error));
  } finally {
    await task.destroy();
  }
}

interface Face {
  readonly bold: boolean;
  readonly italic: boolean;
}

const plain: Face = { bold: false, italic: false };

/**
 * Finds out which of a page's fonts are bold or italic from their names. The names are available only after the page's
 * layout.
 */
async function learnFaces(
  page: PDFPageProxy,
  items: readonly (TextItem | TextMarkedContent)[],
  faces: Map<string, Face>,
): Promise<void> {
  const unknown = new Set(items.flatMap((item) => ("str" in item && !faces.has(item.fontName) ? item.fontName : [])));
  if (unknown.size === 0) return;
  await page.getOperatorList();
  for (const font of unknown) {
    const name = page.commonObjs.has(font) ? ((page.commonObjs.get(font) as { name?: string }).name ?? "") : "";
    faces.set(font, { bold: /bold|black|heavy/iu.test(name), italic: /italic|oblique/iu.test(name) });
  }
}

/** Rotated text is a stamp or watermark. A run of spaces only is a gap, which is also visible from its neighbours. */
function runOf(
  { str, transform, width, dir, fontName }: TextItem,
  left: number,
  bottom: number,
  faces: ReadonlyMap<string, Face>,
): PdfRun[] {
  const [a = 0, b = 0, , d = 0, x = 0, y = 0] = transform as number[];
  if (str.trim() === "" || Math.abs(b) > 0.1 * Math.abs(a)) return [];
  const face = faces.get(fontName) ?? plain;
  return [{ ...face, text: str, x: x - left, y: y - bottom, width, size: Math.abs(d), rightToLeft: dir === "rtl" }];
}

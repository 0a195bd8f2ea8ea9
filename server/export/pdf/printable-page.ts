import { htmlPage, type PageParts } from "../html/page.ts";
import type { Piece } from "../shared/steps.ts";

/**
 * Where a page that is to be printed believes it is served. The name can never be anybody's (RFC 6761, "invalid"); the
 * printer answers for it with the page and its fonts, and for nothing else.
 */
export const printOrigin = "https://rapporteur.invalid";

/** The style sheet of the fonts there. */
export const printFonts = `${printOrigin}/fonts.css`;

/**
 * Prints a page as PDF: tagged, with an outline from its headings, on the paper its style names. Given up where the signal
 * is aborted.
 * @throws ProblemError server-busy where too much waits, not-printed where it took too long or the browser ended
 */
export type PrintPage = (html: string, signal: AbortSignal | null) => Promise<Uint8Array>;

/** Only fonts that are there on every machine. */
const fontStyle = `
:root{--serif:"Source Serif 4",Amiri,"Noto Serif SC",serif}
html,.to-comment,.proposed .remarks{font-family:Inter,Amiri,"Noto Serif SC",sans-serif}
code{font-family:Inter,Amiri,sans-serif}`.replace(/\n/gu, "");

/** A page as it is given to the printer. */
export function printablePage(parts: PageParts): Iterable<Piece> {
  return htmlPage({ ...parts, style: parts.style + fontStyle, fonts: printFonts });
}

import { htmlPage, type PageParts } from "../html/page.ts";
import type { Piece } from "../shared/steps.ts";

/**
 * The origin of a page to print. Nobody can own the name (RFC 6761, "invalid"). The printer serves only the page and
 * its fonts from it.
 */
export const printOrigin = "https://rapporteur.invalid";

/** The style sheet of the fonts at that origin. */
export const printFonts = `${printOrigin}/fonts.css`;

/**
 * Prints a page as PDF: tagged, with an outline from its headings, on the paper its style names. Stops if the signal is
 * aborted.
 * @throws ProblemError server-busy if too many prints are waiting; not-printed if printing took too long or the browser
 *   exited
 */
export type PrintPage = (html: string, signal: AbortSignal | null) => Promise<Uint8Array>;

/** Only fonts that every machine has. */
const fontStyle = `
:root{--serif:"Source Serif 4",Amiri,"Noto Serif SC",serif}
html,.to-comment,.proposed .remarks{font-family:Inter,Amiri,"Noto Serif SC",sans-serif}
code{font-family:Inter,Amiri,sans-serif}`.replace(/\n/gu, "");

/** Renders a page for the printer. */
export function printablePage(parts: PageParts): Iterable<Piece> {
  return htmlPage({ ...parts, style: parts.style + fontStyle, fonts: printFonts });
}

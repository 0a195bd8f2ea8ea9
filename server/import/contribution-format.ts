import type { contributionFormats } from "#core/receive/contribution.ts";

/**
 * What kind of contribution a file is: by its content where that tells (an Excel file, JSON), by its name for CSV, which any
 * text may be. What is none of these is taken for a Word file, whose reader says what is wrong with it.
 */
export function contributionFormat(bytes: Uint8Array, fileName: string): (typeof contributionFormats)[number] {
  const start = String.fromCharCode(...bytes.subarray(0, 512));
  if (start.startsWith("PK")) {
    // The names of a zip file's parts stand in it as they are.
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("xl/workbook.xml") ? "xlsx" : "docx";
  }
  if (/^(?:\u00EF\u00BB\u00BF)?\s*[[{]/u.test(start)) return "jsonld";
  return /\.(?:csv|tsv)$/iu.test(fileName) ? "csv" : "docx";
}

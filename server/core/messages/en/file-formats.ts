import type { FileFormat } from "#core/text/file-format.ts";

/** The names of file formats within a sentence. */
export const formatNames = {
  docx: "Word",
  odt: "OpenDocument",
  pdf: "PDF",
  html: "HTML",
  markdown: "Markdown",
  text: "plain text",
  xlsx: "Excel",
  csv: "CSV",
  jsonld: "JSON-LD",
} as const satisfies Readonly<Record<FileFormat, string>>;

import { PDFDocument } from "@cantoo/pdf-lib";
import { type CompilationFile, renderFile } from "../../../server/export/render-file.ts";
import { writeFile } from "../../../server/services/exports/write-file.ts";
import type { WrittenPiece } from "../../../server/services/kernel/file-answer.ts";
import { compilation, annotationsOfEveryKind, version } from "../../export/sample.ts";
import { bytesOf } from "../../export/whole-files.ts";

const commented = compilation(annotationsOfEveryKind());
const pdf: CompilationFile = {
  compilation: commented,
  format: "pdf",
  layout: "on-the-words",
  baseUrl: "https://forum.example",
  began: version().date,
};
const context = { renderFile };

const blankPage = PDFDocument.create().then((document) => {
  document.addPage();
  return document.save();
});

test("writes, prints and finishes a PDF, and sends no bytes before it is complete", async () => {
  const pages: string[] = [];
  const pieces: WrittenPiece[] = [];
  const print = (html: string): Promise<Uint8Array> => {
    pages.push(html);
    return blankPage;
  };
  for await (const piece of writeFile(context, pdf, print, null)) pieces.push(piece);
  expect([...new Set(pieces.map(({ stage }) => stage))]).toEqual(["writing", "printing", "finishing"]);
  expect(pieces.slice(0, -1).every(({ bytes }) => bytes.length === 0)).toBe(true);
  expect((await PDFDocument.load(pieces.at(-1)?.bytes ?? "")).getAuthor()).toBe(commented.forum.name);
  expect(pages).toEqual([expect.stringMatching(/^<!doctype html>[^]*<\/html>\n$/u)]);
});

test("passes on the error if printing fails", async () => {
  const print = (): Promise<never> => Promise.reject(new Error("no paper"));
  await expect(bytesOf(writeFile(context, pdf, print, null))).rejects.toThrow("no paper");
});

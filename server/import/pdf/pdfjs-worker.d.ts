/**
 * The parsing half of pdfjs. Loading it next to the other half makes it run in the same thread. It has no types of its
 * own.
 */
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs" {
  export const WorkerMessageHandler: unknown;
}

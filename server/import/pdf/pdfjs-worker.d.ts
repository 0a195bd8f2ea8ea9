/** The half of pdfjs that parses; loaded beside the other half it runs in the same thread. It has no types of its own. */
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs" {
  export const WorkerMessageHandler: unknown;
}

import type { TemplateFault } from "#core/text/word-template.ts";

/** A Word file that cannot be a template. `detail` is for logs. */
export class UnfitTemplate extends Error {
  readonly fault: TemplateFault;

  constructor(fault: TemplateFault, detail: string) {
    super(`${fault}: ${detail}`);
    this.name = "UnfitTemplate";
    this.fault = fault;
  }
}

import type { TemplateFacts, TemplateFault } from "#core/text/word-template.ts";
import { templateFacts } from "../../export/ooxml/house/house-file.ts";
import { UnfitTemplate } from "../../export/ooxml/house/controls.ts";
import { UnsupportedPackageError } from "../../export/package/parts.ts";
import { UnreadableFile } from "../../import/read-draft.ts";
import { unpackWordFile } from "../../import/unpack-package.ts";

/** What was found in a Word template, or why the file cannot be one. */
export type TemplateReading = { readonly facts: TemplateFacts } | { readonly fault: TemplateFault };

/** Maximum size of a template's parts, unpacked, in bytes. Each export parses them. */
const largestUnpacked = 16 * 1024 * 1024;

/**
 * Reads a Word file as a template.
 *
 * @throws UnreadableFile not-this-format, too-large, damaged, encrypted, empty
 */
export function readTemplate(bytes: Uint8Array, fileName: string): TemplateReading {
  const parts = unpackWordFile(bytes, fileName);
  if (!parts) throw new UnreadableFile("not-this-format", "a template that is no Word file");
  let size = 0;
  for (const part of parts.values()) size += part.length;
  if (size > largestUnpacked) throw new UnreadableFile("too-large", `a template of ${String(size)} bytes`);
  try {
    return { facts: templateFacts(parts) };
  } catch (error) {
    if (error instanceof UnfitTemplate) return { fault: error.fault };
    if (error instanceof UnsupportedPackageError) return { fault: "unsupported" };
    throw error;
  }
}

import { unzipSync } from "fflate";
import type { HouseTemplate, TemplateFacts } from "#core/text/word-template.ts";
import type { WordNote } from "#core/compile/word-layout.ts";
import type { Context } from "../kernel/context.ts";
import { findKeptForum } from "../versions/find-version.ts";
import { readTemplateFile } from "../versions/read-upload.ts";

/** A Word file to use as the template of one export. */
export interface TemplateFile {
  fileName: string;
  bytes: Uint8Array;
}

/** A template for a writer, with notes on the fields that it lacks. */
export interface HouseStyle {
  template: HouseTemplate;
  notes: WordNote[];
}

/**
 * Returns the template of an export: the given file, or that of the forum. Null for the usual look.
 * @throws ProblemError as `readTemplateFile`, if a file is given
 */
export async function houseStyle(context: Context, given: TemplateFile | null): Promise<HouseStyle | null> {
  if (given) {
    const facts = await readTemplateFile(context, given.bytes, given.fileName);
    return styleOf(given.bytes, facts);
  }
  return context.store.read(async (reader) => {
    const { template } = await findKeptForum(reader);
    const original = template && (await reader.get("originals", template.hash));
    return original ? styleOf(original.bytes, template) : null;
  });
}

function styleOf(bytes: Uint8Array, { missingFields }: Pick<TemplateFacts, "missingFields">): HouseStyle {
  return {
    template: { file: Buffer.from(bytes).toString("base64"), xmlSize: xmlSizeOf(bytes) },
    notes: missingFields.map((field) => ({ code: `template-without-${field}`, count: 0 })),
  };
}

/** Returns the size of a package's XML from its directory, without unpacking it. */
export function xmlSizeOf(bytes: Uint8Array): number {
  let size = 0;
  unzipSync(bytes, {
    filter({ name, originalSize }) {
      if (/\.(?:xml|rels)$/u.test(name)) size += originalSize;
      return false;
    },
  });
  return size;
}

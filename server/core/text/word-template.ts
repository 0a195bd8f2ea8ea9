import * as z from "zod";

/**
 * The fields of a Word template, by the tags of its content controls. Each is filled with a fact about the exported
 * draft.
 */
export const houseFields = ["symbol", "date", "original-language", "agenda-item", "title"] as const;
export const HouseField = z.enum(houseFields);
export type HouseField = z.infer<typeof HouseField>;

/** The values of the fields for one file. A field without a value is left out of the file. */
export type FieldValues = Readonly<Partial<Record<HouseField, string>>>;

/** The tag of the content control that is replaced by the text. */
export const bodyTag = "body";

/**
 * Why a Word file cannot be a template:
 *
 * - macros: it contains macros, or is a file for macros;
 * - external: opening it would load something from elsewhere, such as a picture, another file or a remote template;
 * - embedded: it contains other files, controls or data that no page needs;
 * - marked-up: its own text has tracked changes, comments or notes;
 * - unsupported: its package, or the place for the text in it, has a form that cannot be written into.
 */
export const templateFaults = ["macros", "external", "embedded", "marked-up", "unsupported"] as const;
export type TemplateFault = (typeof templateFaults)[number];

/** The parts and fields of a template. */
export const TemplateFacts = z.object({
  /** Names of the styles for the text that the template has. The others are added on export. */
  styles: z.array(z.string()),
  header: z.boolean(),
  footer: z.boolean(),
  /** Whether it has content before the text. */
  cover: z.boolean(),
  /** Whether it marks the place for the text. Otherwise the text comes last. */
  body: z.boolean(),
  fields: z.array(HouseField),
  missingFields: z.array(HouseField),
});
export type TemplateFacts = z.infer<typeof TemplateFacts>;

/** A template as the forum stores it. */
export const StoredTemplate = TemplateFacts.extend({
  fileName: z.string(),
  /** SHA-256 of the file, lower-case hex. */
  hash: z.string(),
  /** In bytes. */
  size: z.int().positive(),
});
export type StoredTemplate = z.infer<typeof StoredTemplate>;

/** Largest file of a template, in bytes. */
export const largestTemplate = 2 * 1024 * 1024;

/** A template for a writer, which may run in another thread. */
export interface HouseTemplate {
  /** The Word file in base64. It passed the checks for templates. */
  file: string;
  /** Size of its XML, unpacked, in bytes. */
  xmlSize: number;
}

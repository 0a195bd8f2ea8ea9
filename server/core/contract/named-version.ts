import * as z from "zod";
import { Version } from "#core/text/version.ts";

/** A version as it is named beside others, of its own document or not. */
export const NamedVersion = Version.pick({
  id: true,
  documentId: true,
  round: true,
  label: true,
  date: true,
  language: true,
  state: true,
}).extend({
  /** What leads to it: `document@round`, `document@round:lang`, or its id. */
  address: z.string(),
  /** Its document's short title. */
  document: z.string(),
});
export type NamedVersion = z.infer<typeof NamedVersion>;

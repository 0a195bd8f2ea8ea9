import * as z from "zod";

/**
 * A language of the interface, as forums and people have stored it. It is not in forum.ts, so that pages that choose one
 * do not load the schema of the forum.
 */
export const InterfaceLanguage = z.enum(["ar", "zh", "en", "fr", "ru", "es"]);
export type InterfaceLanguage = z.infer<typeof InterfaceLanguage>;

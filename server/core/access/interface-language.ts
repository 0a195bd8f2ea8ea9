import * as z from "zod";

/** The languages of the interface, as forums and people have stored them. */
export const interfaceLanguages = ["ar", "zh", "en", "fr", "ru", "es"] as const;
export const InterfaceLanguage = z.enum(interfaceLanguages);
export type InterfaceLanguage = z.infer<typeof InterfaceLanguage>;

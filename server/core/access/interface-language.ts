import * as z from "zod";

/** A language of the interface. */
export const InterfaceLanguage = z.enum(["ar", "zh", "en", "fr", "ru", "es"]);

import * as z from "zod";

/**
 * Matches a text without line breaks and other control characters (C0, C1, line and paragraph separators). Marks of
 * direction are allowed, because names in right-to-left scripts need them.
 */
export const oneLine = /^[^\p{Cc}\u2028\u2029]*$/u;

/**
 * A name as somebody writes it: one line, without surrounding space. Only for requests: names that were stored before the
 * rule stay readable.
 */
export const OneLine = z.string().trim().min(1).regex(oneLine);

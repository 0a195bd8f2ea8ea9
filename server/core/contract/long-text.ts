import * as z from "zod";

/** What somebody writes at length: a comment, a justification, a reply. Blanks around it are no part of it. */
export const LongText = z.string().trim().max(20_000);

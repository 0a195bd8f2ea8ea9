import * as z from "zod";

/** Why something was taken from people's sight: it stays visible in its place, so it has words. */
export const Reason = z.string().trim().min(1).max(2000);

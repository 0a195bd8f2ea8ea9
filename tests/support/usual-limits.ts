import type { AppOptions } from "../../server/http/app.ts";

/** The limits of a server without settings, but none on costly reads. */
export const usualLimits: AppOptions["limits"] = { costlyReads: 0, writes: 240, signIns: 1200, signInTries: 20 };

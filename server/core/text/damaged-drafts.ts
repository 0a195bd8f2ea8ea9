import * as z from "zod";

/**
 * Addresses of the drafts that an answer about several leaves out, because their stored text is damaged. Absent if there
 * are none.
 */
export const DamagedDrafts = z.array(z.string()).optional();

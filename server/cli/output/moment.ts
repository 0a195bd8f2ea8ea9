import * as z from "zod";
import { UsageError } from "./command-text.ts";

/** Rejects a time without a time zone, because each reader would take it for a different moment. */
export function moment(written: string): string {
  if (!z.iso.datetime({ offset: true }).safeParse(written).success)
    throw new UsageError("cli-not-a-moment", { written });
  return new Date(written).toISOString();
}

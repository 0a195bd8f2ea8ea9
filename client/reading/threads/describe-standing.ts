import type { Annotation } from "#core/discuss/annotation.ts";
import { threads as messages } from "#core/messages/catalogues.ts";
import { formatDate } from "../../components/format.tsx";
import { formatMessage } from "../../page-parts/messages.ts";

/**
 * Explains why a text is missing or no longer counts: who decided it and the reason. `editedAt` is the date of an
 * erasure; null leaves it out.
 */
export function describeStanding({
  standing,
  standingReason: reason,
  editedAt,
}: Pick<Annotation, "standing" | "standingReason" | "editedAt">): string {
  if (!reason) return formatMessage(messages.standingNote, { standing });
  return standing === "erased" && editedAt !== null
    ? formatMessage(messages.erasedOnDate, { date: formatDate(editedAt), reason })
    : formatMessage(messages.standingReason, { standing, reason });
}

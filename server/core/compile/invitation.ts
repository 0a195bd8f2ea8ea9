import type { Forum } from "#core/access/forum.ts";
import type { ConsultationTerms } from "#core/outcome/consultation.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";

/** The facts of a letter that invites the participants to a consultation. */
export interface Invitation {
  forum: Pick<Forum, "name" | "timeZone">;
  document: Pick<ForumDocument, "title" | "symbol" | "agendaItem">;
  version: Pick<Version, "label" | "date" | "language" | "symbol">;
  /** BCP 47. The language in which this round was published first. */
  originalLanguage?: string | undefined;
  terms: Pick<ConsultationTerms, "opensAt" | "closesAt" | "blind">;
  /** URL of the page where the version is read and commented on. */
  link: string;
  /** When the letter was made (ISO 8601, UTC). */
  generatedAt: string;
}

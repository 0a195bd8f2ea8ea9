import * as z from "zod";
import { revisable } from "#core/discuss/revisable.ts";
import { Speaker } from "#core/discuss/speaker.ts";

/** The period in which a version is open to comments, as set by the secretariat. */
export const ConsultationTerms = z.object({
  /** ISO 8601, UTC; nothing can be submitted before. */
  opensAt: z.iso.datetime(),
  /** ISO 8601, UTC; a submission at this exact moment is on time, a later one is late. */
  closesAt: z.iso.datetime(),
  /**
   * Whether the submissions of other organisations are hidden until it closes. The secretariat and the chair see them.
   */
  blind: z.boolean(),
  by: Speaker,
  /** When the terms were set (ISO 8601, UTC). */
  at: z.iso.datetime(),
});
export type ConsultationTerms = z.infer<typeof ConsultationTerms>;

/** The consultation on one version. */
export const Consultation = z.object({
  /** The version's id, because a version has at most one consultation. */
  id: z.string(),
  documentId: z.string(),
  ...revisable(ConsultationTerms),
  /** The latest deadline whose passing was recorded as an event; null if no deadline has passed yet. */
  toldClosing: z.iso.datetime().nullable(),
});
export type Consultation = z.infer<typeof Consultation>;

export const consultationStates = ["upcoming", "open", "closed"] as const;
export const ConsultationState = z.enum(consultationStates);
export type ConsultationState = z.infer<typeof ConsultationState>;

/** Returns the state of a consultation at a given time. */
export function consultationState(
  { opensAt, closesAt }: Pick<ConsultationTerms, "opensAt" | "closesAt">,
  now: Date,
): ConsultationState {
  if (now < new Date(opensAt)) return "upcoming";
  return now <= new Date(closesAt) ? "open" : "closed";
}

/**
 * The choices for the open consultation on a document's other draft when the next one is published:
 *
 * - keep: it stays as it is;
 * - close: it closes now;
 * - move: the new draft gets its deadline, and the other draft loses it. A blind one stays on both drafts, because removing
 *   it would reveal the comments that it hides.
 */
export const ConsultationChoice = z.enum(["keep", "close", "move"]);
export type ConsultationChoice = z.infer<typeof ConsultationChoice>;

/**
 * Returns whether something was submitted after the consultation on its version closed; never true without a closing
 * time.
 */
export function isLate({ submittedAt }: { submittedAt: string | null }, closesAt: string | undefined): boolean {
  return closesAt !== undefined && submittedAt !== null && new Date(submittedAt) > new Date(closesAt);
}

import * as z from "zod";
import { revisable } from "#core/discuss/revisable.ts";
import { Speaker } from "#core/discuss/speaker.ts";

/** When a version is open to comments, as the secretariat set it. */
export const ConsultationTerms = z.object({
  /** ISO 8601, UTC; nothing is submitted before. */
  opensAt: z.iso.datetime(),
  /** ISO 8601, UTC; what is submitted at this moment is in time, what is submitted after it is late. */
  closesAt: z.iso.datetime(),
  /** Whether nobody sees what other organisations submit until it closes. The secretariat and the chair do. */
  blind: z.boolean(),
  by: Speaker,
  /** When it was set. ISO 8601, UTC. */
  at: z.iso.datetime(),
});
export type ConsultationTerms = z.infer<typeof ConsultationTerms>;

/** The consultation on one version. */
export const Consultation = z.object({
  /** The version's id: it has one at most. */
  id: z.string(),
  documentId: z.string(),
  ...revisable(ConsultationTerms),
  /** The deadline whose passing was recorded as an event; null where none was. */
  toldClosing: z.iso.datetime().nullable(),
});
export type Consultation = z.infer<typeof Consultation>;

export const consultationStates = ["upcoming", "open", "closed"] as const;
export const ConsultationState = z.enum(consultationStates);
export type ConsultationState = z.infer<typeof ConsultationState>;

/** Where a consultation stands at a moment. */
export function consultationState(
  { opensAt, closesAt }: Pick<ConsultationTerms, "opensAt" | "closesAt">,
  now: Date,
): ConsultationState {
  if (now < new Date(opensAt)) return "upcoming";
  return now <= new Date(closesAt) ? "open" : "closed";
}

/** Whether something was submitted after the consultation on its version closed; never where that has no end. */
export function isLate({ submittedAt }: { submittedAt: string | null }, closesAt: string | undefined): boolean {
  return closesAt !== undefined && submittedAt !== null && new Date(submittedAt) > new Date(closesAt);
}

import * as z from "zod";
import { TextRange } from "#core/compare/comparison.ts";

/** The signs that text is open: square brackets, and named alternatives. */
export const openKinds = ["bracket", "option"] as const;
export type OpenKind = (typeof openKinds)[number];

/** Whether the words of a new bracket or option are new too, or were in the draft before. */
export const openedWordings = ["new", "existing"] as const;
export type OpenedWording = (typeof openedWordings)[number];

/**
 * The wording of a bracket or option that closed.
 *
 * - agreed: it stayed, without brackets or as the only option;
 * - enclosed: it stayed, but inside another bracket or option;
 * - changed: other words replaced it, or only some of it stayed;
 * - deleted: it left.
 */
export const closedOutcomes = ["agreed", "enclosed", "changed", "deleted"] as const;
export type ClosedOutcome = (typeof closedOutcomes)[number];

/** A bracket or an option of a text. */
export const OpenPoint = z.object({
  kind: z.enum(openKinds),
  /** Id and citation of the clause in which it opens. */
  clause: z.string(),
  citation: z.string(),
  /** In the version's text, with the brackets. Empty if they are only in the clause's label. */
  range: TextRange,
  /** The beginning of its text. */
  text: z.string(),
});
export type OpenPoint = z.infer<typeof OpenPoint>;

export const OpenedPoint = OpenPoint.extend({ wording: z.enum(openedWordings) });
export type OpenedPoint = z.infer<typeof OpenedPoint>;
export const ClosedPoint = OpenPoint.extend({ outcome: z.enum(closedOutcomes) });
export type ClosedPoint = z.infer<typeof ClosedPoint>;

/** The brackets and options that opened, closed and remained from one draft to the next, each list in text order. */
export interface BracketChanges {
  /** Points of the revised text. */
  opened: OpenedPoint[];
  /** Points of the base. */
  closed: ClosedPoint[];
  /** Points of the revised text. */
  remained: OpenPoint[];
}

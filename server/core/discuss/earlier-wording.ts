import * as z from "zod";
import { Annotation } from "#core/discuss/annotation.ts";
import { isSameTargets } from "#core/discuss/target.ts";

/** What an annotation said, and what it spoke of, before its author changed it. */
export const EarlierWording = Annotation.pick({ type: true, targets: true, text: true, operations: true }).extend({
  /** When other words took its place, ISO 8601, UTC. */
  until: z.iso.datetime(),
});
export type EarlierWording = z.infer<typeof EarlierWording>;

/** What an annotation said until a moment (ISO 8601, UTC); null where it says the same still. */
export function wordingUntil(before: Annotation, after: Annotation, until: string): EarlierWording | null {
  const { type, targets, text, operations } = before;
  const isSame =
    type === after.type &&
    text === after.text &&
    isSameTargets(targets, after.targets) &&
    JSON.stringify(operations) === JSON.stringify(after.operations);
  return isSame ? null : { type, targets, text, operations, until };
}

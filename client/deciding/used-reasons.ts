import type { DeskItem } from "#core/contract/desk-operations.ts";
import { plainText } from "../components/plain-text.ts";

/** A reason that may be given again, with the number of decisions that gave it. */
export interface UsedReason {
  text: string;
  count: number;
}

/**
 * Returns the reasons to offer for an outcome: those already given for it in decisions, the most frequent first, and the
 * forum's own.
 */
export function reasonsFor(items: readonly DeskItem[], own: readonly string[], outcome: string): UsedReason[] {
  const counts = new Map<string, number>();
  for (const { decision, prepared } of items) {
    const made = prepared ?? decision;
    if (made?.outcome === outcome && made.reason !== "") counts.set(made.reason, (counts.get(made.reason) ?? 0) + 1);
  }
  for (const text of own) if (!counts.has(text)) counts.set(text, 0);
  return [...counts].map(([text, count]) => ({ text, count })).sort((one, other) => other.count - one.count);
}

/** Returns the reasons to choose while a text is typed: the text itself, which Enter then takes, and those that contain it. */
export function passingReasons(reasons: readonly string[], text: string): string[] {
  const containing = reasons.filter((reason) => plainText(reason).includes(plainText(text)));
  return text === "" ? containing : [...new Set([text, ...containing])];
}

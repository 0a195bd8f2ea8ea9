import type { ListedVersion } from "#core/contract/forum-operations.ts";

const ordinals = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];

/** What the next draft is likely called: one more than the highest numbered round. A suggestion only. */
export function nextRound(versions: readonly ListedVersion[]): { round: string; label: string } {
  const numbers = versions.map(({ round }) => Number(round)).filter(Number.isInteger);
  const next = Math.max(0, ...numbers) + 1;
  return { round: String(next), label: `${ordinals[next - 1] ?? `${next}th`} draft` };
}

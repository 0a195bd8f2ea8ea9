import type { Position, Reply } from "#core/annotate/reply.ts";
import { sourceName } from "../components/source-name.ts";

/** Positions taken in a thread, each source counted by the last it took: support 2, oppose 1. */
export function countPositions(replies: readonly Reply[]): { position: Position; count: number }[] {
  const last = new Map<string, Position>();
  for (const { position, speaker, standing } of replies) {
    if (position !== null && standing === "open") last.set(sourceName(speaker), position);
  }
  const counts = new Map<Position, number>();
  for (const position of last.values()) counts.set(position, (counts.get(position) ?? 0) + 1);
  return [...counts].map(([position, count]) => ({ position, count }));
}

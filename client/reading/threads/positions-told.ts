import type { Position } from "#core/discuss/reply.ts";
import type { Standpoint } from "#core/outcome/standpoint.ts";

/**
 * Those who hold a position, as they are told: each by name, and all whose source is not shown as one, since a list of
 * them would only count them.
 */
export function positionsTold(standpoints: readonly Standpoint[], position: Position): Standpoint[] {
  const held = standpoints.filter((one) => one.position === position);
  const unnamed = held.findIndex(({ holder }) => holder.name === "");
  return held
    .filter(({ holder }, index) => holder.name !== "" || index === unnamed)
    .map((one) => (one.holder.name === "" ? { ...one, before: [] } : one));
}

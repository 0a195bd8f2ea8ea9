import type { Speaker } from "#core/discuss/speaker.ts";
import type { Me } from "#core/contract/forum-operations.ts";

/** In what capacities somebody may speak, the one their role suggests first. */
export function capacitiesOf({ organisation, role }: Me): Speaker["capacity"][] {
  return [
    ...(role === "chair" || role === "secretariat" ? [role] : []),
    ...(organisation ? (["organisation"] as const) : []),
    "personal",
  ];
}

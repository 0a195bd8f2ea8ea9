import type { Me } from "#core/contract/forum-operations.ts";
import type { Visibility } from "#core/discuss/annotation.ts";
import type { Speaker } from "#core/discuss/speaker.ts";

/** Returns the capacities in which a person may comment, with the one their role suggests first. */
export function capacitiesOf({ organisation, role }: Me): Speaker["capacity"][] {
  return [
    ...(role === "chair" || role === "secretariat" ? [role] : []),
    ...(organisation ? (["organisation"] as const) : []),
    "personal",
  ];
}

/** The capacity and visibility that the form for a new comment begins with. */
interface FirstChoices {
  capacity: Speaker["capacity"];
  /** Undefined if nobody chose one. */
  visibility: Visibility | undefined;
}

/**
 * Returns what the form for a new comment begins with: the person's own choice while they can use it, then the rule of
 * their organisation. A choice may have become impossible because they left an organisation.
 */
export function firstChoices(me: Me): FirstChoices {
  const { organisation, preferences } = me;
  const capacities = capacitiesOf(me);
  const visibility = preferences?.visibility;
  const isUsable = visibility && (visibility !== "organisation" || organisation !== null);
  return {
    capacity: capacities.find((capacity) => capacity === preferences?.capacity) ?? capacities[0] ?? "personal",
    visibility: isUsable ? visibility : organisation?.firstVisibility,
  };
}

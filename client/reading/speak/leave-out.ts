import { isSameTargets, type Target } from "#core/discuss/target.ts";
import type { Written } from "./written.ts";

/** How many places an annotation may speak of. */
const mostPlaces = 200;

/** What a composer becomes where it speaks of these places: words are replaced throughout only where there are several. */
export function speakingOf(written: Written, target: Target, also: readonly Target[]): Partial<Written> {
  const kept = also.slice(0, mostPlaces - 1);
  const throughout = written.kind === "proposal" && kept.length > 0;
  return {
    target,
    also: kept,
    ...(throughout && written.mode !== "throughout" && { mode: "throughout", replacement: written.replacement ?? "" }),
    ...(!throughout && written.mode === "throughout" && { mode: "reword", replacement: null }),
  };
}

/** What a composer becomes where its first place is left out and another of its places comes first. */
export function leaveOutFirst(written: Written, next: Target): Partial<Written> {
  return speakingOf(
    written,
    next,
    written.also.filter((one) => !isSameTargets([one], [next])),
  );
}

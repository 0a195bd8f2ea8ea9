import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Target } from "#core/discuss/target.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { targetHitsQuery } from "../../api/queries.ts";
import { nextWaiting, slotsOf, withKept, withPlace, type PlaceSlot } from "./place-slots.ts";

/** Settling the places of an annotation that speaks of several, all of them at once. */
export interface SeveralPlaces {
  slots: readonly PlaceSlot[];
  /** Which of them one chooses words for; null for a place besides. */
  current: number | null;
  onCurrent: (index: number | null) => void;
  /** Keeps one as it stands, or gives it up. */
  onKept: (index: number, kept: boolean) => void;
  /** Gives the current one a place, and goes on to the next that waits. Answers with that; null where none does. */
  choose: (place: Target) => number | null;
}

/** The places of an annotation on a version, as far as somebody has settled them; null for one place, or until they are known. */
export function useSeveralPlaces(placed: PlacedAnnotation | null, version: string): SeveralPlaces | null {
  const id = placed?.annotation.id ?? "";
  const several = placed !== null && placed.annotation.targets.length > 1;
  const found = useQuery({ ...targetHitsQuery(id, version), enabled: several }).data;
  // Left and come back to, it is as far as it was; once it was settled, or that was undone, it begins anew.
  const name = `${id} ${version} ${String(placed?.settlement?.revision ?? 0)}`;
  const [begun, setBegun] = useState<{ name: string; slots: PlaceSlot[]; current: number | null } | null>(null);
  const placement = placed?.placement;
  const first = useMemo(() => (placement && found ? slotsOf(placement, found.hits) : null), [placement, found]);
  if (!several || !first) return null;
  const { slots, current } = begun?.name === name ? begun : { slots: first, current: nextWaiting(first) };
  return {
    slots,
    current,
    onCurrent: (index) => setBegun({ name, slots, current: index }),
    onKept: (index, kept) => {
      const next = withKept(slots, index, kept);
      setBegun({ name, slots: next, current: kept && current === index ? nextWaiting(next, index) : current });
    },
    choose: (place) => {
      const next = withPlace(slots, current, place);
      const waiting = current === null ? null : (nextWaiting(next, current) ?? nextWaiting(next));
      setBegun({ name, slots: next, current: waiting });
      return waiting;
    },
  };
}

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { isSameTargets, type Target } from "#core/discuss/target.ts";
import type { Placement, TargetHit } from "#core/place/placement.ts";
import { targetHitsQuery } from "../../api/queries.ts";

/** One of several places of an annotation, while somebody settles all of them on a later draft. */
export interface PlaceSlot {
  /** What became of one of the places it speaks of; null for a place that a person chose besides. */
  hit: TargetHit | null;
  /** Where it may stand as it is: what can be ticked. */
  offered: readonly Target[];
  /** Where it is to stand; empty where it is given up. */
  places: readonly Target[];
}

/**
 * The places as one begins to settle them: what stands is kept, what is likely or gone waits for a choice. Where a person
 * settled them before, each has what they chose for it; where they did not say what stands for which, what they kept is
 * kept, and what they chose stands after it.
 */
export function slotsOf({ settled, targets }: Placement, hits: readonly TargetHit[]): PlaceSlot[] {
  const standsFor = settled?.standsFor;
  if (standsFor) {
    const chosen = (is: (own: readonly number[]) => boolean): Target[] =>
      targets.filter((_, at) => is(standsFor[at] ?? []));
    return [
      ...hits.map((hit): PlaceSlot => ({ hit, offered: hit.places, places: chosen((own) => own.includes(hit.index)) })),
      ...chosen((own) => own.length === 0).map(besides),
    ];
  }
  const isKept = (places: readonly Target[]): boolean =>
    places.every((place) => targets.some((one) => isSameTargets([one], [place])));
  const slots = hits.map((hit): PlaceSlot => {
    const sure = hit.outcome === "stands" || hit.outcome === "changed";
    const kept = settled ? isKept(hit.places) : sure;
    return { hit, offered: hit.places, places: kept ? hit.places : [] };
  });
  const known = slots.flatMap(({ offered }) => offered);
  const others = targets.filter((one) => !known.some((place) => isSameTargets([place], [one])));
  return [...slots, ...others.map(besides)];
}

/** A place that stands for none of those it speaks of. */
function besides(place: Target): PlaceSlot {
  return { hit: null, offered: [place], places: [place] };
}

/** The slots with a place chosen for one of them, or besides them where none is named. */
export function withPlace(slots: readonly PlaceSlot[], index: number | null, place: Target): PlaceSlot[] {
  if (index === null) return [...slots, besides(place)];
  return slots.map((slot, at) => (at === index ? { ...slot, places: [place] } : slot));
}

/** The slots with one that stands as it is offered, or is given up. */
export function withKept(slots: readonly PlaceSlot[], index: number, kept: boolean): PlaceSlot[] {
  return slots.map((slot, at) => (at === index ? { ...slot, places: kept ? slot.offered : [] } : slot));
}

/** Which slot waits for a choice, the first after another; null where none does. */
export function nextWaiting(slots: readonly PlaceSlot[], after = -1): number | null {
  const waits = ({ hit, places }: PlaceSlot): boolean =>
    places.length === 0 && (hit?.outcome === "gone" || hit?.outcome === "unsure");
  const next = slots.findIndex((slot, index) => index > after && waits(slot));
  return next < 0 ? null : next;
}

/** The places all slots come to, each once, and for each which of the annotation's own it stands for. */
export function placesOf(slots: readonly PlaceSlot[]): { targets: Target[]; standsFor: number[][] } {
  const places = slots.flatMap((slot) => slot.places);
  const targets = places.filter((place, index) => places.findIndex((one) => isSameTargets([one], [place])) === index);
  const standsFor = targets.map((target) =>
    slots.flatMap(({ hit, places: there }) =>
      hit && there.some((place) => isSameTargets([place], [target])) ? [hit.index] : [],
    ),
  );
  return { targets, standsFor };
}

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

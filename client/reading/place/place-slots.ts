import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { isSameTargets, type Target } from "#core/discuss/target.ts";
import type { Placement, TargetHit } from "#core/place/placement.ts";
import { targetHitsQuery } from "./place-writes.ts";

/** One place of an annotation with several targets, while a person settles them all on a later draft. */
export interface PlaceSlot {
  /** The outcome of one of the annotation's targets; null for an additional place added by a person. */
  hit: TargetHit | null;
  /** The computed places that can be ticked. */
  offered: readonly Target[];
  /** The selected places; empty if it is left unplaced. */
  places: readonly Target[];
}

/**
 * Returns the initial slots of a settlement. A certain place is selected; for an uncertain or deleted one, a person has
 * to choose. After an earlier settlement, each slot has the places that were chosen for it. If that settlement did not
 * record which place replaces which target, the certain places among the chosen ones stay selected in their slots, and
 * the other chosen ones come last.
 */
export function slotsOf({ settled, targets }: Placement, hits: readonly TargetHit[]): PlaceSlot[] {
  const standsFor = settled?.standsFor;
  if (standsFor) {
    const chosen = (matches: (indexes: readonly number[]) => boolean): Target[] =>
      targets.filter((_, at) => matches(standsFor[at] ?? []));
    return [
      ...hits.map((hit): PlaceSlot => ({
        hit,
        offered: hit.places,
        places: chosen((indexes) => indexes.includes(hit.index)),
      })),
      ...chosen((indexes) => indexes.length === 0).map(additionalSlot),
    ];
  }
  const isComputed = (places: readonly Target[]): boolean =>
    places.every((place) => targets.some((target) => isSameTargets([target], [place])));
  const slots = hits.map((hit): PlaceSlot => {
    const sure = hit.outcome === "stands" || hit.outcome === "changed";
    const kept = settled ? isComputed(hit.places) : sure;
    return { hit, offered: hit.places, places: kept ? hit.places : [] };
  });
  const offeredPlaces = slots.flatMap(({ offered }) => offered);
  const added = targets.filter((target) => !offeredPlaces.some((place) => isSameTargets([place], [target])));
  return [...slots, ...added.map(additionalSlot)];
}

/** Returns a slot for an additional place that replaces none of the targets. */
function additionalSlot(place: Target): PlaceSlot {
  return { hit: null, offered: [place], places: [place] };
}

/** Returns the slots with a place chosen for one of them, or added as a further slot if `index` is null. */
export function withPlace(slots: readonly PlaceSlot[], index: number | null, place: Target): PlaceSlot[] {
  if (index === null) return [...slots, additionalSlot(place)];
  return slots.map((slot, at) => (at === index ? { ...slot, places: [place] } : slot));
}

/** Returns the slots with one of them set to its computed places, or left unplaced. */
export function withKept(slots: readonly PlaceSlot[], index: number, kept: boolean): PlaceSlot[] {
  return slots.map((slot, at) => (at === index ? { ...slot, places: kept ? slot.offered : [] } : slot));
}

/** Returns the index of the first slot after `after` that waits for a choice, or null. */
export function nextWaiting(slots: readonly PlaceSlot[], after = -1): number | null {
  const waits = ({ hit, places }: PlaceSlot): boolean =>
    places.length === 0 && (hit?.outcome === "gone" || hit?.outcome === "unsure");
  const next = slots.findIndex((slot, index) => index > after && waits(slot));
  return next < 0 ? null : next;
}

/** Returns the places of all slots without duplicates, and for each the indexes of the targets it replaces. */
export function placesOf(slots: readonly PlaceSlot[]): { targets: Target[]; standsFor: number[][] } {
  const places = slots.flatMap((slot) => slot.places);
  const targets = places.filter(
    (place, index) => places.findIndex((other) => isSameTargets([other], [place])) === index,
  );
  const standsFor = targets.map((target) =>
    slots.flatMap(({ hit, places: slotPlaces }) =>
      hit && slotPlaces.some((place) => isSameTargets([place], [target])) ? [hit.index] : [],
    ),
  );
  return { targets, standsFor };
}

/** Settles all places of an annotation with several targets at once. */
export interface MultiPlaceSettlement {
  slots: readonly PlaceSlot[];
  /** Index of the slot being chosen; null for an additional place. */
  current: number | null;
  onCurrent: (index: number | null) => void;
  /** Keeps a slot's computed places or leaves it unplaced. */
  onKept: (index: number, kept: boolean) => void;
  /**
   * Sets the current slot's place and moves on to the next slot that waits for a choice. Returns its index, or null.
   */
  choose: (place: Target) => number | null;
}

/**
 * Returns an annotation's places on a version with the progress of their settlement; null if it has one target or they
 * are still loading.
 */
export function useMultiPlaceSettlement(placed: PlacedAnnotation | null, version: string): MultiPlaceSettlement | null {
  const id = placed?.annotation.id ?? "";
  const several = placed !== null && placed.annotation.targets.length > 1;
  const targetHits = useQuery({ ...targetHitsQuery(id, version), enabled: several }).data;
  // Progress is kept if the user leaves and returns. It is reset once the settlement changes or is undone.
  const name = `${id} ${version} ${String(placed?.settlement?.revision ?? 0)}`;
  const [progress, setProgress] = useState<{ name: string; slots: PlaceSlot[]; current: number | null } | null>(null);
  const placement = placed?.placement;
  const first = useMemo(
    () => (placement && targetHits ? slotsOf(placement, targetHits.hits) : null),
    [placement, targetHits],
  );
  if (!several || !first) return null;
  const { slots, current } = progress?.name === name ? progress : { slots: first, current: nextWaiting(first) };
  return {
    slots,
    current,
    onCurrent: (index) => setProgress({ name, slots, current: index }),
    onKept: (index, kept) => {
      const next = withKept(slots, index, kept);
      setProgress({ name, slots: next, current: kept && current === index ? nextWaiting(next, index) : current });
    },
    choose: (place) => {
      const next = withPlace(slots, current, place);
      const waiting = current === null ? null : (nextWaiting(next, current) ?? nextWaiting(next));
      setProgress({ name, slots: next, current: waiting });
      return waiting;
    },
  };
}

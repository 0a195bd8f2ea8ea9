import { useCallback, useState } from "react";
import type * as z from "zod";

/**
 * Returns the storage prefix for a person's unsent text. A device may be shared, so each person has their own.
 * `participant` is the id of the person, or null for the public.
 */
function prefixOf(participant: string | null): string {
  return `rapporteur:text:${participant === null ? "public" : `by:${participant}`}/`;
}

/** Returns the unsent text stored under a key; undefined if nothing is stored or storage is unavailable. */
export function readKept(participant: string | null, place: string): string | undefined {
  try {
    return localStorage.getItem(prefixOf(participant) + place) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Parses a stored form with several fields. Returns undefined if nothing is stored, or if another version of this page
 * stored it.
 */
export function parseKept<Kept>(kept: string | undefined, shape: z.ZodType<Kept>): Kept | undefined {
  if (kept === undefined) return undefined;
  try {
    return shape.parse(JSON.parse(kept));
  } catch {
    return undefined;
  }
}

/** Reads and parses an unsent form with several fields. */
export function readKeptAs<Kept>(participant: string | null, place: string, shape: z.ZodType<Kept>): Kept | undefined {
  return parseKept(readKept(participant, place), shape);
}

/** Stores unsent text under a key; null deletes it. */
export function keep(participant: string | null, place: string, value: string | null): void {
  const key = prefixOf(participant) + place;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is unavailable or full, so the text only lasts as long as the page.
  }
}

/** Returns all keys with unsent text that start with `beginning`. */
export function keptPlaces(participant: string | null, beginning: string): string[] {
  const prefix = prefixOf(participant);
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix + beginning))
      .map((key) => key.slice(prefix.length))
      .sort();
  } catch {
    return [];
  }
}

/** State of a text field, stored under its key until it is sent or discarded. */
export function useKeptText(
  participant: string | null,
  place: string,
  initial: string,
): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => readKept(participant, place) ?? initial);
  const change = useCallback(
    (next: string) => {
      setText(next);
      keep(participant, place, next === "" || next === initial ? null : next);
    },
    [participant, place, initial],
  );
  const forget = useCallback(() => keep(participant, place, null), [participant, place]);
  return [text, change, forget];
}

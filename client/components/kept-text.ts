import { useCallback, useState } from "react";
import type * as z from "zod";

/**
 * Where what somebody typed is kept. A device may be shared, so it is theirs alone: `participant` is the id of who typed
 * it, or null for the public.
 */
function prefixOf(participant: string | null): string {
  return `rapporteur:text:${participant === null ? "public" : `by:${participant}`}/`;
}

/** What was typed for a place and not yet sent; undefined where nothing was, or storage is refused. */
export function readKept(participant: string | null, place: string): string | undefined {
  try {
    return localStorage.getItem(prefixOf(participant) + place) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A form with several fields as it was kept; undefined where nothing was, or another version of this page kept it. */
export function parseKept<Kept>(kept: string | undefined, shape: z.ZodType<Kept>): Kept | undefined {
  if (kept === undefined) return undefined;
  try {
    return shape.parse(JSON.parse(kept));
  } catch {
    return undefined;
  }
}

/** What was typed into such a form for a place and not yet sent. */
export function readKeptAs<Kept>(participant: string | null, place: string, shape: z.ZodType<Kept>): Kept | undefined {
  return parseKept(readKept(participant, place), shape);
}

/** Keeps what is being typed for a place; null forgets it. */
export function keep(participant: string | null, place: string, value: string | null): void {
  const key = prefixOf(participant) + place;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is refused or full: the text lives as long as the page.
  }
}

/** Every place that begins so and has something typed and not yet sent. */
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

/** A text field's words, kept for its place until they are sent or thrown away. */
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

import { useCallback, useState } from "react";
import type { Shape } from "./stored-shape.ts";

/**
 * Returns the storage prefix for a person's unsent text. A device may be shared, so each person has their own.
 * `participant` is the id of the person, or null for the public.
 */
function prefixOf(participant: string | null): string {
  return `rapporteur:text:${participant === null ? "public" : `by:${participant}`}/`;
}

/** Returns the unsent text stored under a key; undefined if nothing is stored or storage is unavailable. */
export function readStored(participant: string | null, storageKey: string): string | undefined {
  try {
    return localStorage.getItem(prefixOf(participant) + storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Parses a stored form with several fields. Returns undefined if nothing is stored, or if another version of this page
 * stored it.
 */
export function parseStored<Form>(stored: string | undefined, shape: Shape<Form>): Form | undefined {
  if (stored === undefined) return undefined;
  try {
    return shape(JSON.parse(stored));
  } catch {
    return undefined;
  }
}

/** Reads and parses an unsent form with several fields. */
export function readStoredAs<Form>(
  participant: string | null,
  storageKey: string,
  shape: Shape<Form>,
): Form | undefined {
  return parseStored(readStored(participant, storageKey), shape);
}

/** Stores unsent text under a key; null deletes it. */
export function store(participant: string | null, storageKey: string, value: string | null): void {
  const key = prefixOf(participant) + storageKey;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is unavailable or full, so the text only lasts as long as the page.
  }
}

/** Returns all keys with unsent text that start with `beginning`. */
export function storedKeys(participant: string | null, beginning: string): string[] {
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
export function useStoredText(
  participant: string | null,
  storageKey: string,
  initial: string,
): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => readStored(participant, storageKey) ?? initial);
  const change = useCallback(
    (next: string) => {
      setText(next);
      store(participant, storageKey, next === "" || next === initial ? null : next);
    },
    [participant, storageKey, initial],
  );
  const forget = useCallback(() => store(participant, storageKey, null), [participant, storageKey]);
  return [text, change, forget];
}

import { useCallback, useState } from "react";

const prefix = "rapporteur:text:";

/** What was typed for a place and not yet sent; undefined where nothing was, or storage is refused. */
export function readKept(place: string): string | undefined {
  try {
    return localStorage.getItem(prefix + place) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what is being typed for a place; null forgets it. */
export function keep(place: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + place);
    else localStorage.setItem(prefix + place, value);
  } catch {
    // Storage is refused or full: the text lives as long as the page.
  }
}

/** Every place that begins so and has something typed and not yet sent. */
export function keptPlaces(beginning: string): string[] {
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
export function useKeptText(place: string, initial: string): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => readKept(place) ?? initial);
  const change = useCallback(
    (next: string) => {
      setText(next);
      keep(place, next === "" || next === initial ? null : next);
    },
    [place, initial],
  );
  const forget = useCallback(() => keep(place, null), [place]);
  return [text, change, forget];
}

import { useCallback, useEffect, useEffectEvent, useLayoutEffect } from "react";
import type { TextRange } from "#core/compare/comparison.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import { changeElementId, type RedlineView } from "./RedlineText.tsx";
import type { ChangeStop } from "./compared-index.ts";

/** The walk through a comparison's changes, by button and by the keys n and p. */
interface ChangeWalk {
  /** Index of the stop that has the focus; -1 for none. */
  current: number;
  /** Goes to a change by its key. */
  go: (key: string) => void;
  step: (by: 1 | -1) => void;
}

/** Returns the walk. `at` is the key that has the focus; `onGo` writes another key to the address. */
export function useChangeWalk(
  stops: readonly ChangeStop[],
  at: string | null,
  onGo: (key: string) => void,
): ChangeWalk {
  const current = stops.findIndex(({ key }) => key === at);
  const go = useCallback(
    (key: string) => {
      if (key === at) focusChange(key);
      else onGo(key);
    },
    [at, onGo],
  );
  const step = useCallback(
    (by: 1 | -1) => {
      const next = current < 0 ? (by > 0 ? 0 : stops.length - 1) : (current + by + stops.length) % stops.length;
      const stop = stops[next];
      if (stop) go(stop.key);
    },
    [stops, current, go],
  );

  // The rows around a change may not be rendered before the walk reaches it, so it takes the focus after rendering.
  useLayoutEffect(() => {
    if (at !== null) focusChange(at);
  }, [at]);
  // Reads the latest step, so that a press right after another is not lost.
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isForThePage(event) || !singleKeysOn()) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);

  return { current, go, step };
}

/** Scrolls a change into view and focuses it, so that a screen reader reads it. */
function focusChange(key: string): void {
  const element = document.getElementById(changeElementId(key));
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
}

/** Longer quotations are cut: the full text is under the focus for the screen reader. */
const mostCharacters = 120;

/** Describes a change for screen readers: "“described” changed to “entrusted”". */
export function describeChange({ class: name, base, revised }: ChangeStop, texts: RedlineView["texts"]): string {
  const deleted = quoted(base, texts.base);
  const added = quoted(revised, texts.revised);
  if (name === "move")
    return deleted
      ? formatMessage(messages.textMovedElsewhere, { deleted })
      : formatMessage(messages.textMovedHere, { added });
  if (deleted && added) return formatMessage(messages.textReplaced, { deleted, added });
  return deleted ? formatMessage(messages.textDeleted, { deleted }) : formatMessage(messages.textAdded, { added });
}

function quoted(ranges: readonly TextRange[], text: string): string {
  const quotation = ranges
    .map((range) => text.slice(...range))
    .join(" … ")
    .trim();
  if (quotation === "") return "";
  return quotation.length <= mostCharacters ? `“${quotation}”` : `“${quotation.slice(0, mostCharacters)}…”`;
}

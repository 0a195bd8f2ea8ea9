import { useEffect, useState } from "react";

/** How long typing must pause before the text is passed on, in milliseconds. */
const pause = 250;

/**
 * Holds a field's text and passes it on when typing pauses, because browsers refuse an address that changes at every
 * keystroke. A value that changes from outside replaces the field's text.
 */
export function useSettledText(value: string, onSettle: (text: string) => void): [string, (text: string) => void] {
  const [field, setField] = useState({ text: value, settled: value });
  if (field.settled !== value) setField({ text: value, settled: value });
  const { text } = field;
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => {
      setField({ text, settled: text });
      onSettle(text);
    }, pause);
    return () => clearTimeout(timer);
  }, [text, value, onSettle]);
  return [text, (next) => setField((before) => ({ ...before, text: next }))];
}

import { useEffect, useState } from "react";

/** How long one has to stop typing before what was typed is handed on, in milliseconds. */
const pause = 250;

/**
 * The words of a field that are handed on when one stops typing: browsers refuse an address that changes at every key.
 * A value that changes from outside replaces what stands in the field.
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

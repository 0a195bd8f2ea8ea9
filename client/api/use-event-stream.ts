import { useEffect, useEffectEvent } from "react";
import { eventKinds } from "#core/contract/event-operations.ts";

/** Several events in a burst (an import of a contribution) make one refresh. */
const burst = 150;

/**
 * Hears a stream of events and says which kinds came, a burst at a time; the browser reconnects and resumes by itself.
 * "message" among them says that anything may have happened. Undefined hears nothing.
 */
export function useEventStream(url: string | undefined, refresh: (kinds: readonly string[]) => void): void {
  const tell = useEffectEvent(refresh);
  useEffect(() => {
    if (url === undefined) return undefined;
    const stream = new EventSource(url);
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (kind: string): void => {
      waiting.add(kind);
      timer ??= setTimeout(() => {
        timer = undefined;
        const kinds = [...waiting];
        waiting.clear();
        tell(kinds);
      }, burst);
    };
    // Who was cut off before the first event has none to go on after: whatever may have happened meanwhile is looked for.
    let opened = false;
    let heard = false;
    stream.onopen = () => {
      if (opened && !heard) hear("message");
      opened = true;
    };
    const onEvent = ({ type }: MessageEvent): void => {
      heard = true;
      hear(type);
    };
    for (const kind of ["message", ...eventKinds]) stream.addEventListener(kind, onEvent as EventListener);
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [url]);
}

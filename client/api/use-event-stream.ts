import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { eventKinds } from "#core/contract/event-operations.ts";
import { urlOf } from "./call.ts";
import { keys } from "./queries.ts";

/** Several events in a burst (an import of a contribution) make one refresh. */
const burst = 150;
/** When one asks again after a refusal (too many pages are open, a proxy has no server), in ms: a browser never does. */
const comeBack = 15_000;

/**
 * Hears a stream of events and says which kinds came, a burst at a time; the browser reconnects and resumes by itself,
 * except after a refusal: then it is asked again after a while. "message" among them says that anything may have happened.
 * Undefined hears nothing.
 */
export function useEventStream(url: string | undefined, refresh: (kinds: readonly string[]) => void): void {
  const tell = useEffectEvent(refresh);
  useEffect(() => {
    if (url === undefined) return undefined;
    let stream: EventSource;
    let later: ReturnType<typeof setTimeout> | undefined;
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
    const onEvent = ({ type }: MessageEvent): void => {
      heard = true;
      hear(type);
    };
    const open = (): void => {
      stream = new EventSource(url);
      stream.onopen = () => {
        if (opened && !heard) hear("message");
        opened = true;
      };
      stream.onerror = () => {
        if (stream.readyState !== EventSource.CLOSED) return;
        // It begins anew, and knows nothing of what was heard last.
        opened = true;
        heard = false;
        later = setTimeout(open, comeBack);
      };
      for (const kind of ["message", ...eventKinds]) stream.addEventListener(kind, onEvent as EventListener);
    };
    open();
    return () => {
      clearTimeout(timer);
      clearTimeout(later);
      stream.close();
    };
  }, [url]);
}

/** Refreshes what is shown of a document as things happen to it. */
export function useDocumentStream(document: string | undefined): void {
  const client = useQueryClient();
  const url = document === undefined ? undefined : urlOf("streamEvents", { params: { document } });
  useEventStream(url, (kinds) => {
    void client.invalidateQueries({ queryKey: ["annotations"] });
    if (kinds.some((kind) => kind.startsWith("circle-"))) void client.invalidateQueries({ queryKey: keys.circles });
    if (document === undefined || !kinds.some((kind) => /^(?:version|consultation)-|^message$/u.test(kind))) return;
    void client.invalidateQueries({ queryKey: keys.library });
    void client.invalidateQueries({ queryKey: keys.document(document) });
    void client.invalidateQueries({ queryKey: ["version"] });
  });
}

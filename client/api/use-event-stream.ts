import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { eventFacts, type EventKind, eventKinds, type RefreshedData } from "#core/contract/event-operations.ts";
import { urlOf } from "./call.ts";
import { keys } from "./queries.ts";

/** How long to collect events before one refresh, in ms. An import of a contribution causes a burst of events. */
const burst = 150;
/**
 * Wait before reconnecting after a refusal (too many open pages, or a proxy without a server), in ms. The browser never
 * reconnects then.
 */
const retryDelay = 15_000;

/** The kind of an event on a stream; "message" stands for every kind. */
type Heard = EventKind | "message";

/**
 * Listens to a stream of events and reports which kinds arrived, one burst at a time. The browser reconnects and
 * resumes by itself, except after a refusal: then this reconnects after a while. The kind "message" means that anything
 * may have changed. Without a URL it does nothing.
 */
export function useEventStream(url: string | undefined, refresh: (kinds: readonly Heard[]) => void): void {
  const notify = useEffectEvent(refresh);
  useEffect(() => {
    if (url === undefined) return undefined;
    let stream: EventSource;
    let later: ReturnType<typeof setTimeout> | undefined;
    const waiting = new Set<Heard>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (kind: Heard, data?: string): void => {
      // For `onEventHeard`.
      dispatchEvent(new MessageEvent("heard", { data }));
      waiting.add(kind);
      timer ??= setTimeout(() => {
        timer = undefined;
        const kinds = [...waiting];
        waiting.clear();
        notify(kinds);
      }, burst);
    };
    // A connection that breaks before its first event has no event id to resume from. It reports "message" instead, so
    // that everything is refreshed.
    let opened = false;
    let heard = false;
    const onEvent = ({ type, data }: MessageEvent<string>): void => {
      heard = true;
      hear(type as Heard, data);
    };
    const open = (): void => {
      stream = new EventSource(url);
      stream.onopen = () => {
        if (opened && !heard) hear("message");
        opened = true;
      };
      stream.onerror = () => {
        if (stream.readyState !== EventSource.CLOSED) return;
        // The new stream starts without the id of the last event.
        opened = true;
        heard = false;
        later = setTimeout(open, retryDelay);
      };
      stream.addEventListener("follows", ({ data }: MessageEvent<string>) =>
        dispatchEvent(new MessageEvent("follows", { data })),
      );
      for (const kind of ["message", ...eventKinds] as const) stream.addEventListener(kind, onEvent as EventListener);
    };
    open();
    return () => {
      clearTimeout(timer);
      clearTimeout(later);
      stream.close();
    };
  }, [url]);
}

/** Refreshes a document's data when events arrive. */
export function useDocumentStream(document: string | undefined): void {
  const client = useQueryClient();
  const url = document === undefined ? undefined : urlOf("streamEvents", { params: { document } });
  useEventStream(url, (kinds) => {
    if (document === undefined) return;
    const queryKeys = {
      annotations: [["annotations"]],
      circles: [keys.circles],
      comparisons: [["comparison"], ["placements"], keys.previews],
      versions: [keys.library, keys.document(document), ["version"]],
    } as const;
    for (const data of refreshedBy(kinds)) {
      for (const queryKey of queryKeys[data]) void client.invalidateQueries({ queryKey });
    }
  });
}

/** Returns the data to read again after events of some kinds. */
export function refreshedBy(kinds: readonly Heard[]): ReadonlySet<RefreshedData> {
  const heard = kinds.includes("message") ? eventKinds : kinds.filter((kind) => kind !== "message");
  return new Set(heard.flatMap((kind) => eventFacts[kind].refreshes));
}

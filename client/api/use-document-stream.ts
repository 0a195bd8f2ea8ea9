import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { eventKinds } from "#core/contract/event-operations.ts";
import { urlOf } from "./call.ts";
import { keys } from "./queries.ts";

/** Several events in a burst (an import of a contribution) make one refresh. */
const burst = 150;

/** Refreshes what is shown of a document as things happen to it; the browser reconnects and resumes by itself. */
export function useDocumentStream(document: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (document === undefined) return undefined;
    const stream = new EventSource(urlOf("streamEvents", { params: { document } }));
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      const kinds = [...waiting];
      waiting.clear();
      void client.invalidateQueries({ queryKey: ["annotations"] });
      if (kinds.some((kind) => kind.startsWith("circle-"))) void client.invalidateQueries({ queryKey: keys.circles });
      if (!kinds.some((kind) => /^(?:version|consultation)-|^message$/u.test(kind))) return;
      void client.invalidateQueries({ queryKey: keys.library });
      void client.invalidateQueries({ queryKey: keys.document(document) });
      void client.invalidateQueries({ queryKey: ["version"] });
    };
    // Who was cut off before the first event has none to go on after: whatever may have happened meanwhile is looked for.
    let opened = false;
    let heard = false;
    stream.onopen = () => {
      if (opened && !heard) {
        waiting.add("message");
        timer ??= setTimeout(refresh, burst);
      }
      opened = true;
    };
    const onEvent = ({ type }: MessageEvent): void => {
      heard = true;
      waiting.add(type);
      timer ??= setTimeout(refresh, burst);
    };
    for (const kind of ["message", ...eventKinds]) stream.addEventListener(kind, onEvent as EventListener);
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [client, document]);
}

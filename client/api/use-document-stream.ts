import { useQueryClient } from "@tanstack/react-query";
import { urlOf } from "./call.ts";
import { keys } from "./queries.ts";
import { useEventStream } from "./use-event-stream.ts";

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

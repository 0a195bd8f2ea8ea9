import type { ForumEvent } from "#core/contract/event-operations.ts";

/**
 * Calls a function with each event that arrives on a stream of this page, before data is refreshed. With null, events
 * may have been missed. Returns a function that ends it.
 */
export function onEventHeard(listen: (event: ForumEvent | null) => void): () => void {
  const hear = ({ data }: MessageEvent<string | null>): void => {
    listen(data === null ? null : (JSON.parse(data) as ForumEvent));
  };
  addEventListener("heard", hear as EventListener);
  return () => removeEventListener("heard", hear as EventListener);
}

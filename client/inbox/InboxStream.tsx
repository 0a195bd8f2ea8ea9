import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import { urlOf } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { useEventStream } from "../api/use-event-stream.ts";

/** Shows nothing. Reads the inbox again as soon as the reader is notified of something. */
export function InboxStream(): ReactNode {
  const client = useQueryClient();
  const refresh = useEffectEvent(() => void client.invalidateQueries({ queryKey: keys.inbox }));
  useEventStream(urlOf("streamNotifications", {}), () => void client.invalidateQueries({ queryKey: keys.inbox }));
  useEffect(() => {
    // The stream begins after the page was read, and has nothing from between.
    const onFollows = (): void => refresh();
    addEventListener("follows", onFollows);
    return () => removeEventListener("follows", onFollows);
  }, []);
  return null;
}

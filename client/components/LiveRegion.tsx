import { useSyncExternalStore, type ReactNode } from "react";
import { readAnnouncement, subscribeAnnouncements } from "./announcer.ts";

/** Where announcements are read from. The words change places, so that the same ones said again are said again. */
export function LiveRegion(): ReactNode {
  const { words, count } = useSyncExternalStore(subscribeAnnouncements, readAnnouncement);
  return (
    <div className="visually-hidden" role="status" data-live-announcer="true">
      <span>{count % 2 === 0 ? words : ""}</span>
      <span>{count % 2 === 1 ? words : ""}</span>
    </div>
  );
}

import type { ReactNode, RefObject } from "react";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { useLinesShown } from "../../lines/lines-shown.ts";
import { useOriginsShown } from "../../word-origins/origins-shown.ts";
import { NewsTracker } from "./NewsTracker.tsx";
import type { Room } from "./use-room.ts";

const LineNumbers = lazyComponent(async () => (await import("../../lines/LineNumbers.tsx")).LineNumbers);
const ReadOrigins = lazyComponent(async () => (await import("./ReadOrigins.tsx")).ReadOrigins);

/** Adds to the text what changes after it is read or is turned on: news, line numbers and the origin of each word. */
export function RoomExtras({
  room,
  within,
}: {
  room: Room;
  /** The element that contains the text. */
  within: RefObject<HTMLElement | null>;
}): ReactNode {
  const { page, mounted } = room;
  const { reader } = mounted;
  const [lines, origins] = [useLinesShown(), useOriginsShown()];
  return (
    <>
      <NewsTracker room={room} />
      {lines && reader && <LineNumbers page={page} reader={reader} />}
      {origins && reader && <ReadOrigins page={page} reader={reader} within={within} />}
    </>
  );
}

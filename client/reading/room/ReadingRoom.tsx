import { memo, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { directionOf } from "#core/text/direction.ts";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { Outline } from "../../page-parts/Outline.tsx";
import { inInterface } from "../../page-parts/messages.ts";
import type { Reader } from "../../reader/mount.ts";
import { type RoomAct, roomActions } from "../../versions/VersionMenu.tsx";
import type { DiscussionPart, MinimapTick } from "../state/discussion-part.ts";
import { sheetOf } from "../state/use-reading-state.ts";
import { ThreadColumn } from "../threads/ThreadColumn.tsx";
import { countOpen } from "../threads/threads-by-location.ts";
import { NarrowRoom } from "./NarrowRoom.tsx";
import { ReadingHeader } from "./ReadingHeader.tsx";
import { RoomDialogs } from "./RoomDialogs.tsx";
import { RoomDock, RoomText } from "./RoomText.tsx";
import { type Room, type RoomData, useRoom } from "./use-room.ts";
import "../../page-parts/outline.css";
import "./room.css";

const FindInPage = lazyComponent(async () => (await import("./FindInPage.tsx")).FindInPage);
// After the comments: most readers have no news when they arrive, and have turned on nothing.
const RoomExtras = lazyComponent(async () => (await import("./RoomExtras.tsx")).RoomExtras);

/** The text, outline and margin of one version, with all their actions. */
export function ReadingRoom(data: RoomData): ReactNode {
  const room = useRoom(data);
  const { page, document: work, me, address, narrow, mounted, routes, dispatch } = room;
  const { version } = page;
  const { reader, tick } = mounted;
  const textElement = useRef<HTMLDivElement>(null);
  const isFinding = useBrowserFind();
  const title = `${work.shortTitle}, ${version.label}`;
  const outline = <RoomOutline room={room} />;
  const threads = <RoomThreads room={room} />;
  const bars = {
    onSearch: () => dispatch({ kind: "open-search" }),
    onExport: () => dispatch({ kind: "open-panel", panel: "export" }),
    onAct: (panel: RoomAct) => dispatch({ kind: "open-panel", panel }),
  };
  return (
    <>
      <ReadingHeader
        document={work}
        version={version}
        me={me}
        onVersion={routes.readVersion}
        onKeys={() => dispatch({ kind: "open-panel", panel: "keys" })}
        {...bars}
      />
      <div className="room" dir={directionOf(version.language)}>
        {!narrow && (
          <nav className="room-outline screen-only" aria-label={messages.outline}>
            {outline}
          </nav>
        )}
        <RoomText room={room} title={title} element={textElement} />
        {!narrow && (
          <aside className="room-margin screen-only" aria-label={messages.comments} {...inInterface()}>
            {threads}
          </aside>
        )}
        {isFinding && reader && <FindInPage room={room} />}
        {!narrow && reader && (
          <Minimap reader={reader} tick={tick} ticks={room.ticks} onGo={room.part ? room.goTo : room.openNote} />
        )}
      </div>
      {narrow && (
        <NarrowRoom
          outline={outline}
          threads={threads}
          count={room.part ? sumOfOpen(room.part) : countOpen(room.annotations)}
          news={room.news.threads.size}
          sheet={sheetOf(address.state)}
          onOpen={(panel) => dispatch({ kind: "open-panel", panel })}
          onPrevious={() => room.stepNote(-1)}
          onNext={() => room.stepNote(1)}
          compareWith={routes.before?.address ?? routes.after?.address ?? null}
          currentAddress={version.address}
          acts={roomActions(version, me)}
          onLeave={() => dispatch({ kind: "leave-sheet" })}
          {...bars}
        />
      )}
      <RoomDock room={room} />
      {!room.isLoading && <RoomExtras room={room} within={textElement} />}
      <RoomDialogs
        address={address}
        document={work}
        version={version}
        title={title}
        text={page.text}
        me={me}
        drafts={room.acts.drafts}
        onGo={room.goTo}
        onExportOf={routes.exportVersion}
      />
    </>
  );
}

/** The outline. It follows the section in the middle of the window. */
function RoomOutline({ room }: { room: Room }): ReactNode {
  const { rows, counts, address, goTo, page, mounted } = room;
  const { reader, tick } = mounted;
  const { clause } = address.state;
  const [read, setRead] = useState<string | null>(null);
  const sectionOf = useMemo(
    () => new Map(rows.flatMap((row) => row.clauses.map(({ id }) => [id, row.clause.id] as const))),
    [rows],
  );
  // Only clauses near the window are observed. Whenever others come near, the layout changes too.
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const middle = entries.findLast(({ isIntersecting }) => isIntersecting);
        if (middle) setRead(sectionOf.get(middle.target.id) ?? null);
      },
      { rootMargin: "-50% 0px" },
    );
    for (const near of document.querySelectorAll(".is-near .clause")) observer.observe(near);
    return () => observer.disconnect();
  }, [sectionOf, reader, tick]);
  return (
    <Outline
      rows={rows}
      counts={counts}
      current={clause}
      read={read ?? clause}
      language={page.version.language}
      onGo={goTo}
    />
  );
}

function sumOfOpen({ open }: DiscussionPart): number {
  return open.text + open.general + open.unplaced;
}

function RoomThreads({ room }: { room: Room }): ReactNode {
  const { page, address, mounted } = room;
  return (
    <ThreadColumn
      reader={mounted.reader}
      tick={mounted.tick}
      beside={!room.narrow}
      version={page.version}
      text={page.text}
      threads={room.threads}
      annotations={room.annotations}
      isLoading={room.isLoading}
      part={room.part}
      state={address.state}
      set={address.set}
      composer={room.composer}
      onCancel={room.actions.cancel}
      me={room.me}
      drafts={room.drafts}
      mayComment={room.actions.mayComment}
      acts={room.acts}
      focus={room.focus}
      onOpen={room.openNote}
      news={room.news}
    />
  );
}

/** Ticks closer than this become one, in thousandths of the page. */
const grain = 4;

/**
 * Shows along the right edge where the text has comments and proposals. For eye and pointer only: the margin holds the
 * same items.
 */
const Minimap = memo(function Minimap({
  reader,
  tick,
  ticks: wanted,
  onGo,
}: {
  reader: Reader;
  /** Changes whenever clauses may have moved. */
  tick: number;
  ticks: readonly MinimapTick[];
  /** Receives the id of the tick that was pressed. */
  onGo: (id: string) => void;
}): ReactNode {
  const [ticks, setTicks] = useState<readonly { at: number; kind: string; id: string }[]>([]);
  useLayoutEffect(() => {
    const height = Math.max(1, reader.height());
    const seen = new Set<string>();
    const tops = reader.tops(wanted);
    setTicks(
      wanted.flatMap(({ id, kind }, index) => {
        const at = Math.round((((tops[index] ?? 0) / height) * 1000) / grain) * grain;
        if (seen.has(`${kind}${at}`)) return [];
        seen.add(`${kind}${at}`);
        return [{ at, kind, id }];
      }),
    );
  }, [reader, tick, wanted]);
  return (
    <div className="minimap screen-only" aria-hidden>
      {ticks.map(({ at, kind, id }) => (
        <span
          key={`${kind}${at}`}
          className={`minimap-tick minimap-${kind}`}
          style={{ insetBlockStart: `${at / 10}%` }}
          onClick={() => onGo(id)}
        />
      ))}
    </div>
  );
});

/** Returns whether the reader has asked for the browser's find in page since the page was opened. */
function useBrowserFind(): boolean {
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    const onKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): void => {
      if (key === "F3" || (key === "f" && (ctrlKey || metaKey))) setUsed(true);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return isUsed;
}

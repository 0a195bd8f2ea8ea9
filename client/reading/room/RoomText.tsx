import type { ReactNode, RefObject } from "react";
import { clauseById } from "#core/text/clause-index.ts";
import * as messages from "#core/messages/reading-room.en.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { announce } from "../../components/LiveRegion.tsx";
import { PlacingBar } from "../place/PlacingBar.tsx";
import { PrintedNotes } from "./PrintedNotes.tsx";
import { ReaderText } from "./ReaderText.tsx";
import { RoomGutter } from "./RoomBars.tsx";
import type { Room } from "./use-room.ts";
import { VersionBanner } from "./VersionBanner.tsx";

/** The text of the version, with everything drawn on it. */
export function RoomText({
  room,
  title,
  place,
}: {
  room: Room;
  title: string;
  /** Receives the element that contains the text. */
  place: RefObject<HTMLDivElement | null>;
}): ReactNode {
  const { page, document: work, address, mounted, placing, composed, places, printing, dispatch } = room;
  const { version, text } = page;
  const current = clauseById(text, address.state.clause ?? "");
  return (
    <main className="room-text" id="main">
      <VersionBanner version={version} versions={work.versions} text={text} />
      {placing && <PlacingBar placing={placing} text={text} />}
      <div className="room-draft" ref={place}>
        <ReaderText
          draft={room.draft}
          signs={room.signs}
          label={title}
          marks={room.marks}
          focused={address.state.note}
          current={current?.id ?? null}
          pending={placing?.runs ?? room.pending}
          proposed={composed?.operations ?? none}
          printing={printing}
          onReady={(ready) => {
            if (ready) room.arrive(ready);
            mounted.onReady(ready);
          }}
          onSelect={mounted.onSelect}
          onCurrent={(clause) => address.set({ clause })}
          onEnter={(clause) => dispatch({ kind: "enter-clause", clause })}
          onWords={(words) =>
            announce(words === null ? messages.noMoreWords : formatMessage(messages.selectedText, { text: words }))
          }
          onMark={room.openNote}
          onLayout={mounted.onLayout}
        />
        <RoomGutter room={room} />
      </div>
      {printing && <PrintedNotes places={{ ...places, beside: room.standing }} text={text} />}
    </main>
  );
}

const none: never[] = [];

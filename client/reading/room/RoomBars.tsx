import type { ComponentProps, ReactNode } from "react";
import { clauseById } from "#core/text/clause-index.ts";
import { quoteOfTarget, selectedTarget } from "../../annotations/target.ts";
import { ClauseTools, SelectionBar, SpeakButtons, SpeakDock } from "../speak/SpeakBars.tsx";
import type { Room } from "./use-room.ts";

/** On touch screens, the bar for the selected text or the tapped clause. */
export function RoomDock({ room }: { room: Room }): ReactNode {
  const { page, me, address, mounted, touch, composing, placing, counts, places, speak } = room;
  const { selection } = mounted;
  const current = clauseById(page.text, address.state.clause ?? "");
  const selected = selection && selectedTarget(page.text, selection);
  if (!touch || composing || placing || !(selected ?? current)) return null;
  return (
    <SpeakDock
      about={(selected && quoteOfTarget(selected)) ?? current?.citation ?? ""}
      comments={selected ? 0 : (counts.get(current?.id ?? "") ?? 0)}
      signedIn={me.participant !== null}
      onComments={() => room.openNote(places.beside.find(({ clause }) => clause === current?.id)?.id ?? null)}
      onCopy={speak.copy}
      onClose={() => room.dispatch({ kind: "close-dock" })}
    >
      <RoomSpeakButtons room={room} />
    </SpeakDock>
  );
}

/** With a mouse, the bar in the gutter for the selected text, otherwise for the current clause. */
export function RoomGutter({ room }: { room: Room }): ReactNode {
  const { page, address, mounted, touch, composing, placing, speak } = room;
  const { reader, tick, selection } = mounted;
  const current = clauseById(page.text, address.state.clause ?? "");
  if (touch || placing || !reader) return null;
  if (selection)
    return (
      <SelectionBar reader={reader} tick={tick} selection={selection}>
        <RoomSpeakButtons room={room} icons onAdd={speak.add} onCopy={speak.copy} />
      </SelectionBar>
    );
  if (!current || composing) return null;
  return (
    <ClauseTools reader={reader} tick={tick} clause={current.id} citation={current.citation}>
      <RoomSpeakButtons room={room} icons onCopy={speak.copy} />
    </ClauseTools>
  );
}

/** The buttons for the selected text or the current clause. */
function RoomSpeakButtons({
  room: { page, address, speak, routes },
  ...more
}: { room: Room } & Pick<ComponentProps<typeof SpeakButtons>, "icons" | "onAdd" | "onCopy">): ReactNode {
  return (
    <SpeakButtons
      {...more}
      maySpeak={speak.maySpeak}
      onComment={() => speak.begin("comment")}
      onPropose={() => speak.begin("proposal")}
      onBiography={clauseById(page.text, address.state.clause ?? "") && routes.openHistory}
    />
  );
}

import type { ComponentProps, ReactNode } from "react";
import { clauseById } from "#core/text/clause-index.ts";
import { quoteOfTarget, selectedTarget } from "../../annotations/target.ts";
import { SelectionBar, SpeakButtons, SpeakDock } from "../speak/SpeakBars.tsx";
import type { Room } from "./use-room.ts";

/** The bar for the selected text or, on touch screens, for the tapped clause too. */
export function RoomBars({ room }: { room: Room }): ReactNode {
  const { page, me, address, mounted, touch, composing, placing, counts, places, speak } = room;
  const { selection } = mounted;
  const current = clauseById(page.text, address.state.clause ?? "");
  const selected = selection && selectedTarget(page.text, selection);
  if (placing) return null;
  if (!touch)
    return (
      selection && (
        <SelectionBar selection={selection}>
          <RoomSpeakButtons room={room} onAdd={speak.add} onCopy={speak.copy} />
        </SelectionBar>
      )
    );
  if (composing || !(selected ?? current)) return null;
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

/** The buttons for the selected text or the current clause. */
export function RoomSpeakButtons({
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

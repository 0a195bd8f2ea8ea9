import type { ComponentProps, ReactNode } from "react";
import { clauseById } from "#core/text/clause.ts";
import { quoteOfTarget, selectedTarget } from "../../annotations/target.ts";
import { ClauseTools, SelectionBar, CommentButtons, SelectionDock } from "../speak/SelectionBars.tsx";
import type { Room } from "./use-room.ts";

/** On touch screens, the bar for the selected text or the tapped clause. */
export function RoomDock({ room }: { room: Room }): ReactNode {
  const { page, me, address, mounted, touch, composing, placing, counts, threads, actions } = room;
  const { selection } = mounted;
  const current = clauseById(page.text, address.state.clause ?? "");
  const selected = selection && selectedTarget(page.text, selection);
  if (!touch || composing || placing || !(selected ?? current)) return null;
  return (
    <SelectionDock
      about={(selected && quoteOfTarget(selected)) ?? current?.citation ?? ""}
      comments={selected ? 0 : (counts.get(current?.id ?? "") ?? 0)}
      signedIn={me.participant !== null}
      onComments={() => room.openNote(threads.beside.find(({ clause }) => clause === current?.id)?.id ?? null)}
      onCopy={actions.copy}
      onClose={() => room.dispatch({ kind: "close-dock" })}
    >
      <RoomCommentButtons room={room} />
    </SelectionDock>
  );
}

/** With a mouse, the bar in the gutter for the selected text, otherwise for the current clause. */
export function RoomGutter({ room }: { room: Room }): ReactNode {
  const { page, address, mounted, touch, composing, placing, actions } = room;
  const { reader, tick, selection } = mounted;
  const current = clauseById(page.text, address.state.clause ?? "");
  if (touch || placing || !reader) return null;
  if (selection)
    return (
      <SelectionBar reader={reader} tick={tick} selection={selection}>
        <RoomCommentButtons room={room} icons onAdd={actions.add} onCopy={actions.copy} />
      </SelectionBar>
    );
  if (!current || composing) return null;
  return (
    <ClauseTools reader={reader} tick={tick} clause={current.id} citation={current.citation}>
      <RoomCommentButtons room={room} icons onCopy={actions.copy} />
    </ClauseTools>
  );
}

/** The buttons for the selected text or the current clause. */
function RoomCommentButtons({
  room: { page, address, actions, routes },
  ...more
}: { room: Room } & Pick<ComponentProps<typeof CommentButtons>, "icons" | "onAdd" | "onCopy">): ReactNode {
  return (
    <CommentButtons
      {...more}
      mayComment={actions.mayComment}
      onComment={() => actions.begin("comment")}
      onPropose={() => actions.begin("proposal")}
      onClauseHistory={clauseById(page.text, address.state.clause ?? "") && routes.openHistory}
    />
  );
}

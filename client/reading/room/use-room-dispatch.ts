import { useCallback, useLayoutEffect, useRef } from "react";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { announce } from "../../components/LiveRegion.tsx";
import type { Reader } from "../../reader/mount.ts";
import type { Placing } from "../place/use-placing.ts";
import type { CardFocus } from "../state/use-card-focus.ts";
import type { ReadingAddress } from "../state/use-reading-state.ts";
import { type RoomAction, type RoomSituation, type RoomTransition, roomReducer } from "./room-reducer.ts";

/** The parts of a reading room that carry out the effects of an action. */
interface RoomTools {
  address: ReadingAddress;
  reader: Reader | null;
  focus: CardFocus;
  placing: Placing | null;
  /** Closes the composer and returns the focus to its subject. */
  cancel: () => void;
  closeComposer: () => void;
}

/** Passes an action to the reading room. */
export type RoomDispatch = (action: RoomAction) => void;

/**
 * Returns the function that passes actions to the reading room and carries out their effects. It stays the same
 * function, because opening one card must not render all the others again.
 */
export function useRoomDispatch(situation: RoomSituation, tools: RoomTools): RoomDispatch {
  const latest = useRef({ situation, tools });
  useLayoutEffect(() => {
    latest.current = { situation, tools };
  });
  return useCallback((action) => {
    const { situation: current, tools: at } = latest.current;
    carryOut(roomReducer(current, action), at);
  }, []);
}

function carryOut({ show, act, go, focus, announce: announcement }: RoomTransition, tools: RoomTools): void {
  if (show) tools.reader?.bringIntoView(show);
  if (act) run(act, tools);
  if (go) tools.address[go.by](go.change);
  if (focus && "card" in focus) tools.focus.toCard(focus.card);
  else if (focus) tools.focus.toClause(focus.clause);
  if (announcement) announce(announcements[announcement]);
}

function run(act: NonNullable<RoomTransition["act"]>, { placing, cancel, closeComposer }: RoomTools): void {
  switch (act) {
    case "place":
      void placing?.place();
      return;
    case "leave-placing":
      placing?.leave();
      return;
    case "cancel-composing":
      cancel();
      return;
    case "close-composer":
      closeComposer();
      return;
    case "clear-selection":
      window.getSelection()?.removeAllRanges();
  }
}

const announcements: Record<NonNullable<RoomTransition["announce"]>, string> = {
  "first-clause": messages.firstClause,
  "last-clause": messages.lastClause,
  "no-comment-here": messages.noCommentsOnClause,
};

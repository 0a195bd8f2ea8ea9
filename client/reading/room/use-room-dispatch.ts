import { useCallback, useLayoutEffect, useRef } from "react";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { announce } from "../../components/LiveRegion.tsx";
import type { Reader } from "../../reader/mount.ts";
import type { Placing } from "../place/use-placing.ts";
import type { CardFocus } from "../state/use-card-focus.ts";
import type { MarginList, ReadingAddress, ReadingState } from "../state/use-reading-state.ts";
import type { Thread } from "../threads/threads-by-location.ts";

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

/** The parts of a reading room on which its answer to an action depends. */
export interface RoomSituation {
  state: ReadingState;
  /** Whether cards open in a sheet over the text. */
  narrow: boolean;
  /** Whether an annotation from another version is being placed. */
  placing: boolean;
  /** Whether the composer is open. */
  composing: boolean;
  /** Whether text is selected. */
  selecting: boolean;
  /** The threads beside the text, in text order. */
  threads: readonly Pick<Thread, "id" | "clause" | "offset">[];
}

/** A user's action in a reading room. */
export type RoomAction =
  /** `focus`: whether the card also takes the keyboard focus. `list`: the list to show, if it is not beside the text. */
  | { kind: "open-note"; note: string; focus?: boolean; list?: MarginList }
  | { kind: "close-note" }
  /** The next (1) or previous (-1) clause; null past either end. */
  | { kind: "step-clause"; clause: string | null; by: 1 | -1 }
  /** The clause was chosen in the outline or the search. */
  | { kind: "go-to-clause"; clause: string }
  /** Enter was pressed on the clause. */
  | { kind: "enter-clause"; clause: string }
  | { kind: "start-placing"; note: string }
  | { kind: "open-panel"; panel: ReadingState["panel"] }
  | { kind: "open-search" }
  | { kind: "leave-sheet" }
  /** The dock for the selected text or the tapped clause was closed. */
  | { kind: "close-dock" }
  | { kind: "escape" };

/** The effects of an action, in the order in which they are carried out. Omitted ones do not happen. */
export interface RoomTransition {
  /** The point to scroll to, unless it is visible. */
  show?: Pick<Thread, "clause" | "offset">;
  act?: "place" | "leave-placing" | "cancel-composing" | "close-composer" | "clear-selection";
  /** The change of the address, and its effect on the browser's history (see `ReadingAddress`). */
  go?: { by: "set" | "open" | "jump" | "close"; change: Partial<ReadingState> };
  /** The card or clause that takes the keyboard focus. */
  focus?: { card: string } | { clause: string | null };
  announce?: "first-clause" | "last-clause" | "no-comment-here";
}

/** Returns the effects of an action: among them the change of the state, which is kept in the address. */
export function roomReducer(situation: RoomSituation, action: RoomAction): RoomTransition {
  const { state, narrow, threads } = situation;
  switch (action.kind) {
    case "open-note":
      return openNote(situation, action.note, action.focus ?? false, action.list);
    case "close-note":
      return closeNote(situation);
    case "step-clause": {
      const { clause } = action;
      if (clause === null) return { announce: action.by > 0 ? "last-clause" : "first-clause" };
      return { go: { by: "set", change: { clause } }, focus: { clause } };
    }
    case "go-to-clause": {
      const { clause } = action;
      return { go: { by: "jump", change: { clause, find: null, panel: null } }, focus: { clause } };
    }
    case "enter-clause": {
      if (situation.placing) return { act: "place" };
      const first = threads.find(({ clause }) => clause === action.clause);
      return first ? openNote(situation, first.id, true) : { announce: "no-comment-here" };
    }
    case "start-placing": {
      const change = { placing: action.note, note: null, panel: null };
      return { go: { by: narrow ? "close" : "set", change } };
    }
    case "open-panel":
      return { go: { by: "open", change: { panel: action.panel } } };
    case "open-search":
      return { go: { by: "open", change: { find: "" } } };
    case "leave-sheet":
      return {
        act: "close-composer",
        go: { by: "close", change: { panel: null, note: null, clause: clauseOfNote(situation) } },
      };
    case "close-dock":
      if (situation.selecting) return { act: "clear-selection" };
      return { go: { by: "set", change: { clause: null } } };
    case "escape":
      return escape(situation, state);
  }
}

/** Opens an annotation. On a phone, Back closes the sheet this opens; an open sheet only changes its content. */
function openNote(
  { state, narrow, threads }: RoomSituation,
  note: string,
  focus: boolean,
  list?: MarginList,
): RoomTransition {
  const thread = threads.find(({ id }) => id === note);
  const covered = state.note !== null || state.panel !== null;
  return {
    ...(thread && { show: thread }),
    go: {
      by: narrow && !covered ? "open" : "set",
      change: { note, ...(list && { list }), ...(thread && { clause: thread.clause, list: "text" }) },
    },
    ...(focus && { focus: { card: note } }),
  };
}

function closeNote({ narrow }: RoomSituation): RoomTransition {
  return { go: { by: narrow ? "close" : "set", change: { note: null } } };
}

/** Leaves only the topmost of: a dialog, placing, the composer, the selection, the open annotation. */
function escape(situation: RoomSituation, { panel, find, note }: ReadingState): RoomTransition {
  if (panel !== null || find !== null) return { go: { by: "close", change: { panel: null, find: null } } };
  if (situation.placing) return { act: "leave-placing" };
  if (situation.composing) return { act: "cancel-composing" };
  if (situation.selecting) return { act: "clear-selection" };
  if (note === null) return {};
  return { ...closeNote(situation), focus: { clause: clauseOfNote(situation) } };
}

/** Returns the clause of the open annotation, otherwise the current one. */
function clauseOfNote({ state, threads }: RoomSituation): string | null {
  return threads.find(({ id }) => id === state.note)?.clause ?? state.clause;
}

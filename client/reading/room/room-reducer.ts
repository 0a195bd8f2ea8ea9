import type { ReadingState } from "../state/reading-address.ts";
import type { Thread } from "../threads/threads-by-location.ts";

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
  /** `focus`: whether the card also takes the keyboard focus. */
  | { kind: "open-note"; note: string; focus?: boolean }
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
      return openNote(situation, action.note, action.focus ?? false);
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
function openNote({ state, narrow, threads }: RoomSituation, note: string, focus: boolean): RoomTransition {
  const thread = threads.find(({ id }) => id === note);
  const covered = state.note !== null || state.panel !== null;
  return {
    ...(thread && { show: thread }),
    go: {
      by: narrow && !covered ? "open" : "set",
      change: { note, ...(thread && { clause: thread.clause, list: "text" }) },
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

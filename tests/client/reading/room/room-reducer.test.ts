import {
  type RoomAction,
  type RoomSituation,
  type RoomTransition,
  roomReducer,
} from "../../../../client/reading/room/use-room-dispatch.ts";
import { readReadingState, type ReadingState } from "../../../../client/reading/state/use-reading-state.ts";

const first = { id: "n1", clause: "c1", offset: 0 };
const second = { id: "n2", clause: "c2", offset: 5 };

function situation({ state = {}, ...more }: Partial<Omit<RoomSituation, "state">> & { state?: Partial<ReadingState> }) {
  return {
    state: { ...readReadingState("", {}), ...state },
    narrow: false,
    placing: false,
    composing: false,
    selecting: false,
    threads: [first, second],
    ...more,
  };
}

type Row = [string, Parameters<typeof situation>[0], RoomAction, RoomTransition];

const openSecond = { note: "n2", clause: "c2", list: "text" } as const;

describe("opening a comment", () => {
  test.each<Row>([
    [
      "scrolls to its text and replaces the history entry",
      {},
      { kind: "open-note", note: "n2" },
      { show: second, go: { by: "set", change: openSecond } },
    ],
    [
      "moves the focus to its card if asked",
      {},
      { kind: "open-note", note: "n2", focus: true },
      { show: second, go: { by: "set", change: openSecond }, focus: { card: "n2" } },
    ],
    [
      "keeps the current clause if the comment has no location in the text",
      { state: { clause: "c1", list: "orphans" } },
      { kind: "open-note", note: "n9" },
      { go: { by: "set", change: { note: "n9" } } },
    ],
    [
      "shows the list of a comment that has no location in the text",
      {},
      { kind: "open-note", note: "n9", list: "general" },
      { go: { by: "set", change: { note: "n9", list: "general" } } },
    ],
    [
      "shows the margin for a comment beside the text",
      {},
      { kind: "open-note", note: "n2", list: "orphans" },
      { show: second, go: { by: "set", change: openSecond } },
    ],
    [
      "adds a history entry on a phone, so that Back closes its sheet",
      { narrow: true },
      { kind: "open-note", note: "n2" },
      { show: second, go: { by: "open", change: openSecond } },
    ],
    [
      "adds no further history entry in an open sheet",
      { narrow: true, state: { panel: "threads" } },
      { kind: "open-note", note: "n2" },
      { show: second, go: { by: "set", change: openSecond } },
    ],
    [
      "starts from Enter on its clause",
      {},
      { kind: "enter-clause", clause: "c2" },
      { show: second, go: { by: "set", change: openSecond }, focus: { card: "n2" } },
    ],
    [
      "is not possible on a clause without comments",
      {},
      { kind: "enter-clause", clause: "c3" },
      { announce: "no-comment-here" },
    ],
  ])("%s", (_name, before, action, expected) => {
    expect(roomReducer(situation(before), action)).toEqual(expected);
  });
});

describe("closing a comment", () => {
  test.each<Row>([
    ["replaces the history entry", {}, { kind: "close-note" }, { go: { by: "set", change: { note: null } } }],
    ["goes back on a phone", { narrow: true }, { kind: "close-note" }, { go: { by: "close", change: { note: null } } }],
  ])("%s", (_name, before, action, expected) => {
    expect(roomReducer(situation(before), action)).toEqual(expected);
  });
});

describe("clauses", () => {
  test.each<Row>([
    [
      "a step moves the current clause and the focus",
      {},
      { kind: "step-clause", clause: "c2", by: 1 },
      { go: { by: "set", change: { clause: "c2" } }, focus: { clause: "c2" } },
    ],
    [
      "a step past the last clause is announced",
      {},
      { kind: "step-clause", clause: null, by: 1 },
      { announce: "last-clause" },
    ],
    [
      "a step before the first clause is announced",
      {},
      { kind: "step-clause", clause: null, by: -1 },
      { announce: "first-clause" },
    ],
    [
      "a jump closes the search and the panel it came from",
      { state: { find: "few" } },
      { kind: "go-to-clause", clause: "c2" },
      { go: { by: "jump", change: { clause: "c2", find: null, panel: null } }, focus: { clause: "c2" } },
    ],
    [
      "Enter places the annotation while one is being placed",
      { placing: true },
      { kind: "enter-clause", clause: "c2" },
      { act: "place" },
    ],
  ])("%s", (_name, before, action, expected) => {
    expect(roomReducer(situation(before), action)).toEqual(expected);
  });
});

describe("Escape leaves only", () => {
  const everything = { placing: true, composing: true, selecting: true };
  test.each<[string, Parameters<typeof situation>[0], RoomTransition]>([
    [
      "an open dialog",
      { ...everything, state: { panel: "keys", note: "n2" } },
      { go: { by: "close", change: { panel: null, find: null } } },
    ],
    ["the choice of a location", everything, { act: "leave-placing" }],
    ["the composer", { ...everything, placing: false }, { act: "cancel-composing" }],
    ["the selection", { selecting: true, state: { note: "n2" } }, { act: "clear-selection" }],
    [
      "the open comment, and moves the focus to its clause",
      { state: { note: "n2", clause: "c1" } },
      { go: { by: "set", change: { note: null } }, focus: { clause: "c2" } },
    ],
    ["nothing if nothing is open", { state: { clause: "c1" } }, {}],
  ])("%s", (_name, before, expected) => {
    expect(roomReducer(situation(before), { kind: "escape" })).toEqual(expected);
  });
});

describe("panels", () => {
  test.each<Row>([
    [
      "a panel opens with a history entry",
      {},
      { kind: "open-panel", panel: "export" },
      { go: { by: "open", change: { panel: "export" } } },
    ],
    ["the search opens empty", {}, { kind: "open-search" }, { go: { by: "open", change: { find: "" } } }],
    [
      "leaving the sheet closes the form and returns to the open comment's clause",
      { narrow: true, state: { note: "n2", panel: "threads" } },
      { kind: "leave-sheet" },
      { act: "close-composer", go: { by: "close", change: { panel: null, note: null, clause: "c2" } } },
    ],
    [
      "placing starts with no open comment",
      { state: { note: "n2" } },
      { kind: "start-placing", note: "n2" },
      { go: { by: "set", change: { placing: "n2", note: null, panel: null } } },
    ],
    [
      "placing goes back to the text on a phone",
      { narrow: true, state: { note: "n2" } },
      { kind: "start-placing", note: "n2" },
      { go: { by: "close", change: { placing: "n2", note: null, panel: null } } },
    ],
    [
      "closing the dock clears the selection first",
      { selecting: true, state: { clause: "c1" } },
      { kind: "close-dock" },
      { act: "clear-selection" },
    ],
    [
      "closing the dock leaves the current clause",
      { state: { clause: "c1" } },
      { kind: "close-dock" },
      { go: { by: "set", change: { clause: null } } },
    ],
  ])("%s", (_name, before, action, expected) => {
    expect(roomReducer(situation(before), action)).toEqual(expected);
  });
});

import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { announce } from "../../components/LiveRegion.tsx";
import { useShortcuts } from "../../components/shortcuts.ts";
import { showOrigins } from "../../word-origins/origins-shown.ts";
import type { Reader } from "../../reader/mount.ts";
import type { ReadingState } from "../state/reading-address.ts";
import type { SelectionActions } from "../speak/selection-actions.ts";
import type { RoomRoutes } from "./use-room-routes.ts";
import type { RoomDispatch } from "./use-room-dispatch.ts";

/** Binds the keys of a reading room. */
export function useRoomKeys({
  state,
  reader,
  annotations,
  origins,
  actions: { begin, add },
  routes,
  dispatch,
  stepNote,
  onReplying,
}: {
  state: ReadingState;
  reader: Reader | null;
  annotations: readonly PlacedAnnotation[];
  /** Whether the origin of each word is being shown. */
  origins: boolean;
  actions: SelectionActions;
  routes: RoomRoutes;
  dispatch: RoomDispatch;
  /** Opens the next (1) or previous (-1) comment. */
  stepNote: (by: 1 | -1) => void;
  /** Opens the reply form of an annotation. */
  onReplying: (annotation: string) => void;
}): void {
  const stepClause = (by: 1 | -1): void =>
    dispatch({ kind: "step-clause", clause: reader?.clauseBeside(state.clause, by) ?? null, by });
  const find = (): void => dispatch({ kind: "open-search" });
  const reply = (): void => {
    const placed = annotations.find(({ annotation }) => annotation.id === state.note);
    if (!placed) announce(messages.openCommentFirst);
    else if (placed.may.reply && placed.annotation.standing === "open") onReplying(placed.annotation.id);
    else announce(messages.cannotReply);
  };
  useShortcuts({
    j: () => stepClause(1),
    k: () => stepClause(-1),
    n: () => stepNote(1),
    p: () => stepNote(-1),
    c: () => begin("comment"),
    e: () => begin("proposal"),
    a: () => add?.(),
    r: reply,
    b: routes.openHistory,
    w: () => showOrigins(!origins),
    "[": () => routes.before && routes.readVersion(routes.before.address),
    "]": () => routes.after && routes.readVersion(routes.after.address),
    g: find,
    "/": find,
    "?": () => dispatch({ kind: "open-panel", panel: "keys" }),
    Escape: () => dispatch({ kind: "escape" }),
  });
}

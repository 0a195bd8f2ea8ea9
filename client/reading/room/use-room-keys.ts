import { useLocation } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { clauseHistoryPath, readingPath } from "#core/contract/pages.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { announce } from "../../components/LiveRegion.tsx";
import { useShortcuts } from "../../components/shortcuts.ts";
import type { Reader } from "../../reader/mount.ts";
import { neighbours } from "../../versions/version-order.ts";
import { toggleLines } from "../../lines/lines-shown.ts";
import { toggleOrigins } from "../../word-origins/origins-shown.ts";
import type { SelectionActions } from "../speak/selection-actions.ts";
import type { ReadingState } from "../state/use-reading-state.ts";
import type { RoomDispatch } from "./use-room-dispatch.ts";

/** Binds the keys of a reading room. */
export function useRoomKeys({
  state,
  reader,
  annotations,
  actions: { begin, add },
  routes,
  dispatch,
  stepNote,
  onReplying,
}: {
  state: ReadingState;
  reader: Reader | null;
  annotations: readonly PlacedAnnotation[];
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
    w: toggleOrigins,
    l: toggleLines,
    "[": () => routes.before && routes.readVersion(routes.before.address),
    "]": () => routes.after && routes.readVersion(routes.after.address),
    g: find,
    "/": find,
    "?": () => dispatch({ kind: "open-panel", panel: "keys" }),
    Escape: () => dispatch({ kind: "escape" }),
  });
}

/** The ways from a reading room to other pages. */
interface RoomRoutes {
  /** The draft before and after this one. */
  before: ListedVersion | undefined;
  after: ListedVersion | undefined;
  /** Opens another version, by its address, at the current clause. */
  readVersion: (address: string) => void;
  /** Opens the history of the current clause. */
  openHistory: () => void;
  /** Opens the export of another version, by its address. */
  exportVersion: (address: string) => void;
}

/** Returns the ways from a version to the other versions of its document and to its clauses' history. */
export function useRoomRoutes(
  version: ListedVersion,
  versions: readonly ListedVersion[],
  clause: string | null,
): RoomRoutes {
  const [, navigate] = useLocation();
  return {
    ...neighbours(versions, version.address),
    readVersion: (address) => {
      const target = versions.find((listed) => listed.address === address);
      if (target) void sameClausePath(version, clause, target).then((path) => navigate(path));
    },
    openHistory: () => {
      if (clause !== null) navigate(clauseHistoryPath(version.address, clause));
    },
    exportVersion: (address) => navigate(`${readingPath(address)}?panel=export`, { replace: true }),
  };
}

/**
 * Returns the path of another version, at the clause being read here. That is the same clause in another language of
 * the round, or its earlier or later form in another draft. If that is unknown or the request fails, the path leads to
 * the start of the version.
 */
async function sameClausePath(from: ListedVersion, clause: string | null, to: ListedVersion): Promise<string> {
  const path = readingPath(to.address);
  if (clause === null) return path;
  const params = { version: from.address, clause };
  try {
    const counterpart =
      to.language === from.language
        ? (await call("getLineage", { params })).clauses.find(({ version }) => version === to.id)
        : (await call("getTranslations", { params })).find(({ version }) => version.id === to.id)?.clauses[0];
    return counterpart ? `${path}?clause=${encodeURIComponent(counterpart.id)}` : path;
  } catch {
    return path;
  }
}

import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { type ComponentProps, type RefObject, useRef } from "react";
import { useLocation } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { clearanceOperations } from "#core/contract/clearance-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { addOperations, call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { notifyAndRefresh, undoBy, type UndoCall } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";

addOperations(clearanceOperations);

/** The annotations that await clearance. Keyed with the annotations, because a change of one changes the list. */
export const clearanceQuery = queryOptions({
  queryKey: [...keys.annotationLists, "clearance"],
  queryFn: ({ signal }) => call("getClearance", { signal }),
});

/** A comment or reply in a list of the page. Its actions remove it from the list, and resolve to whether they did. */
export interface Item {
  /** Attributes of its row. */
  row: ComponentProps<"li">;
  /** Path of its draft. */
  path: string;
  /** For messages. */
  isReply: "yes" | "no";
  mayWithdraw: boolean;
  /** Clears it, and reports that with a sentence. */
  clear: (done: string) => Promise<boolean>;
  /** Sends it back to its author with a note. */
  sendBack: (note: string) => Promise<boolean>;
  /** Withdraws it. The sentence reports that it was reinstated by an undo. */
  withdraw: (undone: string) => Promise<boolean>;
}

/**
 * Returns the item for a comment or for a reply to it.
 *
 * @param onDone runs when an action has succeeded
 */
export function useClearanceItem(placed: PlacedAnnotation, reply: ShownReply | null, onDone?: () => void): Item {
  const [, navigate] = useLocation();
  const row = useRef<HTMLLIElement>(null);
  const path = `${readingPath(placed.madeOn)}?note=${placed.annotation.id}`;
  const act = useAct(row, onDone);
  const { annotation } = placed;
  const { revision, speaker } = reply ?? annotation;
  const ofAnnotation = { annotation: annotation.id };
  const ofReply = reply && { reply: reply.id };
  const isReply = reply ? "yes" : "no";
  return {
    path,
    row: {
      ref: row,
      tabIndex: -1,
      "data-waiting": "",
      onKeyDown: (event) => {
        if (event.key === "Enter" && event.target === event.currentTarget) navigate(path);
      },
    } as ComponentProps<"li">,
    isReply,
    mayWithdraw: (reply ?? placed).may.withdraw,
    clear: (done) =>
      act(
        () =>
          ofReply
            ? call("clearReply", { params: ofReply, body: { revision } })
            : call("clearAnnotation", { params: ofAnnotation, body: { revision } }),
        done,
        () =>
          ofReply
            ? undoBy("undoClearingReply", { params: ofReply }, messages.reinstated)
            : undoBy("undoClearing", { params: ofAnnotation }, messages.reinstated),
      ),
    sendBack: (note) =>
      act(
        () =>
          ofReply
            ? call("sendBackReply", { params: ofReply, body: { note } })
            : call("sendBackAnnotation", { params: ofAnnotation, body: { note } }),
        formatMessage(messages.sentBack, { name: speaker.name }),
      ),
    withdraw: (undone) =>
      act(
        () =>
          ofReply
            ? call("withdrawReply", { params: ofReply })
            : call("withdrawAnnotation", { params: ofAnnotation, body: { reason: "" } }),
        formatMessage(messages.withdrawn, { isReply }),
        () =>
          ofReply
            ? undoBy("reinstateReply", { params: ofReply }, undone)
            : undoBy("reinstateAnnotation", { params: ofAnnotation }, undone),
      ),
  };
}

/** Returns a function that does an action on the item of a row, reports it and fetches the lists again. */
function useAct(
  row: RefObject<Element | null>,
  onDone?: () => void,
): (send: () => Promise<unknown>, done: string, undo?: () => UndoCall) => Promise<boolean> {
  const client = useQueryClient();
  const notify = notifyAndRefresh(client, keys.annotationLists, ["document"], keys.library);
  return async (send, done, undo) => {
    const page = row.current?.closest("main");
    const at = page ? itemsOf(page).findIndex((item) => item === row.current) : 0;
    const isDone = await notify(send, done, undo);
    // The row that had the focus is gone. The next one takes its place.
    if (isDone && onDone) onDone();
    else if (isDone && page) requestAnimationFrame(() => focusItem(page, { at }));
    return isDone;
  };
}

/**
 * Gives the focus to an item of the lists on the page: the next or previous one, or the one that took a position.
 * Without items, a heading gets it.
 */
export function focusItem(page: Element, where: { by: 1 | -1 } | { at: number }): void {
  const items = itemsOf(page);
  const now = items.findIndex((item) => item.contains(document.activeElement));
  const wanted = "at" in where ? where.at : now === -1 && where.by === 1 ? 0 : now + where.by;
  const item = items[Math.max(0, Math.min(wanted, items.length - 1))] ?? page.querySelector<HTMLElement>("h2");
  item?.focus({ preventScroll: true });
  item?.scrollIntoView({ block: "nearest" });
}

function itemsOf(page: Element): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>("[data-waiting]")];
}

import { useQueryClient } from "@tanstack/react-query";
import { type ComponentProps, useRef } from "react";
import { useLocation } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { keys } from "../api/queries.ts";
import { notifyAndRefresh } from "../components/toasts.ts";
import { focusItem, positionOf } from "./focus-item.ts";

/** The shared parts of an item: attributes of its row, its draft's path, and actions that remove it from the list. */
export function useItem(placed: PlacedAnnotation): {
  row: ComponentProps<"li">;
  path: string;
  act: (send: () => Promise<unknown>, done: string, undo?: () => unknown) => Promise<boolean>;
} {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const row = useRef<HTMLLIElement>(null);
  const path = `${readingPath(placed.madeOn)}?note=${placed.annotation.id}`;
  const notify = notifyAndRefresh(client, keys.annotationLists, keys.library);
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
    act: async (send, done, undo) => {
      const page = row.current?.closest("main");
      const at = page && row.current ? positionOf(page, row.current) : 0;
      const isDone = await notify(send, done, undo);
      // The row that had the focus is gone. The next one takes its place.
      if (isDone && page) requestAnimationFrame(() => focusItem(page, { at }));
      return isDone;
    },
  };
}

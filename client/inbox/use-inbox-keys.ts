import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import type { ItemState, NotificationItem } from "#core/contract/notification-operations.ts";
import { keys } from "../api/queries.ts";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import type { InboxActs } from "./inbox-acts.ts";

/**
 * Binds the keys of the inbox: `j` and `k` move the focus between items, `e` marks the focused one as done, `r` replies or opens what awaits clearance, `m` mutes
 * its thread, and `u` takes the last `e` back. Enter opens the focused link by itself.
 */
export function useInboxKeys(acts: InboxActs): void {
  const client = useQueryClient();
  const finished = useRef<{ item: NotificationItem; state: ItemState } | null>(null);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    // A key that is held down moves the focus repeatedly, but acts only once.
    if (!isForThePage(event) || !singleKeysOn() || (event.repeat && event.key !== "j" && event.key !== "k")) return;
    const links = [...document.querySelectorAll<HTMLElement>(".inbox-link")];
    const row = document.activeElement?.closest<HTMLElement>("[data-item]");
    const at = links.findIndex((link) => row?.contains(link));
    const goTo = (index: number): void => links[Math.max(0, Math.min(links.length - 1, index))]?.focus();
    const item = row && itemNamed(row.dataset["item"]);
    if (event.key === "j") goTo(at + 1);
    else if (event.key === "k") goTo(at < 0 ? 0 : at - 1);
    else if (event.key === "e" && item) {
      finished.current = { item, state: item.state };
      focusBeside(row);
      acts.finish(item);
    } else if (event.key === "r" && item) row.querySelector<HTMLButtonElement>("[data-act=reply]")?.click();
    else if (event.key === "m" && item?.annotation) acts.mute(item);
    else if (event.key === "u" && finished.current) {
      acts.restore(finished.current.item, finished.current.state);
      finished.current = null;
    } else return;
    event.preventDefault();
  });
  /** Returns the item of a row from the parts of the list that were read. */
  const itemNamed = (name: string | undefined): NotificationItem | undefined =>
    client
      .getQueriesData<{ items?: NotificationItem[] }>({ queryKey: keys.inbox })
      .flatMap(([, data]) => data?.items ?? [])
      .find(({ item }) => item === name);
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

/** Moves the focus from an item that leaves its list: to the next one, the one before, or the heading. Null if it has left. */
export function focusBeside(row: Element | null): void {
  const links = [...document.querySelectorAll<HTMLElement>(".inbox-link")];
  const at = links.findIndex((link) => row?.contains(link));
  const beside = links[at + 1] ?? links[at - 1] ?? document.querySelector<HTMLElement>("#new");
  beside?.focus();
}

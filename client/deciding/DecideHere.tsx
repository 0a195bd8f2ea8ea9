import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import type { DecisionOutcome } from "#core/outcome/decision.ts";
import { announce } from "../components/LiveRegion.tsx";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import { DecideFields } from "./DecideFields.tsx";
import { deskChoicesQuery, deskEntryQuery, deskQuery } from "./desk-data.ts";
import { PreparedNote } from "./PreparedNote.tsx";
import { type DeskWrites, useDeskWrites } from "./use-desk-writes.ts";

/**
 * Goes to the next (1) or previous (-1) comment to decide, and returns whether there is one. `isHandled` tells which ones
 * the desk knows to be decided; `items` are all on the document.
 */
export type DecideStep = (
  by: 1 | -1,
  isHandled: (annotation: string) => boolean,
  items: readonly DeskItem[],
) => boolean;

interface Deciding {
  placed: PlacedAnnotation;
  /** Returns the outcome that is chosen already. Null if none is. */
  begin?: () => DecisionOutcome | null;
  /** Whether the fields take the focus when they appear. */
  hasFocus: boolean;
  onStep: DecideStep;
  /** Called by Escape before an outcome is chosen, and after the last decision or a changed one. */
  onLeave: () => void;
}

/** Decides on a comment where it is read, with the fields and keys of the desk. Shows what is prepared for it. */
export function DecideHere({ isDeciding, ...deciding }: Deciding & { isDeciding: boolean }): ReactNode {
  const item = useQuery(deskEntryQuery(deciding.placed.annotation.id)).data?.items[0];
  const writes = useDeskWrites();
  if (!item || !(item.prepared || isDeciding)) return null;
  return (
    <section className="desk-decision" aria-label={messages.decisionTitle}>
      <PreparedNote item={item} placed={deciding.placed} writes={writes} />
      {isDeciding && <Fields {...deciding} item={item} writes={writes} />}
    </section>
  );
}

function Fields({
  placed,
  begin,
  hasFocus,
  item,
  writes,
  onStep,
  onLeave,
}: Deciding & {
  item: DeskItem;
  writes: DeskWrites;
}): ReactNode {
  const items = useQuery(deskQuery(item.documentId)).data?.items ?? none;
  const reasons = useQuery(deskChoicesQuery).data?.reasons ?? [];
  const step = (by: 1 | -1): boolean => {
    const isThere = onStep(
      by,
      (id) => items.some((one) => one.id === id && (one.decision ?? one.prepared) !== null),
      items,
    );
    if (!isThere) announce(messages.nothing);
    return isThere;
  };
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!isForThePage(event) || !singleKeysOn()) return;
    const isChosen = event.target instanceof Element && event.target.closest(".desk-reason") !== null;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.repeat) return;
    else if (event.key === "u") writes.undo();
    else if (event.key === "Escape" && !isChosen) onLeave();
    else return;
    event.preventDefault();
  });
  // These keys mean something else on the page, so they come first.
  useEffect(() => {
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, []);
  return (
    <DecideFields
      {...{ item, placed, items, hasFocus }}
      {...(begin && { begin })}
      ownReasons={reasons}
      onDecide={(decided) => {
        const done = writes.change([item], decided);
        if (item.decision || !step(1)) onLeave();
        return done;
      }}
    />
  );
}

const none: readonly DeskItem[] = [];

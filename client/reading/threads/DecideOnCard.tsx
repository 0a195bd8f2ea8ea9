import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { filterAnnotations } from "../../annotations/annotation-filters.ts";
import { annotationsQuery, versionQuery } from "../../api/queries.ts";
import { useForumGroups } from "../../components/groups.ts";
import { DecideHere, type DecideStep } from "../../deciding/DecideHere.tsx";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import { useReadingState } from "../state/use-reading-state.ts";
import { threadsByLocation } from "./threads-by-location.ts";

/** Decides on the comment of an open card. After a decision, the next undecided one of the list opens. */
export function DecideOnCard({
  placed,
  acts,
  isDeciding,
  hasFocus,
  onNext,
  onLeave,
}: {
  placed: PlacedAnnotation;
  acts: ThreadHandlers;
  isDeciding: boolean;
  /** Whether the fields take the focus when they appear. */
  hasFocus: boolean;
  /** Called with the comment that opens. */
  onNext: (annotation: string) => void;
  onLeave: () => void;
}): ReactNode {
  const { state, set } = useReadingState(useForumGroups());
  const [path] = useLocation();
  const requestedAs = decodeURIComponent(path.slice(readingPath("").length));
  // The room has asked for both.
  const annotations = useQuery({ ...annotationsQuery(requestedAs), enabled: false }).data;
  const text = useQuery({ ...versionQuery(requestedAs), enabled: false }).data?.text;
  const onStep: DecideStep = (by, isHandled, items) => {
    // A comparison shows the comments of one row.
    if (!path.startsWith(readingPath(""))) return false;
    const threads = text && annotations && threadsByLocation(text, filterAnnotations(annotations, state.filters));
    const listed = state.list === "text" ? threads?.beside.map((thread) => thread.placed) : threads?.[state.list];
    // A long discussion is loaded in parts, so its order is that of the desk.
    const ids =
      listed
        ?.filter((one) => one.annotation.id === placed.annotation.id || mayDecide(one))
        .map(({ annotation }) => annotation.id) ?? items.map(({ id }) => id);
    const at = ids.indexOf(placed.annotation.id);
    const others = by > 0 ? ids.slice(at + 1) : ids.slice(0, Math.max(at, 0)).reverse();
    const next = others.find((id) => !isHandled(id));
    if (next === undefined) return false;
    onNext(next);
    set({ note: next, clause: threads?.beside.find(({ id }) => id === next)?.clause ?? state.clause });
    acts.onStood(next);
    return true;
  };
  const leave = (): void => {
    acts.onStood(placed.annotation.id);
    onLeave();
  };
  return <DecideHere {...{ placed, isDeciding, hasFocus, onStep }} onLeave={leave} />;
}

function mayDecide({ annotation, may, decision }: PlacedAnnotation): boolean {
  return may.decide && annotation.standing === "open" && !decision?.current;
}

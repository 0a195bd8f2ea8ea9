import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { CandidatePlace } from "#core/place/settlement.ts";
import type { Target } from "#core/discuss/target.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ReadVersion } from "../../api/queries.ts";
import { outcomesQuery } from "../../api/outcome-queries.ts";
import type { NewPlaceAct } from "#core/contract/outcome-operations.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { usePlaceWrites } from "./place-writes.ts";
import { announce } from "../../components/LiveRegion.tsx";
import type { Reader } from "../../reader/mount.ts";
import type { ReaderSelection } from "../../reader/clause-map.ts";
import { targetRuns, type ClauseRun } from "#core/discuss/text-order.ts";
import { placesOf, type MultiPlaceSettlement, useMultiPlaceSettlement } from "./place-slots.ts";
import { clauseOfTarget, selectedTarget } from "../../annotations/target.ts";
import type { CardFocus } from "../state/use-card-focus.ts";
import type { ReadingAddress } from "../state/use-reading-state.ts";

/** State and actions while an annotation from another version is being placed on the one being read. */
export interface Placing {
  placed: PlacedAnnotation;
  /** The current choice: the selected text, otherwise the candidate place visited, otherwise the current clause. */
  target: Target | null;
  /** The ranges to highlight: the candidate place visited and the places already chosen. */
  runs: readonly ClauseRun[];
  /** Candidate places, likeliest first. */
  candidates: readonly CandidatePlace[];
  /** Goes to a candidate place without placing the annotation. */
  onCandidate: (candidate: CandidatePlace) => void;
  /** Places the annotation on the current choice. If it has several places, sets only the current one. */
  place: () => Promise<void>;
  /** Its places, if it has several targets; null if it has one. */
  several: MultiPlaceSettlement | null;
  /** Settles all places as chosen. Without a single place, the annotation is left unplaced, with a reason. */
  settleAll: (reason: string) => Promise<void>;
  leave: () => void;
}

/**
 * Returns the placing mode for an annotation; null if it is off or not permitted. If the annotation has several
 * targets, each gets its places first, and then all are settled at once.
 */
export function usePlacing({
  page: { version, text },
  annotations,
  address: { state, set },
  selection,
  reader,
  focus: { toCard, toClause },
  narrow,
}: {
  page: ReadVersion;
  annotations: readonly PlacedAnnotation[];
  address: ReadingAddress;
  selection: ReaderSelection | null;
  reader: Reader | null;
  focus: CardFocus;
  /** Whether cards open in a sheet over the text. */
  narrow: boolean;
}): Placing | null {
  const { placing: placingId, clause } = state;
  const annotationToPlace =
    placingId === null ? undefined : annotations.find(({ annotation }) => annotation.id === placingId);
  const placed =
    annotationToPlace?.may.settle && annotationToPlace.annotation.versionId !== version.id ? annotationToPlace : null;
  const outcomes = useQuery({ ...outcomesQuery(version.address), enabled: placed !== null });
  const { settle } = usePlaceWrites();
  const [visited, setVisited] = useState<{ note: string; target: Target } | null>(null);
  const candidate = visited && visited.note === placingId ? visited.target : null;

  const id = placed?.annotation.id;
  const ready = reader !== null;
  useEffect(() => {
    if (id === undefined || !reader) return;
    const likely = placed?.placement.targets[0];
    const startClause = clause ?? (likely ? clauseOfTarget(likely) : null);
    const first = startClause ?? reader.position()?.clause ?? reader.clauseBeside(null, 1);
    // The bar covers the former top of the text, so scroll the first clause out from under it.
    if (first !== null) reader.scrollTo(first);
    toClause(first);
    announce(messages.placingHelp);
    // Only when the mode starts. After that, the reader controls the focus.
  }, [id, ready]);

  const several = useMultiPlaceSettlement(placed, version.address);
  const slots = several?.slots;
  const runs = useMemo(
    () =>
      [...(candidate ? [candidate] : []), ...(slots ? placesOf(slots).targets : [])].flatMap((highlighted) =>
        targetRuns(text, highlighted),
      ),
    [text, candidate, slots],
  );
  if (!placed) return null;
  const { annotation, placement, settlement } = placed;
  const revision = settlement?.revision ?? 0;
  const finish = (chosenTarget: Target | undefined): void => {
    window.getSelection()?.removeAllRanges();
    // The annotation's card would cover the text here. Showing its new location is more useful.
    if (narrow) {
      const clause = chosenTarget ? clauseOfTarget(chosenTarget) : null;
      set({ placing: null, ...(clause !== null && { clause }) });
      toClause(clause);
      return;
    }
    set({ placing: null, note: annotation.id, list: chosenTarget ? "text" : "orphans" });
    toCard(annotation.id);
  };
  const placementKey = { annotation: annotation.id, version: version.address };
  const target =
    (selection && selectedTarget(text, selection)) ??
    (candidate && (clause === null || clauseOfTarget(candidate) === clause) ? candidate : null) ??
    (clause === null ? null : ({ kind: "clause", clause } as const));
  return {
    placed,
    target,
    runs,
    candidates: (
      outcomes.data?.entries.find((entry) => entry.annotation.id === annotation.id)?.candidates ?? []
    ).filter(({ targetIndex }) => !several || several.slots[several.current ?? -1]?.hit?.index === targetIndex),
    onCandidate: (offered) => {
      window.getSelection()?.removeAllRanges();
      setVisited({ note: annotation.id, target: offered.target });
      const candidateClause = clauseOfTarget(offered.target);
      if (candidateClause === null) return;
      set({ clause: candidateClause });
      toClause(candidateClause);
    },
    place: async () => {
      const currentSelection = reader?.selection();
      const chosen = (currentSelection && selectedTarget(text, currentSelection)) ?? target;
      if (!chosen) return;
      if (several) {
        const next = several.choose(chosen);
        window.getSelection()?.removeAllRanges();
        setVisited(null);
        announce(next === null ? messages.lastTextChosen : messages.nextTextToChoose);
        return;
      }
      if (await settle(placementKey, { kind: "re-anchored", revision, targets: [chosen], reason: "" })) finish(chosen);
    },
    several,
    settleAll: async (reason) => {
      const { targets, standsFor } = placesOf(several?.slots ?? []);
      const act: NewPlaceAct =
        targets.length > 0
          ? { kind: "re-anchored", revision, targets, standsFor, reason }
          : { kind: "given-up", revision, reason };
      if (await settle(placementKey, act)) finish(targets[0]);
    },
    leave: () => {
      window.getSelection()?.removeAllRanges();
      if (narrow) {
        set({ placing: null });
        return;
      }
      set({ placing: null, note: annotation.id, list: placement.state === "orphan" ? "orphans" : "text" });
      toCard(annotation.id);
    },
  };
}

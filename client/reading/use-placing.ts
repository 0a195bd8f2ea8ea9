import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { CandidatePlace } from "#core/annotate/candidate-place.ts";
import type { Target } from "#core/annotate/target.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { ledgerQuery } from "../api/ledger-queries.ts";
import { usePlaceWrites } from "../api/use-place-writes.ts";
import { announce } from "../components/announcer.ts";
import type { Reader } from "../reader/mount.ts";
import type { ReaderSelection } from "../reader/selection.ts";
import { targetRuns, type ClauseRun } from "../reader/target-runs.ts";
import { clauseOfTarget, selectedTarget } from "./subject.ts";
import type { CardFocus } from "./use-card-focus.ts";
import type { ReadingAddress } from "./use-reading-state.ts";

/** Choosing words of the version that is read for an annotation made on an earlier one. */
export interface Placing {
  placed: PlacedAnnotation;
  /** What is chosen now: the selected words, else the candidate gone to, else the current clause. */
  target: Target | null;
  /** The words of a candidate one went to, to be drawn. */
  runs: readonly ClauseRun[];
  /** Places it may belong to, likeliest first. */
  candidates: readonly CandidatePlace[];
  /** Goes to a candidate; it is not placed yet. */
  onCandidate: (candidate: CandidatePlace) => void;
  /** Places it on what is chosen. */
  place: () => Promise<void>;
  leave: () => void;
}

/**
 * The mode in which one chooses words for an annotation; null while one does not, or may not. Of several places those
 * that stand stay, and the chosen words join them. `narrow` tells that cards are read in a sheet over the text.
 */
export function usePlacing(
  { version, text }: VersionPage,
  annotations: readonly PlacedAnnotation[],
  { state, set }: ReadingAddress,
  selection: ReaderSelection | null,
  reader: Reader | null,
  { toCard, toClause }: CardFocus,
  narrow: boolean,
): Placing | null {
  const { placing: wanted, clause } = state;
  const found = wanted === null ? undefined : annotations.find(({ annotation }) => annotation.id === wanted);
  const placed = found?.may.settle && found.annotation.versionId !== version.id ? found : null;
  const ledger = useQuery({ ...ledgerQuery(version.address), enabled: placed !== null });
  const { settle } = usePlaceWrites();
  const [gone, setGone] = useState<{ note: string; target: Target } | null>(null);
  const candidate = gone && gone.note === wanted ? gone.target : null;

  const id = placed?.annotation.id;
  const ready = reader !== null;
  useEffect(() => {
    if (id === undefined || !reader) return;
    const first = clause ?? reader.place()?.clause ?? reader.clauseBeside(null, 1);
    // The bar stands where the top of the text was: what one begins with is brought out from under it.
    if (first !== null) reader.scrollTo(first);
    toClause(first);
    announce("Choose words with the arrow keys, or a clause. Enter places the comment there, Escape leaves.");
    // Only when the mode begins: afterwards the focus is the reader's own.
  }, [id, ready]);

  const runs = useMemo(() => (candidate ? targetRuns(text, candidate) : []), [text, candidate]);
  if (!placed) return null;
  const { annotation, placement, settlement } = placed;
  const target =
    (selection && selectedTarget(text, selection)) ??
    (candidate && (clause === null || clauseOfTarget(candidate) === clause) ? candidate : null) ??
    (clause === null ? null : ({ kind: "clause", clause } as const));
  return {
    placed,
    target,
    runs,
    candidates: ledger.data?.entries.find((entry) => entry.annotation.id === annotation.id)?.candidates ?? [],
    onCandidate: (offered) => {
      window.getSelection()?.removeAllRanges();
      setGone({ note: annotation.id, target: offered.target });
      const there = clauseOfTarget(offered.target);
      if (there === null) return;
      set({ clause: there });
      toClause(there);
    },
    place: async () => {
      const now = reader?.selection();
      const chosen = (now && selectedTarget(text, now)) ?? target;
      if (!chosen) return;
      const others = annotation.targets.length > 1 ? placement.targets : [];
      const done = await settle(
        { annotation: annotation.id, version: version.address },
        { kind: "re-anchored", revision: settlement?.revision ?? 0, targets: [...others, chosen], reason: "" },
      );
      if (!done) return;
      window.getSelection()?.removeAllRanges();
      // Where its card would lie over the text, the words it stands on now say more.
      if (narrow) {
        const there = clauseOfTarget(chosen);
        set({ placing: null, clause: there });
        toClause(there);
        return;
      }
      set({ placing: null, note: annotation.id, list: "text" });
      toCard(annotation.id);
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

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { hasOperations } from "#core/discuss/annotation.ts";
import { inclusionOf } from "#core/outcome/decision.ts";
import { call } from "../api/call.ts";

/**
 * The proposals of a working text: all accepted ones except `without`, and the others in `also`. Those in `byHand` were
 * worked in by a person.
 */
export interface Choice {
  without: readonly string[];
  also: readonly string[];
  /** Proposals that could not be compiled and that a person worked into the text. */
  byHand: readonly string[];
}

const names = ["without", "also", "byHand"] as const;

/** Reads the choice from a query string. */
export function readChoice(search: string): Choice {
  const query = new URLSearchParams(search);
  const list = (name: string): string[] => (query.get(name) ?? "").split(",").filter(Boolean);
  return { without: list("without"), also: list("also"), byHand: list("byHand") };
}

/** Writes the query that `readChoice` reads. */
export function writeChoice(choice: Choice): string {
  const query = new URLSearchParams();
  for (const name of names) if (choice[name].length > 0) query.set(name, choice[name].join(","));
  return query.toString().replaceAll("%2C", ",");
}

/** The proposals that a working text could contain, by decision. */
export interface Candidates {
  /** Accepted, and not yet shown in any version. */
  accepted: readonly PlacedAnnotation[];
  /** Other open proposals: accepted in part, or undecided. */
  others: readonly PlacedAnnotation[];
}

/**
 * Selects the candidates from a document's annotations: submitted, open proposals that are not yet shown in any
 * version.
 */
export function candidatesOf(annotations: readonly PlacedAnnotation[]): Candidates {
  const open = annotations.filter(
    ({ annotation }) =>
      hasOperations(annotation) && annotation.standing === "open" && annotation.visibility === "submitted",
  );
  const compiledWhen = (when: ReturnType<typeof inclusionOf>): PlacedAnnotation[] =>
    open.filter(({ decision }) => inclusionOf(decision?.current ?? null) === when);
  return { accepted: compiledWhen("by-default"), others: compiledWhen("if-picked") };
}

/** Returns the ids of the proposals to compile. */
export function chosenOf({ accepted, others }: Candidates, { without, also }: Choice): string[] {
  return [
    ...accepted.filter(({ annotation }) => !without.includes(annotation.id)),
    ...others.filter(({ annotation }) => also.includes(annotation.id)),
  ].map(({ annotation }) => annotation.id);
}

/**
 * Returns those of the given proposal ids that can still be compiled. A proposal that was withdrawn or decided
 * differently since cannot.
 */
export function stillCandidates({ accepted, others }: Candidates, ids: readonly string[]): string[] {
  const all = new Set([...accepted, ...others].map(({ annotation }) => annotation.id));
  return ids.filter((id) => all.has(id));
}

/** Returns the list with a value added or removed. */
export function toggled(list: readonly string[], value: string, on: boolean): string[] {
  return on ? [...new Set([...list, value])] : list.filter((item) => item !== value);
}

/**
 * A version with proposals compiled into it. Keyed with the annotations, because proposals and decisions determine the
 * result.
 */
export const workingTextQuery = (version: string, proposals: readonly string[]) =>
  queryOptions({
    queryKey: ["annotations", "working-text", version, proposals],
    queryFn: ({ signal }) =>
      call("getWorkingText", { params: { version }, query: { proposals: proposals.join(",") }, signal }),
    placeholderData: keepPreviousData,
  });

import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";

/** Which proposals a working text is to take in: those accepted but for `without`, `also` others; `byHand` were worked in. */
export interface Choice {
  without: readonly string[];
  also: readonly string[];
  /** Those that could not be gathered, and that somebody worked into the text. */
  byHand: readonly string[];
}

const names = ["without", "also", "byHand"] as const;

/** The choice a query string tells. */
export function readChoice(search: string): Choice {
  const query = new URLSearchParams(search);
  const list = (name: string): string[] => (query.get(name) ?? "").split(",").filter(Boolean);
  return { without: list("without"), also: list("also"), byHand: list("byHand") };
}

/** Writes what `readChoice` reads. */
export function writeChoice(choice: Choice): string {
  const query = new URLSearchParams();
  for (const name of names) if (choice[name].length > 0) query.set(name, choice[name].join(","));
  return query.toString().replaceAll("%2C", ",");
}

/** Proposals a working text could take in, as they were decided. */
export interface Candidates {
  /** Accepted, and shown in no version yet. */
  accepted: readonly PlacedAnnotation[];
  /** Others that stand: accepted in part, or not decided. */
  others: readonly PlacedAnnotation[];
}

/** Sorts what was said of a document: the proposals that were submitted, stand, and show in no version yet. */
export function candidatesOf(said: readonly PlacedAnnotation[]): Candidates {
  const open = said.filter(
    ({ annotation: { kind, standing, visibility }, disposition }) =>
      kind === "proposal" && standing === "open" && visibility === "submitted" && !disposition?.current?.shownIn,
  );
  const outcomeOf = ({ disposition }: PlacedAnnotation): string => disposition?.current?.outcome ?? "undecided";
  return {
    accepted: open.filter((placed) => outcomeOf(placed) === "accepted"),
    others: open.filter((placed) => ["accepted-in-part", "undecided"].includes(outcomeOf(placed))),
  };
}

/** Ids of the proposals that are to be gathered. */
export function chosenOf({ accepted, others }: Candidates, { without, also }: Choice): string[] {
  return [
    ...accepted.filter(({ annotation }) => !without.includes(annotation.id)),
    ...others.filter(({ annotation }) => also.includes(annotation.id)),
  ].map(({ annotation }) => annotation.id);
}

/** Those of some proposals, by their ids, that could still be gathered: one that was taken back or decided anew could not. */
export function standing({ accepted, others }: Candidates, ids: readonly string[]): string[] {
  const all = new Set([...accepted, ...others].map(({ annotation }) => annotation.id));
  return ids.filter((id) => all.has(id));
}

/** A list with a value in it, or without. */
export function toggled(list: readonly string[], value: string, on: boolean): string[] {
  return on ? [...new Set([...list, value])] : list.filter((one) => one !== value);
}

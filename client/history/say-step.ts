import type { LineageStep } from "#core/contract/lineage-operations.ts";

/** What happened to a clause on the way to a draft, in a few words. */
export function sayStep({ way, relation, edited, moved, renumbered, base, revised }: LineageStep): string {
  if (base.clauses.length === 0) return "came in";
  if (revised.clauses.length === 0) return "taken out";
  const words = [
    ...(way === "document" ? ["from another document"] : []),
    ...(way === "returned" ? ["back again"] : []),
    ...(relation === "1:n" ? ["split"] : []),
    ...(relation === "n:1" ? ["merged"] : []),
    ...(edited ? ["reworded"] : []),
    ...(moved ? ["moved"] : []),
    ...(renumbered ? ["renumbered"] : []),
  ];
  return words.length > 0 ? words.join(", ") : "as it was";
}

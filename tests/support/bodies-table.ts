import type { Organisation } from "../../server/core/access/people.ts";

/** Eight bodies, the first two of which are in `organisations` already. */
export const bodies: readonly Organisation[] = [
  { id: "north", name: "Administration of North", shortName: "North", group: "member-state" },
  { id: "registry", name: "The Registry", shortName: "Registry", group: "technical-community" },
  ...["Harbour", "Lakeside", "Openline", "Sarenne", "Tavi", "Valdoria"].map((shortName) => ({
    id: shortName.toLowerCase(),
    name: `Administration of ${shortName}`,
    shortName,
    group: "member-state",
  })),
];

/** Builds a comment form with a row for each source, all on the first draft. */
export function tableOf(sources: readonly string[]): Uint8Array {
  const rows = sources.map((source, index) => `"${source}",considering b),Comment ${String(index + 1)}.,few are able`);
  return new TextEncoder().encode(["Source,Clause,Comment,Words", ...rows].join("\n"));
}

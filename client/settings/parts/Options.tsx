import type { ReactNode } from "react";

/** Options of a list, in their order: each with its value and its label. */
export function Options({ of }: { of: readonly (readonly [value: string, label: string])[] }): ReactNode {
  return of.map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

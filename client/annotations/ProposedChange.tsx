import type { ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { ProposedClauses } from "./ProposedClauses.tsx";

const ComputedChange = lazyComponent(async () => (await import("./ComputedChange.tsx")).ComputedChange);

/** Shows a proposal as a redline of the version on which it was made. */
export function ProposedChange({
  placed,
  short,
}: {
  placed: Pick<PlacedAnnotation, "annotation" | "madeOn" | "proposed">;
  short: boolean;
}): ReactNode {
  const { annotation, madeOn, proposed } = placed;
  if (!proposed) return <ComputedChange operations={annotation.operations} madeOn={madeOn} short={short} />;
  return proposed.clauses.length === 0 ? null : <ProposedClauses {...proposed} short={short} />;
}

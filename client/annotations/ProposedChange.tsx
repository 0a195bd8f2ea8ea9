import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { versionQuery } from "../api/queries.ts";
import { parsedDraft } from "../versions/parsed-draft.ts";
import { ProposedClauses } from "./ProposedClauses.tsx";

/** Shows a proposal as a redline of the version on which it was made. */
export function ProposedChange({
  placed,
  short,
}: {
  placed: Pick<PlacedAnnotation, "annotation" | "madeOn">;
  short: boolean;
}): ReactNode {
  const { operations } = placed.annotation;
  const page = useQuery(versionQuery(placed.madeOn)).data;
  const clauses = useMemo(
    () => (page ? proposedClauses(parsedDraft(page), page.text, operations) : []),
    [page, operations],
  );
  if (!page || clauses.length === 0) return null;
  return <ProposedClauses clauses={clauses} language={page.version.language} short={short} />;
}

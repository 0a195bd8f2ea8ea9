import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import { versionQuery } from "../api/queries.ts";
import { useDraft } from "../versions/parsed-draft.ts";
import { ProposedClauses } from "./ProposedClauses.tsx";

/** Shows operations that no answer of the server has as a redline yet: of an amendment, or of a proposal just sent. */
export function ComputedChange({
  operations,
  madeOn,
  short,
}: {
  operations: readonly ProposalOperation[];
  /** Address of the version that they change. */
  madeOn: string;
  short: boolean;
}): ReactNode {
  const page = useQuery(versionQuery(madeOn)).data;
  const draft = useDraft(madeOn);
  const clauses = useMemo(
    () => (page && draft ? proposedClauses(draft, page.text, operations) : []),
    [page, draft, operations],
  );
  if (!page || clauses.length === 0) return null;
  return <ProposedClauses clauses={clauses} language={page.version.language} short={short} />;
}

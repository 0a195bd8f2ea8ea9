import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { call } from "../../api/call.ts";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import type { ThreadActs } from "../state/thread-actions.ts";

/** A proposal of an earlier draft, to be proposed on the one that is read, as far as it can be carried there. */
export function ProposeAgain({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadActs }): ReactNode {
  const { id, kind, standing } = placed.annotation;
  const again = useMutation({
    mutationFn: () => call("getRebased", { params: { annotation: id, version: acts.here } }),
    onSuccess: (rebased) => acts.onProposeAgain?.(placed, rebased),
  });
  if (!acts.onProposeAgain || kind !== "proposal" || standing !== "open" || placed.madeOn === acts.here) return null;
  return (
    <>
      <Button className="button button-quiet thread-again" isDisabled={again.isPending} onPress={() => again.mutate()}>
        Propose it on this draft
      </Button>
      {again.error && <ProblemNotice error={again.error} />}
    </>
  );
}

import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { inLanguage } from "../versions/version-order.ts";
import { DecideDialog } from "./DecideDialog.tsx";
import { DispositionNote } from "./DispositionNote.tsx";
import { UptakeNote } from "./UptakeNote.tsx";

/** What became of a comment beyond its place: of a proposal's wording, and by decision, which may be taken here. */
export function DecisionHere({
  placed,
  here,
  versions,
  nameOf,
}: {
  placed: PlacedAnnotation;
  /** Address of the draft it is looked at on. */
  here: string;
  /** Of its document. */
  versions: readonly ListedVersion[];
  nameOf: (version: string) => string;
}): ReactNode {
  const [deciding, setDeciding] = useState(false);
  const { annotation, disposition, may } = placed;
  const language = versions.find(({ id }) => id === annotation.versionId)?.language ?? "";
  const drafts = inLanguage(versions, language).filter(({ state }) => state !== "prepared");
  return (
    <>
      {annotation.kind === "proposal" && <UptakeNote annotation={annotation.id} drafts={drafts} />}
      <DispositionNote disposition={disposition} here={here} nameOf={nameOf} />
      {may.decide && (
        <div className="thread-actions">
          <Button className="button button-quiet" onPress={() => setDeciding(true)}>
            {disposition?.current ? "Revise the decision" : "Decide"}
          </Button>
        </div>
      )}
      {deciding && <DecideDialog placed={placed} here={here} drafts={drafts} onClose={() => setDeciding(false)} />}
    </>
  );
}

import { useState, type ReactNode } from "react";
import type { Organisation } from "#core/access/people.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { peoplePages as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { sourceName } from "../components/format.tsx";
import { useJointWrites } from "./joint-acts.ts";
import "./joint.css";

/** Asks the reader's organisation to confirm or decline co-signing an annotation. */
export function JointAnswer({
  placed,
  ownOrganisation,
}: {
  placed: PlacedAnnotation;
  ownOrganisation: Organisation;
}): ReactNode {
  const [declining, setDeclining] = useState(false);
  const writes = useJointWrites(ownOrganisation.shortName);
  const asker = sourceName(placed.annotation.speaker);
  const organisation = ownOrganisation.shortName;
  return (
    <div className="joint-answer row">
      <p>{formatMessage(messages.coSignRequest, { asker, organisation })}</p>
      <button type="button" className="button" onClick={() => void writes.confirm(placed)}>
        {formatMessage(messages.coSignFor, { organisation })}
      </button>
      <button type="button" className="button button-quiet" onClick={() => setDeclining(true)}>
        {messages.decline}
      </button>
      {declining && (
        <ConfirmDialog
          title={messages.declineQuestion}
          act={messages.decline}
          onConfirm={() => writes.decline(placed)}
          onClose={() => setDeclining(false)}
        >
          <p>{formatMessage(messages.declineConsequence, { organisation, asker })}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

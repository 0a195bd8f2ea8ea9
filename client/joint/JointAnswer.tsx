import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { Organisation } from "#core/access/people.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { sourceName } from "../components/source-name.ts";
import { useJointWrites } from "./joint-acts.ts";
import "./joint.css";

/** Asks the reader's organisation to confirm or decline co-signing an annotation. */
export function JointAnswer({ placed, own }: { placed: PlacedAnnotation; own: Organisation }): ReactNode {
  const [declining, setDeclining] = useState(false);
  const writes = useJointWrites(own.shortName);
  const asks = sourceName(placed.annotation.speaker);
  return (
    <div className="joint-answer">
      <p>
        {asks} asks {own.shortName} to say this jointly.
      </p>
      <Button className="button" onPress={() => void writes.confirm(placed)}>
        Confirm for {own.shortName}
      </Button>
      <Button className="button button-quiet" onPress={() => setDeclining(true)}>
        Decline
      </Button>
      {declining && (
        <ConfirmDialog
          title="Decline to say this jointly?"
          act="Decline"
          onConfirm={() => writes.decline(placed)}
          onClose={() => setDeclining(false)}
        >
          <p>
            {own.shortName} will not be named, and nobody beside {asks} hears that it was asked. You can still sign on
            later.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}

import type { ReactNode } from "react";
import type { Organisation } from "#core/access/people.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { peoplePages as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { type JointAct, useJointWrites } from "./joint-acts.ts";

/**
 * Asks for confirmation before an organisation's name is added to an annotation or removed. Everybody sees either
 * change.
 */
export function JointActDialog({
  placed,
  act,
  ownOrganisation,
  onClose,
}: {
  placed: PlacedAnnotation;
  act: JointAct;
  ownOrganisation: Organisation | null;
  onClose: () => void;
}): ReactNode {
  const organisation = ownOrganisation?.shortName ?? "";
  const writes = useJointWrites(organisation);
  const dialog = {
    "sign-on": {
      title: formatMessage(messages.coSignQuestion, { organisation }),
      button: messages.coSign,
      words: formatMessage(messages.coSignConsequence, { organisation }),
      send: () => writes.signOn(placed),
    },
    leave: {
      title: formatMessage(messages.removeNameQuestion, { organisation }),
      button: messages.removeName,
      words: formatMessage(messages.removeOwnNameConsequence, { organisation }),
      send: () => writes.leave(placed),
    },
    remove: {
      title: formatMessage(messages.removeNameQuestion, {
        organisation: act.kind === "remove" ? act.organisation.shortName : "",
      }),
      button: messages.removeName,
      words: messages.removeNameConsequence,
      send: () => (act.kind === "remove" ? writes.remove(placed, act.organisation) : Promise.resolve(false)),
    },
  }[act.kind];
  return (
    <ConfirmDialog title={dialog.title} act={dialog.button} onConfirm={dialog.send} onClose={onClose}>
      <p>{dialog.words}</p>
    </ConfirmDialog>
  );
}

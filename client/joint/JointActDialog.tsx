import type { ReactNode } from "react";
import type { Organisation } from "#core/access/people.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { type JointAct, useJointWrites } from "./joint-acts.ts";

/**
 * Asks for confirmation before an organisation's name is added to an annotation or removed. Everybody sees either
 * change.
 */
export function JointActDialog({
  placed,
  act,
  own,
  onClose,
}: {
  placed: PlacedAnnotation;
  act: JointAct;
  own: Organisation | null;
  onClose: () => void;
}): ReactNode {
  const name = own?.shortName ?? "";
  const writes = useJointWrites(name);
  const asked = {
    "sign-on": {
      title: `Sign on for ${name}?`,
      button: "Sign on",
      words: `${name} will be named as saying the same words. If they change, it is asked again.`,
      send: () => writes.signOn(placed),
    },
    leave: {
      title: `Take ${name}’s name off?`,
      button: "Take it off",
      words: `${name} will be named no more. You can sign on again.`,
      send: () => writes.leave(placed),
    },
    remove: {
      title: `Take ${act.kind === "remove" ? act.organisation.shortName : ""}’s name off?`,
      button: "Take it off",
      words: "Only they can put it back, by signing on.",
      send: () => (act.kind === "remove" ? writes.remove(placed, act.organisation) : Promise.resolve(false)),
    },
  }[act.kind];
  return (
    <ConfirmDialog title={asked.title} act={asked.button} onConfirm={asked.send} onClose={onClose}>
      <p>{asked.words}</p>
    </ConfirmDialog>
  );
}

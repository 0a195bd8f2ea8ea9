import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { call } from "../api/call.ts";
import { tellingAfresh } from "../components/notify-result.ts";

/** Putting an organisation's name to what another said, and taking it off. Each resolves to whether it was done. */
export interface JointWrites {
  confirm: (placed: PlacedAnnotation) => Promise<boolean>;
  decline: (placed: PlacedAnnotation) => Promise<boolean>;
  signOn: (placed: PlacedAnnotation) => Promise<boolean>;
  leave: (placed: PlacedAnnotation) => Promise<boolean>;
  remove: (placed: PlacedAnnotation, organisation: SpeakingOrganisation) => Promise<boolean>;
}

/** The acts for whoever speaks for the organisation of that name. */
export function useJointWrites(own: string): JointWrites {
  const client = useQueryClient();
  return useMemo(() => {
    const act = tellingAfresh(client, ["annotations"]);
    const paramsOf = ({ annotation }: PlacedAnnotation): { annotation: string } => ({ annotation: annotation.id });
    const revisionOf = ({ annotation }: PlacedAnnotation): { revision: string } => ({ revision: annotation.revision });
    const leave = (placed: PlacedAnnotation) => () => call("leaveJoint", { params: paramsOf(placed) });
    const signOn = (placed: PlacedAnnotation) => () =>
      call("signOn", { params: paramsOf(placed), body: revisionOf(placed) });
    const says = `${own} says this too.`;
    const saysNot = `${own} does not say it.`;
    return {
      confirm: (placed) =>
        act(
          () => call("confirmJoint", { params: paramsOf(placed), body: revisionOf(placed) }),
          says,
          (after) => act(leave(after), saysNot),
        ),
      decline: (placed) => act(leave(placed), `Declined: ${own} is not named.`),
      signOn: (placed) => act(signOn(placed), says, (after) => act(leave(after), saysNot)),
      leave: (placed) => act(leave(placed), `${own} is named no more.`, (after) => act(signOn(after), says)),
      remove: (placed, { id, shortName }) =>
        act(
          () => call("removeJoint", { params: { ...paramsOf(placed), organisation: id } }),
          `${shortName} is named no more.`,
        ),
    };
  }, [client, own]);
}

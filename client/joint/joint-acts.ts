import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { call } from "../api/call.ts";
import { tellingAfresh } from "../components/notify-result.ts";

/** What somebody may do with the names under an annotation, beside answering what they are asked. */
export type JointAct = { kind: "sign-on" } | { kind: "leave" } | { kind: "remove"; organisation: SpeakingOrganisation };

/** An act as a menu offers it. */
interface JointItem {
  id: string;
  name: string;
  act: JointAct;
}

/** The acts on an annotation's names that its reader may do, for the organisation of that id and short name. */
export function jointItems({ annotation, may }: PlacedAnnotation, own: SpeakingOrganisation | null): JointItem[] {
  const { jointly } = annotation.speaker;
  return [
    ...(may.signOn && own
      ? [{ id: "sign-on", name: `Sign on for ${own.shortName}`, act: { kind: "sign-on" } as const }]
      : []),
    ...(may.leaveJoint && own && jointly.some(({ id }) => id === own.id)
      ? [{ id: "leave-joint", name: `Take ${own.shortName}’s name off`, act: { kind: "leave" } as const }]
      : []),
    ...(may.removeJoint
      ? jointly.map((organisation) => ({
          id: `remove-joint ${organisation.id}`,
          name: `Take ${organisation.shortName}’s name off`,
          act: { kind: "remove", organisation } as const,
        }))
      : []),
  ];
}

/** Putting an organisation's name to what another said, and taking it off. Each resolves to whether it was done. */
interface JointWrites {
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

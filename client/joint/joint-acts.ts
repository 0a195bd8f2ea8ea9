import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { peoplePages as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { call } from "../api/call.ts";
import { notifyAndRefresh, undoBy, type UndoCall } from "../components/toasts.ts";

/** An action on the names under an annotation, other than the answer to a request. */
export type JointAct = { kind: "sign-on" } | { kind: "leave" } | { kind: "remove"; organisation: SpeakingOrganisation };

/** A menu item for an action. */
interface JointItem {
  id: string;
  name: string;
  act: JointAct;
}

/**
 * Returns the actions on an annotation's names that its reader is allowed to take. `ownOrganisation` is the reader's
 * organisation.
 */
export function jointItems(
  { annotation, may }: PlacedAnnotation,
  ownOrganisation: SpeakingOrganisation | null,
): JointItem[] {
  const { jointly } = annotation.speaker;
  return [
    ...(may.signOn && ownOrganisation
      ? [
          {
            id: "sign-on",
            name: formatMessage(messages.coSignFor, { organisation: ownOrganisation.shortName }),
            act: { kind: "sign-on" } as const,
          },
        ]
      : []),
    ...(may.leaveJoint && ownOrganisation && jointly.some(({ id }) => id === ownOrganisation.id)
      ? [
          {
            id: "leave-joint",
            name: formatMessage(messages.removeNameOf, { organisation: ownOrganisation.shortName }),
            act: { kind: "leave" } as const,
          },
        ]
      : []),
    ...(may.removeJoint
      ? jointly.map((organisation) => ({
          id: `remove-joint ${organisation.id}`,
          name: formatMessage(messages.removeNameOf, { organisation: organisation.shortName }),
          act: { kind: "remove", organisation } as const,
        }))
      : []),
  ];
}

/**
 * Functions that add an organisation's name to another's annotation or remove it. Each resolves to whether it
 * succeeded.
 */
interface JointWrites {
  confirm: (placed: PlacedAnnotation) => Promise<boolean>;
  decline: (placed: PlacedAnnotation) => Promise<boolean>;
  signOn: (placed: PlacedAnnotation) => Promise<boolean>;
  leave: (placed: PlacedAnnotation) => Promise<boolean>;
  remove: (placed: PlacedAnnotation, organisation: SpeakingOrganisation) => Promise<boolean>;
}

/** Returns the co-signing actions for the organisation with the short name `ownOrganisation`. */
export function useJointWrites(ownOrganisation: string): JointWrites {
  const client = useQueryClient();
  return useMemo(() => {
    const act = notifyAndRefresh(client, ["annotations"]);
    const paramsOf = ({ annotation }: PlacedAnnotation): { annotation: string } => ({ annotation: annotation.id });
    const revisionOf = ({ annotation }: PlacedAnnotation): { revision: string } => ({ revision: annotation.revision });
    const leave = (placed: PlacedAnnotation) => () => call("leaveJoint", { params: paramsOf(placed) });
    const signing = (placed: PlacedAnnotation) => ({ params: paramsOf(placed), body: revisionOf(placed) });
    const message = formatMessage(messages.coSigned, { organisation: ownOrganisation });
    const undoneMessage = formatMessage(messages.coSignatureWithdrawn, { organisation: ownOrganisation });
    const leaveAgain = (placed: PlacedAnnotation): UndoCall =>
      undoBy("leaveJoint", { params: paramsOf(placed) }, undoneMessage);
    return {
      confirm: (placed) => act(() => call("confirmJoint", signing(placed)), message, leaveAgain),
      decline: (placed) =>
        act(leave(placed), formatMessage(messages.coSignDeclined, { organisation: ownOrganisation })),
      signOn: (placed) => act(() => call("signOn", signing(placed)), message, leaveAgain),
      leave: (placed) =>
        act(leave(placed), formatMessage(messages.nameRemoved, { organisation: ownOrganisation }), (after) =>
          undoBy("signOn", signing(after), message),
        ),
      remove: (placed, { id, shortName }) =>
        act(
          () => call("removeJoint", { params: { ...paramsOf(placed), organisation: id } }),
          formatMessage(messages.nameRemoved, { organisation: shortName }),
        ),
    };
  }, [client, ownOrganisation]);
}

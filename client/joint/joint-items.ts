import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";

/** What somebody may do with the names under an annotation, beside answering what they are asked. */
export type JointAct = { kind: "sign-on" } | { kind: "leave" } | { kind: "remove"; organisation: SpeakingOrganisation };

/** An act as a menu offers it. */
export interface JointItem {
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

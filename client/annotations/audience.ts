import { useQuery } from "@tanstack/react-query";
import type { ShownCircle } from "#core/contract/circle-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { type Annotation, visibilities } from "#core/discuss/annotation.ts";
import { circlesQuery } from "../api/queries.ts";
import { word } from "../components/messages.ts";

/** Who is to see something: everybody, one's organisation, a circle by its id, or oneself alone. */
export type Audience = Pick<Annotation, "visibility"> & { circle: string | null };

/** An audience as it is written and as it is called. */
export interface NamedAudience {
  audience: Audience;
  key: string;
  name: string;
}

/** Who sees an annotation. */
export function audienceOf({ visibility, circleId }: Annotation): Audience {
  return { visibility, circle: visibility === "circle" ? circleId : null };
}

/** Whom a draft may be shared with beyond those who see it, short of everybody; the narrowest first. */
export function widerAudiences(audience: Audience, me: Me, circles: readonly ShownCircle[]): NamedAudience[] {
  const width = visibilities.indexOf(audience.visibility);
  return audiencesOf(me, circles)
    .filter(({ visibility }) => visibility !== "submitted" && visibilities.indexOf(visibility) > width)
    .map((wider) => ({
      audience: wider,
      key: writeAudience(wider),
      name: wider.visibility === "organisation" ? (me.organisation?.shortName ?? "") : sayAudience(wider, me, circles),
    }))
    .reverse();
}

/** Whom somebody may share with, the widest first: what nobody of theirs is in is left out. */
export function audiencesOf(me: Me, circles: readonly ShownCircle[]): Audience[] {
  const { organisation } = me;
  const own = circles.filter(({ organisationIds }) => organisation && organisationIds.includes(organisation.id));
  return [
    { visibility: "submitted", circle: null },
    ...own.map(({ id }): Audience => ({ visibility: "circle", circle: id })),
    ...(organisation ? [{ visibility: "organisation", circle: null } as const] : []),
    { visibility: "private", circle: null },
  ];
}

/**
 * Who goes on seeing an annotation that is edited, whatever its editor would like; null where nobody does. What everybody or
 * a circle has read is not taken back, and a colleague's draft stays where they see it.
 */
export function sharedAlready(annotation: Annotation, me: Me): Audience | null {
  const { visibility, speaker } = annotation;
  const own = speaker.participantId === me.participant?.id;
  if (visibility === "private" || (visibility === "organisation" && own)) return null;
  return audienceOf(annotation);
}

/**
 * What an audience is called by whoever is in it: "everyone", "only Valdoria", "the circle Islands and basin", "only you".
 * A circle that is none any more leaves a draft to its author. One that is there still, but not among the circles that are
 * known, is one that the author's organisation left; whoever is in it reads on. Undefined circles are not known yet.
 */
export function sayAudience({ visibility, circle }: Audience, me: Me, circles?: readonly ShownCircle[]): string {
  if (visibility === "circle") {
    if (circle === null) return word("audience-circle-dissolved");
    if (circles === undefined) return word("visibility-circle");
    const name = circles.find(({ id }) => id === circle)?.name;
    return name === undefined ? word("audience-circle-left") : word("audience-circle", { name });
  }
  return visibility === "organisation" && me.organisation
    ? word("audience-organisation", { name: me.organisation.shortName })
    : word(`visibility-${visibility}`);
}

/** The audience as one word, for a field and a menu; `readAudience` reads it. */
export function writeAudience({ visibility, circle }: Audience): string {
  return visibility === "circle" ? `circle:${circle ?? ""}` : visibility;
}

/** The audience of that word among those one may choose; the first of them where it is none. */
export function readAudience(written: string, audiences: readonly Audience[]): Audience {
  return (
    audiences.find((audience) => writeAudience(audience) === written) ??
    audiences[0] ?? { visibility: "submitted", circle: null }
  );
}

const none: readonly ShownCircle[] = [];

/** The circles whoever reads may know of; undefined while they are not known yet, and for the public. */
export function useKnownCircles(me: Me | undefined): readonly ShownCircle[] | undefined {
  return useQuery({ ...circlesQuery, enabled: me?.participant != null }).data;
}

/** The same, none while they are not known, and for the public, which is not asked for any. */
export function useCircles(me: Me | undefined): readonly ShownCircle[] {
  return useKnownCircles(me) ?? none;
}

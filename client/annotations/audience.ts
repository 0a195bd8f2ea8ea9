import { useQuery } from "@tanstack/react-query";
import { needsClearance } from "#core/access/people.ts";
import { can } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ShownCircle } from "#core/contract/circle-operations.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { type Annotation, visibilities, type Visibility } from "#core/discuss/annotation.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import { actorOf } from "../api/actor.ts";
import { ownCirclesQuery } from "../api/queries.ts";
import { word } from "../page-parts/messages.ts";

/**
 * The people who can see an annotation: everybody, the author's organisation, a circle by its id, or only the author.
 */
export type Audience = Pick<Annotation, "visibility"> & { circle: string | null };

/** An audience with its key and its name. */
export interface NamedAudience {
  audience: Audience;
  key: string;
  name: string;
}

/** Returns an annotation's audience. */
export function audienceOf({ visibility, circleId }: Annotation): Audience {
  return { visibility, circle: visibility === "circle" ? circleId : null };
}

/** Returns wider audiences with which a draft annotation may be shared, short of everybody; narrowest first. */
export function widerAudiences(audience: Audience, me: Me, circles: readonly ShownCircle[]): NamedAudience[] {
  const width = visibilities.indexOf(audience.visibility);
  return audiencesOf(me, circles)
    .filter(({ visibility }) => visibility !== "submitted" && visibilities.indexOf(visibility) > width)
    .map((wider) => ({
      audience: wider,
      key: writeAudience(wider),
      name:
        wider.visibility === "organisation" ? (me.organisation?.shortName ?? "") : describeAudience(wider, me, circles),
    }))
    .reverse();
}

/** Returns the visibility that the server gives to what a person sends: a coordinator may have to clear it first. */
export function clearedFirst<Sent extends Visibility | undefined>(
  visibility: Sent,
  me: Me,
  capacity: string,
): Sent | "clearance" {
  return visibility === "submitted" && needsClearance(me, capacity) ? "clearance" : visibility;
}

/** Returns the audiences open to a person, widest first. Omits circles without their organisation. */
export function audiencesOf(me: Me, circles: readonly ShownCircle[]): Audience[] {
  const { organisation } = me;
  const ownCircles = circles.filter(({ organisationIds }) => organisation && organisationIds.includes(organisation.id));
  return [
    { visibility: "submitted", circle: null },
    ...ownCircles.map(({ id }): Audience => ({ visibility: "circle", circle: id })),
    ...(organisation ? [{ visibility: "organisation", circle: null } as const] : []),
    { visibility: "private", circle: null },
  ];
}

/**
 * Returns the audience that keeps access to an annotation while it is edited, whatever its editor chooses. Everybody,
 * or a circle, keeps access to an annotation shared with them. A colleague's draft stays visible to its current
 * audience. Returns null if the editor may reduce the audience to themselves.
 */
export function sharedAlready(annotation: Annotation, me: Me): Audience | null {
  const { visibility, speaker } = annotation;
  const isOwn = speaker.participantId === me.participant?.id;
  if (visibility === "private" || (isOwn && (visibility === "organisation" || visibility === "clearance"))) return null;
  return audienceOf(annotation);
}

/**
 * Describes an audience to its members: "everyone", "only Valdoria", "the circle Islands and basin", "only you". If a
 * circle was dissolved, only the author keeps the draft. A circle that exists but is not in `circles` is one that the
 * author's organisation has left; its members can still read the draft. `circles` is undefined while loading.
 */
export function describeAudience({ visibility, circle }: Audience, me: Me, circles?: readonly ShownCircle[]): string {
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

/** Formats an audience as one word for fields and menus. `readAudience` parses it. */
export function writeAudience({ visibility, circle }: Audience): string {
  return visibility === "circle" ? `circle:${circle ?? ""}` : visibility;
}

/** Returns the audience with this key among those on offer, or the first of them if none matches. */
export function readAudience(written: string, audiences: readonly Audience[]): Audience {
  return (
    audiences.find((audience) => writeAudience(audience) === written) ??
    audiences[0] ?? { visibility: "submitted", circle: null }
  );
}

const none: readonly ShownCircle[] = [];

/** Returns the circles of the reader's organisation; undefined while they load, and for the public. */
export function useKnownCircles(me: Me | undefined): readonly ShownCircle[] | undefined {
  return useQuery({ ...ownCirclesQuery, enabled: me?.participant != null }).data;
}

/** Returns the circles of the reader's organisation; empty while they load. Also empty for the public, without a request. */
export function useCircles(me: Me | undefined): readonly ShownCircle[] {
  return useKnownCircles(me) ?? none;
}

/** Returns the capacities in which a person may comment, with the one their role suggests first. */
export function capacitiesOf({ organisation, role }: Me): Speaker["capacity"][] {
  return [
    ...(role === "chair" || role === "secretariat" ? [role] : []),
    ...(organisation ? (["organisation"] as const) : []),
    "personal",
  ];
}

/** The capacity and visibility that the form for a new comment begins with. */
interface FirstChoices {
  capacity: Speaker["capacity"];
  /** Undefined if nobody chose one. */
  visibility: Visibility | undefined;
}

/**
 * Returns what the form for a new comment begins with: the person's own choice while they can use it, then the rule of
 * their organisation. A choice may have become impossible because they left an organisation.
 */
export function firstChoices(me: Me): FirstChoices {
  const { organisation, preferences } = me;
  const capacities = capacitiesOf(me);
  const visibility = preferences?.visibility;
  const isUsable = visibility && (visibility !== "organisation" || organisation !== null);
  return {
    capacity: capacities.find((capacity) => capacity === preferences?.capacity) ?? capacities[0] ?? "personal",
    visibility: isUsable ? visibility : organisation?.firstVisibility,
  };
}

/**
 * Returns the drafts on a version that a coordinator can consolidate: those of their organisation that are shared and
 * not yet consolidated.
 */
export function consolidatable(
  annotations: readonly PlacedAnnotation[],
  version: ListedVersion,
  me: Me,
): PlacedAnnotation[] {
  if (!can(actorOf(me), "consolidate") || version.state !== "published") return [];
  return annotations.filter(
    ({ annotation: { versionId, visibility, standing, consolidatedInto, speaker } }) =>
      versionId === version.id &&
      (visibility === "organisation" || visibility === "circle") &&
      standing === "open" &&
      consolidatedInto === null &&
      speaker.organisation?.id === me.organisation?.id,
  );
}

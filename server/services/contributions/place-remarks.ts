import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { SetAside } from "#core/receive/contribution.ts";
import { findCited } from "#core/text/find-cited.ts";
import type { ReadRemark, RemarkList } from "#core/receive/read-contribution.ts";
import { itemsOfRemarks } from "#core/receive/remark-items.ts";
import type { Version } from "#core/text/version.ts";
import { proposedSteps } from "../../import/forms/proposed-steps.ts";
import { believedDate, type BelievedDates } from "../../core/receive/believed-date.ts";
import type { Context, LoadedContent } from "../kernel/context.ts";
import type { PlacedContribution } from "../../core/receive/place-marked-text.ts";
import { readSubmittedOn } from "../annotations/read-submitted-on.ts";

/**
 * What the remarks of a form or a collection come to on a version. A form that was taken away from here and filled in comes
 * back with what others said in it: that is set aside. What is asked for in so many words becomes the steps it asks for.
 */
export async function placeRemarks(
  context: Context,
  actor: Actor,
  read: RemarkList,
  version: Version,
  content: LoadedContent,
  dates: BelievedDates,
): Promise<PlacedContribution> {
  const { annotations } = await context.store.read((reader) =>
    readSubmittedOn(context, reader, actor, version.documentId),
  );
  // What this file made before it was taken back is no reason against it.
  const isKnown = knownAmong(annotations.filter((one) => one.contributionId === null || one.standing === "open"));
  const setAside = read.remarks
    .filter(isKnown)
    .map(({ id, author, text }): SetAside => ({ code: "said-already", params: {}, words: text, author, marks: [id] }));
  const remarks = read.remarks.filter((remark) => !isKnown(remark)).map((remark) => withSteps(remark, content));
  const placed = itemsOfRemarks({ remarks }, content, (date) => believedDate(date, dates));
  return { items: placed.items, setAside: [...setAside, ...placed.setAside], handMarks: "none", unmarked: "none" };
}

/**
 * Whether the forum has a remark already: by the address our collections name it by, or by its words and the moment it was
 * made, which our forms tell to the millisecond.
 */
function knownAmong(annotations: readonly Annotation[]): (remark: ReadRemark) => boolean {
  const ids = new Set(annotations.map(({ id }) => id));
  const said = new Set(annotations.map(({ createdAt, text }) => `${new Date(createdAt).toISOString()} ${text}`));
  return ({ id, date, text }) => {
    const named = /\/api\/annotations\/([^/?#]+)$/u.exec(id)?.[1];
    return (
      (named !== undefined && ids.has(decodeURIComponent(named))) || (date !== null && said.has(`${date} ${text}`))
    );
  };
}

function withSteps(remark: ReadRemark, { draft, text }: LoadedContent): ReadRemark {
  const { place, proposed } = remark;
  if (!proposed || proposed.steps) return remark;
  const cited = place.citation === null ? "unknown" : findCited(text, place.citation);
  const steps = proposedSteps(draft, text, proposed.text, typeof cited === "string" ? null : cited);
  return steps ? { ...remark, proposed: { ...proposed, steps } } : remark;
}

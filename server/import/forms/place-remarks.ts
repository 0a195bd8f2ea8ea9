import type { Node } from "prosemirror-model";
import type { Contribution } from "#core/receive/contribution.ts";
import { believedDate, type BelievedDates } from "#core/receive/place-marked-text.ts";
import type { ReadRemark } from "#core/receive/read-contribution.ts";
import { itemsOfRemarks } from "#core/receive/remark-items.ts";
import type { VersionText } from "#core/text/clause.ts";
import { findCited } from "#core/text/citations/find-cited.ts";
import { proposedSteps } from "./proposed-steps.ts";

/**
 * Converts remarks to contribution items on a version. Explicit wording for a change is converted to proposal steps.
 * Dates outside `dates` are not believed.
 */
export function placeRemarks(
  remarks: readonly ReadRemark[],
  version: { draft: Node; text: VersionText },
  dates: BelievedDates,
): Pick<Contribution, "items" | "setAside"> {
  const withAllSteps = remarks.map((remark) => withSteps(remark, version));
  return itemsOfRemarks({ remarks: withAllSteps }, version, (date) => believedDate(date, dates));
}

function withSteps(remark: ReadRemark, { draft, text }: { draft: Node; text: VersionText }): ReadRemark {
  const { place, proposed } = remark;
  if (!proposed || proposed.steps) return remark;
  const cited = place.citation === null ? "unknown" : findCited(text, place.citation);
  const steps = proposedSteps(draft, text, proposed.text, typeof cited === "string" ? null : cited);
  return steps ? { ...remark, proposed: { ...proposed, steps } } : remark;
}

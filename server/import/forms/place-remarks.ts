import type { Node } from "prosemirror-model";
import type { VersionLines } from "#core/receive/cited-lines.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import { believedDate, type BelievedDates } from "#core/receive/place-marked-text.ts";
import type { ReadRemark } from "#core/receive/read-contribution.ts";
import { itemsOfRemarks, type RequestedSteps } from "#core/receive/remark-items.ts";
import type { VersionText } from "#core/text/clause.ts";
import { requestedSteps, stepsInComment } from "./requested-steps.ts";

/**
 * Converts remarks to contribution items on a version. Explicit wording for a change is converted to proposal steps.
 * Dates outside `dates` are not believed.
 *
 * @param version With its numbered lines, if the place of a remark may be a line.
 */
export function placeRemarks(
  remarks: readonly ReadRemark[],
  version: { draft: Node; text: VersionText; lines?: VersionLines },
  dates: BelievedDates,
): Pick<Contribution, "items" | "setAside"> {
  const { draft, text } = version;
  const stepsOf: RequestedSteps = (change, place, column) =>
    column === "change" ? requestedSteps(draft, text, change, place) : stepsInComment(draft, text, change, place);
  return itemsOfRemarks({ remarks }, { ...version, stepsOf }, (date) => believedDate(date, dates));
}

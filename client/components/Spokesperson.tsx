import type { ReactNode } from "react";
import type { Annotation } from "#core/discuss/annotation.ts";
import { word } from "../page-parts/messages.ts";
import { SourceLink } from "./SourceLink.tsx";

/**
 * The person who commented in a capacity: "Ana Vaipulu, for the organisation". A name from a file has no link, because
 * it may be another's than that of whoever answers for the comment. Nothing if the source is hidden.
 */
export function Spokesperson({
  annotation: { speaker, contributionId },
}: {
  annotation: Pick<Annotation, "speaker" | "contributionId">;
}): ReactNode {
  const { name, participantId, capacity } = speaker;
  return (
    name !== "" && (
      <span className="quiet">
        <SourceLink kind="person" id={contributionId === null ? participantId : ""}>
          {name}
        </SourceLink>
        , {word(`capacity-${capacity}`)}
      </span>
    )
  );
}

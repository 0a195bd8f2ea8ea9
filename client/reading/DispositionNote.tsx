import type { ReactNode } from "react";
import type { Disposition } from "#core/annotate/disposition.ts";
import { formatDate } from "../components/dates.ts";
import { headWord, word } from "../components/words.ts";

/** What was decided on an annotation, when, why and in which draft it shows; and that it was once decided otherwise. */
export function DispositionNote({
  disposition,
  nameOf,
}: {
  disposition: Disposition | null;
  /** What a version is called, by its id. */
  nameOf: (version: string) => string;
}): ReactNode {
  const decision = disposition?.current;
  if (!decision) return null;
  const before = disposition.history.flatMap(({ said }) => (said ? [word(`disposition-${said.outcome}`)] : []));
  return (
    <div className="disposition">
      <p>
        <strong>{headWord(`disposition-${decision.outcome}`)}</strong>{" "}
        <span className="quiet small">
          {word(`capacity-${decision.by.capacity}`)}, {formatDate(decision.at)}
          {decision.shownIn !== null && ` · shows in ${nameOf(decision.shownIn)}`}
          {before.length > 0 && ` · before: ${before.join(", ")}`}
        </span>
      </p>
      {decision.reason !== "" && (
        <p className="thread-text" dir="auto">
          {decision.reason}
        </p>
      )}
    </div>
  );
}

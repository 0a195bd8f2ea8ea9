import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { wordingsQuery } from "../api/queries.ts";
import { formatMoment } from "../components/dates.ts";
import { word } from "../components/words.ts";
import { SaidText } from "../said/SaidText.tsx";
import { ProposedChange } from "./ProposedChange.tsx";

/** What an annotation that was changed said before, latest first: asked for when it is opened. */
export function EarlierWordings({ placed }: { placed: PlacedAnnotation }): ReactNode {
  const [open, setOpen] = useState(false);
  const { annotation, madeOn } = placed;
  const wordings = useQuery({ ...wordingsQuery(annotation.id, annotation.revision), enabled: open });
  return (
    <details className="earlier-wordings small" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>What it said before</summary>
      {wordings.data?.length === 0 && <p className="quiet">Nothing else that you could read.</p>}
      {wordings.isError && <p className="field-error">{wordings.error.message}</p>}
      <ol>
        {wordings.data?.toReversed().map(({ type, text, operations, until }) => (
          <li key={until}>
            <p className="quiet">
              until <time dateTime={until}>{formatMoment(until)}</time>
              {type !== annotation.type && ` · ${word(`type-${type}`)}`}
            </p>
            {operations.length > 0 && (
              <ProposedChange placed={{ annotation: { ...annotation, operations }, madeOn }} short={false} />
            )}
            {text !== "" && (
              <p className="thread-text" dir="auto">
                <SaidText>{text}</SaidText>
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

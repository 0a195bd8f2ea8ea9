import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { isSameTargets } from "#core/discuss/target.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import * as messages from "#core/messages/threads.en.ts";
import { versionQuery, wordingsQuery } from "../../api/queries.ts";
import { formatMoment } from "../../components/format.ts";
import { richMessage, word } from "../../page-parts/messages.ts";
import { MentionText } from "../../mentions/MentionText.tsx";
import { citationOfTarget, quoteOfTarget } from "../../annotations/target.ts";
import { ProposedChange } from "../../annotations/ProposedChange.tsx";

/** Lists an annotation's earlier revisions, latest first. They are loaded when the list is opened. */
export function EarlierWordings({ placed }: { placed: PlacedAnnotation }): ReactNode {
  const [open, setOpen] = useState(false);
  const { annotation, madeOn } = placed;
  const wordings = useQuery({ ...wordingsQuery(annotation.id, annotation.revision), enabled: open });
  const home = useQuery({ ...versionQuery(madeOn), enabled: open }).data;
  const latestFirst = wordings.data?.toReversed() ?? [];
  return (
    <details className="earlier-wordings small" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{messages.earlierWording}</summary>
      {wordings.data?.length === 0 && <p className="quiet">{messages.noEarlierWording}</p>}
      {wordings.isError && <p className="field-error">{wordings.error.message}</p>}
      <ol>
        {latestFirst.map(({ type, targets, text, operations, until }, index) => (
          <li key={until}>
            <p className="quiet">
              {richMessage(messages.untilTime, { time: <time dateTime={until}>{formatMoment(until)}</time> })}
              {type !== annotation.type && ` · ${word(`type-${type}`)}`}
            </p>
            {home && !isSameTargets(targets, latestFirst[index - 1]?.targets ?? annotation.targets) && (
              <p>
                {richMessage(messages.wasAbout, {
                  targets: targets.map((target, place) => (
                    <span key={place}>
                      {place > 0 && "; "}
                      <bdi>{citationOfTarget(home.text, target)}</bdi>
                      {quoteOfTarget(target) !== null && (
                        <>
                          : <q dir="auto">{quoteOfTarget(target)}</q>
                        </>
                      )}
                    </span>
                  )),
                })}
              </p>
            )}
            {operations.length > 0 && (
              <ProposedChange placed={{ annotation: { ...annotation, operations }, madeOn }} short={false} />
            )}
            {text !== "" && (
              <p className="thread-text" dir="auto">
                <MentionText>{text}</MentionText>
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

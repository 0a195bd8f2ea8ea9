import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { SentBack } from "#core/contract/clearance-operations.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { clearancePage as messages, accountPages as shared } from "#core/messages/catalogues.ts";
import { documentQuery } from "../api/queries.ts";
import { Moment } from "../components/format.tsx";
import { AwayAnnotation } from "../inbox/AwayAnnotation.tsx";
import { WaitingReply } from "../inbox/ClearanceItem.tsx";
import { useClearanceItem } from "../inbox/use-clearance-item.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";

/** A comment or reply of the reader that a coordinator sent back, with the note. */
export function OwnSentBack({
  sentBack: { by, at, reply },
  placed,
}: {
  sentBack: SentBack;
  placed: PlacedAnnotation;
}): ReactNode {
  const { row, path, isReply, mayWithdraw, withdraw } = useClearanceItem(placed, reply);
  return (
    <AwayAnnotation placed={placed} row={row}>
      {reply && <WaitingReply reply={reply} />}
      <div className="clearance-note breakable remark">
        <p className="quiet small">{backText(by, at)}</p>
        <p dir="auto">{(reply ?? placed.annotation).sentBack?.note}</p>
      </div>
      <div className="row">
        <Link className="button button-primary" href={path}>
          {messages.editAndSendAgain}
        </Link>
        {mayWithdraw && (
          <button
            type="button"
            className="button button-quiet"
            aria-label={formatMessage(shared.withdrawLabel, { isReply })}
            onClick={() => void withdraw(formatMessage(messages.draftRestored, { isReply }))}
          >
            {shared.withdraw}
          </button>
        )}
      </div>
    </AwayAnnotation>
  );
}

/** A comment or reply that is with its author again, as a coordinator sees it: without text and note. */
export function BackWithAuthor({
  sentBack: { author, documentId, madeOn, by, at, isReply },
}: {
  sentBack: SentBack;
}): ReactNode {
  const work = useQuery(documentQuery(documentId)).data;
  const draft = work?.versions.find(({ address }) => address === madeOn)?.label ?? madeOn;
  return (
    <li>
      <p>
        {richMessage(messages.statementOf, {
          isReply: isReply ? "yes" : "no",
          author: <bdi>{author}</bdi>,
          draft: (
            <Link href={readingPath(madeOn)}>
              {work?.shortTitle ?? documentId}, <bdi>{draft}</bdi>
            </Link>
          ),
        })}
      </p>
      <p className="quiet small">{backText(by, at)}</p>
    </li>
  );
}

function backText(by: string | null, at: string): ReactNode {
  const date = <Moment at={at} />;
  return by === null
    ? richMessage(messages.sentBackOn, { date })
    : richMessage(messages.sentBackBy, { name: by, date });
}

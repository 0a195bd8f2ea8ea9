import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages, interfaceLanguage, outcomesPage } from "#core/messages/catalogues.ts";
import { decidedText } from "#core/phrases/outcome-text.ts";
import { documentQuery } from "../api/queries.ts";
import { formatMessage } from "../page-parts/messages.ts";
import type { DeskWrites } from "./use-desk-writes.ts";

/** The decision that is prepared on a comment, which can be taken back or released. */
export function PreparedNote({
  item,
  placed,
  writes,
}: {
  item: DeskItem;
  /** The comment with its replies, once they are known. */
  placed: PlacedAnnotation | undefined;
  writes: DeskWrites;
}): ReactNode {
  const { outcome, reason, shownIn = null, amendedBy } = item.prepared ?? {};
  const versions = useQuery({ ...documentQuery(item.documentId), enabled: shownIn !== null }).data?.versions;
  const draft = versions?.find(({ id }) => id === shownIn)?.label;
  const amending = placed?.replies.find(({ id }) => id === amendedBy)?.speaker;
  return (
    outcome && (
      <p>
        <strong>
          {formatMessage(messages.preparedAs, { outcome: decidedText(outcome, amending, interfaceLanguage()) })}
        </strong>
        {draft !== undefined && ` · ${formatMessage(outcomesPage.appearsInDraft, { draft })}`}
        {reason !== "" && (
          <>
            {" · "}
            <span dir="auto">{reason}</span>
          </>
        )}{" "}
        <button type="button" className="link-button" onClick={() => void writes.change([item], { prepared: null })}>
          {messages.takeBack}
        </button>{" "}
        <button type="button" className="link-button" onClick={() => void writes.release([item])}>
          {messages.releaseNow}
        </button>
      </p>
    )
  );
}

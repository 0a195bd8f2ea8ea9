import type { ReactNode } from "react";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage, word } from "../page-parts/messages.ts";
import type { DeskWrites } from "./use-desk-writes.ts";

/** The decision that is prepared on a comment, which can be taken back or released. */
export function PreparedNote({ item, writes }: { item: DeskItem; writes: DeskWrites }): ReactNode {
  return (
    item.prepared && (
      <p>
        <strong>{formatMessage(messages.preparedAs, { outcome: word(`decision-${item.prepared.outcome}`) })}</strong>
        {item.prepared.reason !== "" && (
          <>
            {" · "}
            <span dir="auto">{item.prepared.reason}</span>
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

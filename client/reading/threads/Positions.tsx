import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Position } from "#core/discuss/reply.ts";
import { heldPositions, type HolderPosition } from "#core/outcome/holder-position.ts";
import * as messages from "#core/messages/threads.en.ts";
import { formatMessage, headWord, word } from "../../page-parts/messages.ts";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import { useReplyStanding } from "./use-reply-standing.ts";

/** Shows each organisation's position on an annotation and its previous one, but never totals. */
export function Positions({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadHandlers }): ReactNode {
  const { positions, replies } = placed;
  const { withdraw } = useReplyStanding();
  if (positions.length === 0) return null;
  return (
    <ul className="positions" aria-label={messages.organisationPositions}>
      {heldPositions(positions).map(({ position }) => (
        <li key={position}>
          <span className={`position position-${position}`}>{headWord(`position-${position}`)}</span>{" "}
          {positionsTold(positions, position).map(({ holder, replyId, before }, index) => {
            const reply = replies.find(({ id, may }) => id === replyId && may.edit);
            const last = before.at(-1);
            return (
              <span key={holder.id || index}>
                {index > 0 && ", "}
                {holder.name || messages.sourceNotShown}
                {last && (
                  <span className="quiet">
                    {" "}
                    {formatMessage(messages.positionBefore, { position: word(`position-${last.position}`) })}
                  </span>
                )}
                {reply && (
                  <>
                    {" "}
                    <Button
                      className="link-button small"
                      onPress={() =>
                        void (reply.text === ""
                          ? withdraw(reply.id)
                          : acts.onEditReply(reply, { text: reply.text, position: null }))
                      }
                    >
                      {messages.withdrawPosition}
                    </Button>
                  </>
                )}
              </span>
            );
          })}
        </li>
      ))}
    </ul>
  );
}

/**
 * Returns the holders of a position to display. All whose source is hidden become one entry, because a list of them
 * would reveal their number.
 */
export function positionsTold(standpoints: readonly HolderPosition[], position: Position): HolderPosition[] {
  const held = standpoints.filter((one) => one.position === position);
  const unnamed = held.findIndex(({ holder }) => holder.name === "");
  return held
    .filter(({ holder }, index) => holder.name !== "" || index === unnamed)
    .map((one) => (one.holder.name === "" ? { ...one, before: [] } : one));
}

import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Position, Reply } from "#core/discuss/reply.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import { threads as messages } from "#core/messages/catalogues.ts";
import { capacitiesOf } from "../../annotations/audience.ts";
import { newId } from "../../api/actor.ts";
import { meQuery } from "../../api/queries.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import { useReplyStanding } from "./ReplyItem.tsx";

/**
 * Supports or opposes an annotation with one press, for the reader's organisation or for themselves. Pressing the current
 * position withdraws it.
 */
export function PositionButtons({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadHandlers }): ReactNode {
  const { annotation, positions, replies, may } = placed;
  const me = useQuery(meQuery).data;
  const withdraw = useWithdrawPosition(acts);
  const [isSending, setSending] = useState(false);
  const [capacity] = me?.participant ? capacitiesOf(me) : [];
  const holder = capacity === "organisation" ? me?.organisation : me?.participant;
  const { speaker } = annotation;
  const isOwn = [speaker.participantId, ...organisationsBehind(speaker).map(({ id }) => id)].includes(holder?.id ?? "");
  // The secretariat and the chair take no side, unless they choose to in a reply.
  if (!holder || isOwn || !may.reply || annotation.standing !== "open" || annotation.visibility !== "submitted")
    return null;
  if (capacity !== "organisation" && capacity !== "personal") return null;
  const held = positions.find((one) => one.holder.id === holder.id);
  const own = replies.find((reply) => reply.id === held?.replyId && reply.may.edit);
  const press = async (position: Position): Promise<void> => {
    setSending(true);
    await (held?.position !== position
      ? acts.onReply(placed, { id: newId(), text: "", position, capacity })
      : own && withdraw(own));
    setSending(false);
  };
  const name = "shortName" in holder ? holder.shortName : holder.name;
  return (
    <span className="row small">
      {(["support", "oppose"] as const).map((position) => {
        const isHeld = held?.position === position;
        return (
          <button
            key={position}
            type="button"
            className={isHeld ? `link-button tappable position-${position}` : "link-button tappable"}
            aria-label={formatMessage(position === "support" ? messages.supportAs : messages.opposeAs, { name })}
            aria-pressed={isHeld}
            disabled={isSending || (isHeld && !own)}
            onClick={() => void press(position)}
          >
            {isHeld && <Check size={12} aria-hidden />} {position === "support" ? messages.support : messages.oppose}
          </button>
        );
      })}
      <span className="quiet">{formatMessage(messages.asSource, { name })}</span>
    </span>
  );
}

/** Returns an action that withdraws the position of a reply. A reply without text is withdrawn with it. */
export function useWithdrawPosition(acts: Pick<ThreadHandlers, "onEditReply">): (reply: Reply) => Promise<boolean> {
  const { withdraw } = useReplyStanding();
  return async (reply) =>
    reply.text === "" ? withdraw(reply.id) : acts.onEditReply(reply, { text: reply.text, position: null });
}

import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import type { Reply } from "#core/annotate/reply.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "../app/routes.ts";
import { formatDate, formatMoment } from "../components/dates.ts";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { headWord, word } from "../components/words.ts";
import { LaterDrafts } from "./LaterDrafts.tsx";
import { ProposedChange } from "./ProposedChange.tsx";
import { ReplyForm } from "./ReplyForm.tsx";
import type { ThreadActs } from "./thread-acts.ts";
import { ThreadActions } from "./ThreadActions.tsx";

/** A thread in full: the words, what is proposed, why it stands here, the replies, and what can be done. */
export function ThreadBody({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadActs }): ReactNode {
  const { annotation, placement, madeOn, replies } = placed;
  const readable = annotation.standing === "open" || annotation.text !== "";
  const quotes = annotation.targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : []));
  return (
    <div className="thread-body">
      <p className="quiet small">
        <time dateTime={annotation.createdAt} title={formatMoment(annotation.createdAt)}>
          {formatDate(annotation.createdAt)}
        </time>
        {` · ${word(`type-${annotation.type}`)}`}
        {annotation.editedAt !== null && ` · changed ${formatDate(annotation.editedAt)}`}
      </p>
      {annotation.standing !== "open" && (
        <p className="thread-standing">
          {headWord(`standing-${annotation.standing}`)}
          {annotation.standingReason ? `: ${annotation.standingReason}` : "."}
        </p>
      )}
      {readable && madeOn !== acts.here && annotation.kind === "comment" && quotes.length > 0 && (
        <blockquote className="thread-quote" dir="auto">
          {quotes.join(" … ")}
        </blockquote>
      )}
      {readable && annotation.kind === "proposal" && <ProposedChange placed={placed} short={false} />}
      {readable &&
        annotation.text.split(/\n{2,}/u).map((paragraph, index) =>
          paragraph === "" ? null : (
            <p key={index} className="thread-text" dir="auto">
              {paragraph}
            </p>
          ),
        )}
      {madeOn !== acts.here && (
        <p className="thread-placement">
          {headWord(placement.reason.code, placement.reason.params)}{" "}
          <span className="quiet">
            {placement.state !== "orphan" && `Sure to ${Math.round(placement.score * 100)} %. `}
            Made on <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>{acts.nameOf(madeOn)}</Link>
          </span>
        </p>
      )}
      {placed.annotation.visibility === "submitted" && <LaterDrafts placed={placed} nameOf={acts.nameOf} />}
      {replies.length > 0 && (
        <ol className="replies">
          {replies.map((reply) => (
            <ReplyItem key={reply.id} reply={reply} acts={acts} />
          ))}
        </ol>
      )}
      {acts.replying === annotation.id ? (
        <ReplyForm
          participantId={acts.participantId}
          annotation={annotation.id}
          onSend={(reply) => acts.onReply(placed, reply)}
          onClose={() => acts.onReplying(null)}
        />
      ) : (
        <ThreadActions placed={placed} acts={acts} />
      )}
    </div>
  );
}

function ReplyItem({ reply, acts }: { reply: Reply; acts: ThreadActs }): ReactNode {
  const [asked, setAsked] = useState(false);
  const { speaker, position, text, standing, createdAt } = reply;
  const own = acts.participantId !== null && speaker.participantId === acts.participantId;
  return (
    <li className="reply">
      <SpeakerLine speaker={speaker} />
      {standing === "open" ? (
        <>
          {position !== null && <p className={`position position-${position}`}>{headWord(`position-${position}`)}</p>}
          {text !== "" && (
            <p className="thread-text" dir="auto">
              {text}
            </p>
          )}
        </>
      ) : (
        <p className="quiet">{headWord(`standing-${standing}`)}.</p>
      )}
      <p className="quiet small reply-foot">
        <time dateTime={createdAt} title={formatMoment(createdAt)}>
          {formatDate(createdAt)}
        </time>
        {own && standing === "open" && (
          <button
            type="button"
            className="link-button"
            onClick={() => {
              if (asked) acts.onWithdrawReply(reply);
              else setAsked(true);
            }}
            onBlur={() => setAsked(false)}
          >
            {asked ? "Press again to withdraw" : "Withdraw"}
          </button>
        )}
      </p>
    </li>
  );
}

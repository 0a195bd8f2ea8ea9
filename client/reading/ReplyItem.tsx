import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { Reply } from "#core/annotate/reply.ts";
import { formatDate, formatMoment } from "../components/dates.ts";
import { FoldedText } from "../components/FoldedText.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { headWord } from "../components/words.ts";
import { ReplyForm } from "./ReplyForm.tsx";
import type { ThreadActs } from "./thread-acts.ts";

/** An answer in a thread; whoever gave it may change or withdraw it. */
export function ReplyItem({ reply, acts }: { reply: Reply; acts: ThreadActs }): ReactNode {
  const [asked, setAsked] = useState(false);
  const [editing, setEditing] = useState<"never" | "now" | "before">("never");
  const { id, revision, speaker, position, text, standing, standingReason, createdAt, editedAt } = reply;
  const own = acts.participantId !== null && speaker.participantId === acts.participantId && standing === "open";
  if (editing === "now")
    return (
      <li className="reply">
        <ReplyForm
          participantId={acts.participantId}
          place={`edit-reply/${id}/${revision}`}
          before={reply}
          onSend={({ text: words, position: taken }) => acts.onEditReply(reply, { text: words, position: taken })}
          onClose={() => setEditing("before")}
        />
      </li>
    );
  return (
    <li className="reply">
      {standing !== "erased" && <SpeakerLine speaker={speaker} />}
      {standing === "open" ? (
        <>
          {position !== null && <p className={`position position-${position}`}>{headWord(`position-${position}`)}</p>}
          {text !== "" && (
            <FoldedText>
              <p className="thread-text" dir="auto">
                {text}
              </p>
            </FoldedText>
          )}
        </>
      ) : (
        <p className="quiet">
          {headWord(`standing-${standing}`)}
          {standingReason ? `: ${standingReason}` : "."}
        </p>
      )}
      <p className="quiet small reply-foot">
        <time dateTime={createdAt} title={formatMoment(createdAt)}>
          {formatDate(createdAt)}
        </time>
        {editedAt !== null && standing === "open" && <span>changed {formatDate(editedAt)}</span>}
        {own && (
          <>
            <Button className="link-button" autoFocus={editing === "before"} onPress={() => setEditing("now")}>
              Edit
            </Button>
            <Button
              className="link-button"
              onPress={() => {
                if (asked) acts.onWithdrawReply(reply);
                else setAsked(true);
              }}
              onBlur={() => setAsked(false)}
            >
              {asked ? "Press again to withdraw" : "Withdraw"}
            </Button>
          </>
        )}
      </p>
    </li>
  );
}

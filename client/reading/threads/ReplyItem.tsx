import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { threads as messages } from "#core/messages/catalogues.ts";
import { focusOnMount } from "../../components/focus.ts";
import { call } from "../../api/call.ts";
import { FoldedText } from "../../components/FoldedText.tsx";
import { SpeakerLine } from "../../components/SpeakerLine.tsx";
import { formatDate, Moment } from "../../components/format.tsx";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { notifyAndRefresh, undoBy, type UndoCall } from "../../components/toasts.ts";
import { MentionText } from "../../mentions/MentionText.tsx";
import { formatMessage, headWord, richMessage, word } from "../../page-parts/messages.ts";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import { describeStanding } from "./describe-standing.ts";

const ReplyForm = lazyComponent(async () => (await import("./ReplyForm.tsx")).ReplyForm);
const StandingDialog = lazyComponent(async () => (await import("./StandingDialog.tsx")).StandingDialog);
const AmendedText = lazyComponent(async () => (await import("../../annotations/AmendedText.tsx")).AmendedText);

/**
 * A reply in a thread. Its author may edit or withdraw it. The secretariat may hide it, or erase it on legal demand.
 * The thread then still shows that there was a reply, and the reason for its removal.
 */
export function ReplyItem({
  reply,
  operations,
  isNew,
  acts,
}: {
  reply: ShownReply;
  /** The operations of the proposal that it answers; empty for a comment. */
  operations: readonly ProposalOperation[];
  isNew: boolean;
  acts: ThreadHandlers;
}): ReactNode {
  const [editing, setEditing] = useState<"never" | "now" | "before">("never");
  const { id, revision, speaker, position, text, amendment, standing, createdAt, editedAt, clearance, sentBack } =
    reply;
  if (editing === "now")
    return (
      <li className="reply">
        <ReplyForm
          participantId={acts.participantId}
          storageKey={`edit-reply/${id}/${revision}`}
          before={reply}
          operations={operations}
          onSend={({ id: _id, ...said }) => acts.onEditReply(reply, said)}
          onClose={() => setEditing("before")}
        />
      </li>
    );
  return (
    <li className="reply">
      {standing !== "erased" && <SpeakerLine speaker={speaker} />}
      {(standing !== "open" || clearance) && (
        <p className="thread-standing">
          {standing !== "open"
            ? describeStanding({ ...reply, editedAt: null })
            : sentBack
              ? formatMessage(messages.sentBack, sentBack)
              : word("visibility-clearance")}
        </p>
      )}
      {/* The server sends the text of a hidden reply only to those who may still read it. */}
      {(standing === "open" || text !== "") && (
        <>
          {position !== null && <p className={`small soft position-${position}`}>{headWord(`position-${position}`)}</p>}
          {amendment && <AmendedText parts={amendment} label={messages.amendedWording} />}
          {text !== "" && (
            <FoldedText>
              <p className="thread-text" dir="auto">
                <MentionText>{text}</MentionText>
              </p>
            </FoldedText>
          )}
        </>
      )}
      <div className="quiet small reply-foot row">
        <Moment at={createdAt} day />
        {isNew && standing === "open" && <span className="chip chip-new">{messages.newComment}</span>}
        {editedAt !== null && standing === "open" && (
          <span>{formatMessage(messages.editedOn, { date: formatDate(editedAt) })}</span>
        )}
        <ReplyActs reply={reply} focused={editing === "before"} onEdit={() => setEditing("now")} />
      </div>
    </li>
  );
}

/** Shows a part of a button's name only to screen readers. */
const hiddenText = (text: ReactNode[]): ReactNode => <span className="visually-hidden">{text}</span>;

/** The reader's actions on a reply. */
function ReplyActs({
  reply: { id, may, standing },
  focused,
  onEdit,
}: {
  reply: ShownReply;
  /** Whether the reply's form was just closed, so that the focus returns here. */
  focused: boolean;
  onEdit: () => void;
}): ReactNode {
  const [removal, setRemoval] = useState<"hide" | "erase" | null>(null);
  const { withdraw, hide, erase, reinstate } = useReplyStanding();
  const open = standing === "open";
  return (
    <>
      {may.edit && open && (
        <button type="button" className="link-button" ref={focused ? focusOnMount : undefined} onClick={onEdit}>
          {richMessage(messages.editThisReply, { hidden: hiddenText })}
        </button>
      )}
      {may.withdraw && open && (
        <button type="button" className="link-button" onClick={() => void withdraw(id)}>
          {richMessage(messages.withdrawThisReply, { hidden: hiddenText })}
        </button>
      )}
      {may.reinstate && (
        <button type="button" className="link-button" onClick={() => void reinstate(id)}>
          {messages.restore}
        </button>
      )}
      {may.hide && open && (
        <button type="button" className="link-button" onClick={() => setRemoval("hide")}>
          {richMessage(messages.hideThisReply, { hidden: hiddenText })}
        </button>
      )}
      {may.erase && standing !== "erased" && (
        <button type="button" className="link-button" onClick={() => setRemoval("erase")}>
          {richMessage(messages.eraseThisReply, { hidden: hiddenText })}
        </button>
      )}
      {removal && (
        <StandingDialog
          removal={removal}
          onConfirm={(reason) => (removal === "hide" ? hide(id, reason) : erase(id, reason))}
          onClose={() => setRemoval(null)}
        />
      )}
    </>
  );
}

/** Writes that change a reply's state. Each resolves to whether it succeeded. */
export interface ReplyStanding {
  withdraw: (reply: string) => Promise<boolean>;
  hide: (reply: string, reason: string) => Promise<boolean>;
  erase: (reply: string, reason: string) => Promise<boolean>;
  /** Undoes a withdrawal or a hiding. */
  reinstate: (reply: string) => Promise<boolean>;
}

/** Returns the writes that remove and restore replies. The message of each reversible action offers to undo it. */
export function useReplyStanding(): ReplyStanding {
  const client = useQueryClient();
  return useMemo(() => {
    const act = notifyAndRefresh(client, ["annotations"]);
    const reinstating = (reply: string) => (): UndoCall =>
      undoBy("reinstateReply", { params: { reply } }, messages.replyRestored);
    return {
      withdraw: (reply) =>
        act(() => call("withdrawReply", { params: { reply } }), messages.replyWithdrawn, reinstating(reply)),
      hide: (reply, reason) =>
        act(() => call("hideReply", { params: { reply }, body: { reason } }), messages.replyHidden, reinstating(reply)),
      erase: (reply, reason) =>
        act(() => call("eraseReply", { params: { reply }, body: { reason } }), messages.erasedPermanently),
      reinstate: (reply) => act(() => call("reinstateReply", { params: { reply } }), messages.replyRestored),
    };
  }, [client]);
}

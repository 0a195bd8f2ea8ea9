import { Eraser, MapPinOff, MessageSquare, Pencil } from "lucide-react";
import { memo, useEffect, useRef, type ReactNode } from "react";
import { groupedPositions } from "#core/outcome/holder-position.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import { threads as messages } from "#core/messages/catalogues.ts";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { sourceName } from "../../components/format.tsx";
import { PopoverButton } from "../../components/Popover.tsx";
import { SpeakerLine } from "../../components/SpeakerLine.tsx";
import { commaText, formatMessage, word } from "../../page-parts/messages.ts";
import { OutcomeMark } from "../../annotations/OutcomeMark.tsx";
import { ProposedChange } from "../../annotations/ProposedChange.tsx";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import { describeStanding } from "./describe-standing.ts";
import "../../annotations/thread.css";

const PlacementExplanation = lazyComponent(
  async () => (await import("../place/PlacementExplanation.tsx")).PlacementExplanation,
);
/** The inside of an open card. */
export const ThreadBody = lazyComponent(async () => (await import("./ThreadBody.tsx")).ThreadBody);

/** A comment or proposal with its thread, reduced to a few lines until it is opened. */
export const ThreadCard = memo(function ThreadCard({
  placed,
  citation,
  open,
  news,
  newSince,
  acts,
  takesFocus,
  onFocused,
  onOpen,
}: {
  placed: PlacedAnnotation;
  /** Its location on this version; empty for a comment on the whole document or an orphan. */
  citation: string;
  open: boolean;
  /** Number of new replies; 0 if the annotation itself is new. */
  news: number | undefined;
  /** The time after which its replies were new when it was opened; null if there were none. */
  newSince: string | null;
  acts: ThreadHandlers;
  /** Whether the row should take the keyboard focus. */
  takesFocus: boolean;
  onFocused: () => void;
  /** Opens an annotation; null closes it. */
  onOpen: (annotation: string | null) => void;
}): ReactNode {
  const head = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    // The margin scrolls to the card once it knows the card's position.
    head.current?.focus({ preventScroll: true });
    onFocused();
  }, [takesFocus, onFocused]);
  const { annotation, placement, replies } = placed;
  const isBodyThere = ThreadBody.useLoaded(open) && open;
  const isProposal = hasOperations(annotation);
  const isActive = annotation.standing === "open";
  // Erasing an annotation also erases its speaker.
  const erased = annotation.standing === "erased";
  const Icon = erased ? Eraser : isProposal ? Pencil : MessageSquare;
  const { kind } = annotation;
  return (
    <article
      className={`thread state-${placement.state}${open ? " is-open" : ""}`}
      aria-label={labelOf(annotation, citation)}
      data-note={annotation.id}
    >
      <button
        type="button"
        ref={head}
        className="thread-head bare-button"
        aria-expanded={open}
        onClick={() => onOpen(open ? null : annotation.id)}
      >
        {erased ? (
          <span className="quiet">{formatMessage(messages.erased, { kind })}</span>
        ) : (
          <SpeakerLine speaker={annotation.speaker} plain />
        )}
        <span className="visually-hidden">
          {!erased &&
            `· ${citation ? formatMessage(messages.kindOnClause, { kind, clause: citation }) : word(`kind-${kind}`)}`}
          {erased && citation && `· ${citation}`}
        </span>
        {news !== undefined && (
          <span className="chip chip-new">
            {news > 0 ? formatMessage(messages.newReplies, { count: news }) : messages.newComment}
          </span>
        )}
        <Icon size={14} aria-hidden className={isProposal && !erased ? "thread-pencil" : "thread-bubble"} />
      </button>
      {isBodyThere ? (
        <ThreadBody placed={placed} newSince={newSince} acts={acts} />
      ) : (
        <div className="thread-short" onClick={() => onOpen(annotation.id)}>
          {isActive && isProposal && <ProposedChange placed={placed} short />}
          {isActive && annotation.text !== "" && (!isProposal || annotation.operations.length === 0) && (
            <p className="thread-text clamped-3" dir="auto">
              {annotation.text}
            </p>
          )}
          {!isActive && (
            <p className="quiet thread-text clamped-3" dir="auto">
              {describeStanding({ ...annotation, editedAt: null })}
            </p>
          )}
        </div>
      )}
      <ThreadFoot placed={placed} replies={replies.length} citation={citation} open={open} acts={acts} />
    </article>
  );
});

/** Returns the name of a card for screen readers: "Comment by Openline on recalling a)". */
function labelOf({ kind, standing, speaker }: Annotation, clause: string): string {
  if (standing === "erased")
    return clause ? formatMessage(messages.erasedOnClause, { kind, clause }) : formatMessage(messages.erased, { kind });
  const source = sourceName(speaker);
  return clause
    ? formatMessage(messages.cardLabelOnClause, { kind, source, clause })
    : formatMessage(messages.cardLabel, { kind, source });
}

/** The last line of a card: location, visibility, replies and positions. */
function ThreadFoot({
  placed,
  replies,
  citation,
  open,
  acts,
}: {
  placed: PlacedAnnotation;
  replies: number;
  citation: string;
  open: boolean;
  acts: ThreadHandlers;
}): ReactNode {
  const { annotation, placement } = placed;
  const unsure = placement.state === "approximate" && !placement.settled;
  const parts: ReactNode[] = [];
  if (citation !== "") parts.push(<bdi key="citation">{citation}</bdi>);
  if (!open && annotation.change)
    parts.push(
      <span key="change" className="chip">
        {messages.onChange}
      </span>,
    );
  const isOrphan = placement.state === "orphan";
  // An open card explains its location in full.
  if (!open && placement.state !== "exact" && placement.state !== "shifted")
    parts.push(
      <PopoverButton
        key="state"
        kind="dialog"
        id={`state-${annotation.id}`}
        className={`bare-button chip tappable${unsure ? " chip-dashed" : ""}`}
        boxClassName="popover-dialog"
        face={
          <>
            {isOrphan && <MapPinOff size={12} aria-hidden />}{" "}
            {unsure
              ? messages.confirmLocation
              : isOrphan && !placement.gone
                ? messages.unplacedInDraft
                : word(isOrphan ? "state-gone" : `state-${placement.state}`)}
          </>
        }
      >
        <PlacementExplanation placement={placement} />
      </PopoverButton>,
    );
  if (annotation.visibility !== "submitted")
    parts.push(
      <span key="visibility" className="chip chip-draft">
        {annotation.visibility === "clearance"
          ? word("visibility-clearance")
          : formatMessage(
              annotation.consolidatedInto === null ? messages.draftAudience : messages.combinedDraftAudience,
              { audience: acts.audienceOf(annotation) },
            )}
      </span>,
    );
  if (annotation.sentBack)
    parts.push(<span key="sent-back">{formatMessage(messages.sentBack, { note: annotation.sentBack.note })}</span>);
  if (placed.late)
    parts.push(
      <span key="late" className="chip chip-late">
        {word("consultation-late")}
      </span>,
    );
  if (!open && placed.decision?.current)
    parts.push(<OutcomeMark key="decision" outcome={placed.decision.current.outcome} />);
  if (!open && replies > 0)
    parts.push(<span key="replies">{formatMessage(messages.replyCount, { count: replies })}</span>);
  if (!open)
    for (const { position, holders } of groupedPositions(placed.positions))
      parts.push(
        <span key={position} className={`small soft position-${position}`}>
          {[word(`position-${position}`), shortList(holders.map(({ name }) => name))].filter(Boolean).join(": ")}
        </span>,
      );
  return parts.length === 0 ? null : <footer className="thread-foot row">{parts}</footer>;
}

/** Joins the first names of a list and says if there are more. Returns "" while sources are hidden. */
function shortList(names: readonly string[]): string {
  const shown = names.filter((name) => name !== "");
  return shown.length > 3
    ? formatMessage(messages.andOthers, { names: commaText(shown.slice(0, 2)) })
    : commaText(shown);
}

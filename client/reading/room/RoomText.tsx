import { type ComponentProps, type ReactNode, type RefObject, useContext } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { hasOperations } from "#core/discuss/annotation.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { ProposedChange } from "../../annotations/ProposedChange.tsx";
import { quoteOfTarget, selectedTarget } from "../../annotations/target.ts";
import { SpeakerLine } from "../../components/SpeakerLine.tsx";
import { formatDate } from "../../components/format.tsx";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { headWord, word } from "../../page-parts/messages.ts";
import { ClauseTools, SelectionBar, CommentButtons, SelectionDock } from "../speak/SelectionBars.tsx";
import { noteNumbers, type ThreadsByLocation } from "../threads/threads-by-location.ts";
import { ReaderText, ServerParts } from "./ReaderText.tsx";
import { VersionBanner } from "./VersionBanner.tsx";
import type { Room } from "./use-room.ts";
import "./printed-notes.css";

const FollowButton = lazyComponent(async () => (await import("../../following/FollowButton.tsx")).FollowButton);
const PlacingBar = lazyComponent(async () => (await import("../place/PlacingBar.tsx")).PlacingBar);

/** The text of the version, with everything drawn on it. */
export function RoomText({
  room,
  title,
  element,
}: {
  room: Room;
  title: string;
  /** Receives the element that contains the text. */
  element: RefObject<HTMLDivElement | null>;
}): ReactNode {
  const { page, document: work, address, mounted, placing, composed, threads, printing, dispatch } = room;
  const { version, text } = page;
  const current = clauseById(text, address.state.clause ?? "");
  return (
    <main className="room-text" id="main">
      <noscript>{useContext(ServerParts)?.withoutScripts}</noscript>
      <VersionBanner version={version} document={work} counts={page.negotiation.counts} />
      {placing && <PlacingBar placing={placing} text={text} />}
      <div className="room-draft" ref={element}>
        <ReaderText
          page={page}
          label={title}
          isEdited={room.actions.mayComment}
          marks={room.marks}
          focused={address.state.note}
          current={current?.id ?? null}
          pending={placing?.runs ?? room.pending}
          proposed={composed?.operations ?? none}
          printing={printing}
          onReady={(ready) => {
            if (ready) room.arrive(ready);
            mounted.onReady(ready);
          }}
          onSelect={mounted.onSelect}
          onCurrent={(clause) => address.set({ clause })}
          onEnter={(clause) => dispatch({ kind: "enter-clause", clause })}
          onMark={room.openNote}
          onLayout={mounted.onLayout}
        />
        <RoomGutter room={room} />
      </div>
      {printing && <PrintedNotes threads={{ ...threads, beside: room.activeThreads }} text={text} />}
    </main>
  );
}

const none: never[] = [];

/** Prints the comments as numbered notes after the text. Their numbers appear in the text. */
function PrintedNotes({ threads, text }: { threads: ThreadsByLocation; text: VersionText }): ReactNode {
  const { beside, general, orphans } = threads;
  const numbers = noteNumbers(text, beside);
  const numbered = [...beside].sort((a, b) => (numbers.get(a.id) ?? 0) - (numbers.get(b.id) ?? 0));
  if (beside.length + general.length + orphans.length === 0) return null;
  return (
    <section className="printed-notes">
      <h2>{messages.comments}</h2>
      <ol>
        {numbered.map(({ id, clause, placed }) => (
          <Note key={id} placed={placed} location={clauseById(text, clause)?.citation ?? ""} />
        ))}
      </ol>
      {general.length > 0 && <h3>{messages.onWholeDocument}</h3>}
      <ul>
        {general.map((placed) => (
          <Note key={placed.annotation.id} placed={placed} location="" />
        ))}
      </ul>
      {orphans.length > 0 && <h3>{messages.unplacedInDraft}</h3>}
      <ul>
        {orphans.map((placed) => (
          <Note key={placed.annotation.id} placed={placed} location="" />
        ))}
      </ul>
    </section>
  );
}

function Note({ placed, location }: { placed: PlacedAnnotation; location: string }): ReactNode {
  const { annotation, replies } = placed;
  return (
    <li>
      {annotation.standing !== "erased" && <SpeakerLine speaker={annotation.speaker} />}
      <span className="quiet">
        {annotation.standing !== "erased" && " · "}
        {location && (
          <>
            <bdi>{location}</bdi>
            {" · "}
          </>
        )}
        {formatDate(annotation.createdAt)}
      </span>
      {annotation.standing === "open" ? (
        <>
          {hasOperations(annotation) && <ProposedChange placed={placed} short={false} />}
          {annotation.text !== "" && <p dir="auto">{annotation.text}</p>}
        </>
      ) : (
        <p>{headWord(`standing-${annotation.standing}`)}.</p>
      )}
      {replies
        .filter(({ standing }) => standing === "open")
        .map(({ id, speaker, position, text }) => (
          <p key={id} className="printed-reply" dir="auto">
            <SpeakerLine speaker={speaker} />
            {position !== null && `, ${word(`position-${position}`)}`}
            {text !== "" && `: ${text}`}
          </p>
        ))}
    </li>
  );
}

/** On touch screens, the bar for the selected text or the tapped clause. */
export function RoomDock({ room }: { room: Room }): ReactNode {
  const { page, me, address, mounted, touch, composing, placing, counts, threads, actions } = room;
  const { selection } = mounted;
  const current = clauseById(page.text, address.state.clause ?? "");
  const selected = selection && selectedTarget(page.text, selection);
  if (!touch || composing || placing || !(selected ?? current)) return null;
  return (
    <SelectionDock
      about={(selected && quoteOfTarget(selected)) ?? current?.citation ?? ""}
      comments={selected ? 0 : (counts.get(current?.id ?? "") ?? 0)}
      signedIn={me.participant !== null}
      onComments={() => room.openNote(threads.beside.find(({ clause }) => clause === current?.id)?.id ?? null)}
      onCopy={actions.copy}
      onClose={() => room.dispatch({ kind: "close-dock" })}
    >
      <RoomCommentButtons room={room} />
      {me.participant && current && !selected && (
        <FollowButton subject={{ kind: "clause", version: page.version.id, clause: current.id }} />
      )}
    </SelectionDock>
  );
}

/** With a mouse, the bar in the gutter for the selected text, otherwise for the current clause. */
function RoomGutter({ room }: { room: Room }): ReactNode {
  const { page, address, mounted, touch, composing, placing, actions, me } = room;
  const { reader, tick, selection } = mounted;
  const current = clauseById(page.text, address.state.clause ?? "");
  if (touch || placing || !reader) return null;
  if (selection)
    return (
      <SelectionBar reader={reader} tick={tick} selection={selection}>
        <RoomCommentButtons room={room} icons onAdd={actions.add} onCopy={actions.copy} />
      </SelectionBar>
    );
  if (!current || composing) return null;
  return (
    <ClauseTools reader={reader} tick={tick} clause={current.id} citation={current.citation}>
      <RoomCommentButtons room={room} icons onCopy={actions.copy} />
      {me.participant && (
        <FollowButton subject={{ kind: "clause", version: page.version.id, clause: current.id }} icon />
      )}
    </ClauseTools>
  );
}

/** The buttons for the selected text or the current clause. */
function RoomCommentButtons({
  room: { page, address, actions, routes },
  ...more
}: { room: Room } & Pick<ComponentProps<typeof CommentButtons>, "icons" | "onAdd" | "onCopy">): ReactNode {
  return (
    <CommentButtons
      {...more}
      mayComment={actions.mayComment}
      onComment={() => actions.begin("comment")}
      onPropose={() => actions.begin("proposal")}
      onClauseHistory={clauseById(page.text, address.state.clause ?? "") && routes.openHistory}
    />
  );
}

import type { ReactNode } from "react";
import { clauseById } from "#core/text/clause-index.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/reading-room.en.ts";
import { formatDate } from "../../components/format.ts";
import { SpeakerLine } from "../../components/SpeakerLine.tsx";
import { headWord, word } from "../../page-parts/messages.ts";
import { noteNumbers, type ThreadPlaces } from "../threads/thread-places.ts";
import { ProposedChange } from "../../annotations/ProposedChange.tsx";
import "./printed-notes.css";

/** Prints the comments as numbered notes after the text. Their numbers appear in the text. */
export function PrintedNotes({ places, text }: { places: ThreadPlaces; text: VersionText }): ReactNode {
  const { beside, general, orphans } = places;
  const numbers = noteNumbers(text, beside);
  const numbered = [...beside].sort((one, other) => (numbers.get(one.id) ?? 0) - (numbers.get(other.id) ?? 0));
  if (beside.length + general.length + orphans.length === 0) return null;
  return (
    <section className="printed-notes">
      <h2>{messages.comments}</h2>
      <ol>
        {numbered.map(({ id, clause, placed }) => (
          <Note key={id} placed={placed} where={clauseById(text, clause)?.citation ?? ""} />
        ))}
      </ol>
      {general.length > 0 && <h3>{messages.onWholeDocument}</h3>}
      <ul>
        {general.map((placed) => (
          <Note key={placed.annotation.id} placed={placed} where="" />
        ))}
      </ul>
      {orphans.length > 0 && <h3>{messages.unplacedInDraft}</h3>}
      <ul>
        {orphans.map((placed) => (
          <Note key={placed.annotation.id} placed={placed} where="" />
        ))}
      </ul>
    </section>
  );
}

function Note({ placed, where }: { placed: PlacedAnnotation; where: string }): ReactNode {
  const { annotation, replies } = placed;
  return (
    <li>
      {annotation.standing !== "erased" && <SpeakerLine speaker={annotation.speaker} />}
      <span className="quiet">
        {annotation.standing !== "erased" && " · "}
        {where && (
          <>
            <bdi>{where}</bdi>
            {" · "}
          </>
        )}
        {formatDate(annotation.createdAt)}
      </span>
      {annotation.standing === "open" ? (
        <>
          {annotation.kind === "proposal" && <ProposedChange placed={placed} short={false} />}
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

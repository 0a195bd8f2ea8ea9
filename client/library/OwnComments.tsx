import type { ReactNode } from "react";
import { Link } from "wouter";
import { readingPath } from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import type { OwnAnnotation } from "#core/contract/start-operations.ts";
import { startPage as messages } from "#core/messages/catalogues.ts";
import { OutcomeMark } from "../annotations/OutcomeMark.tsx";
import { locationText } from "../annotations/location-text.ts";
import { SubmitDrafts } from "../annotations/SubmitDrafts.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";

/** The reader's own latest comments of all documents, with their outcomes, and a link to all of them. */
export function OwnComments({ own, reader }: { own: readonly OwnAnnotation[]; reader: string }): ReactNode {
  if (own.length === 0) return null;
  const drafts = own.filter(({ visibility }) => visibility === "private");
  return (
    <section aria-labelledby="own">
      <div className="row start-heading">
        <h2 id="own" className="section-title">
          {messages.ownComments}
        </h2>
        <Link href={sourcePath("person", reader)}>{messages.allOwnComments}</Link>
      </div>
      {drafts.length > 1 && <SubmitDrafts drafts={drafts} />}
      <ol className="inbox-items">
        {own.map((one) => (
          <OwnComment key={one.id} own={one} />
        ))}
      </ol>
    </section>
  );
}

function OwnComment({ own }: { own: OwnAnnotation }): ReactNode {
  const { id, document, madeOn, text, visibility, outcome, later } = own;
  return (
    <li className="inbox-item own-comment">
      <p className="clamped" dir="auto">
        {text || messages.withoutText}
      </p>
      <p className="small quiet">
        {outcome ? (
          <OutcomeMark outcome={outcome} />
        ) : (
          <span className="tag">
            {word(visibility === "submitted" ? "decision-undecided" : `visibility-${visibility}`)}
          </span>
        )}{" "}
        <Link href={`${readingPath((later ?? madeOn).address)}?note=${id}`}>
          <bdi>{formatMessage(messages.onDraft, { document: document.title, draft: madeOn.label })}</bdi>
        </Link>
        {later && ` · ${locationText(later)}`}
      </p>
    </li>
  );
}

import { MessageSquare, Pencil } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { hasOperations } from "#core/discuss/annotation.ts";
import { contributions, contributionsPage as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { isDoubtful } from "#core/receive/item-result.ts";
import { markName } from "#core/phrases/file-text.ts";
import type { VersionText } from "#core/text/clause.ts";
import { AmendedText } from "../annotations/AmendedText.tsx";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { formatDate } from "../components/format.tsx";
import { commaText, formatMessage, headWord, richMessage, word, uncheckedWord } from "../page-parts/messages.ts";
import { ItemDialog } from "./ItemDialog.tsx";
import type { ContributionWrites } from "./use-contribution-writes.ts";
import "../annotations/thread.css";

/** A comment or proposal of a contribution: its text and changes, its doubts, and a checkbox to include it. */
export function ItemCard({
  item,
  contribution,
  text,
  citation,
  open,
  writes,
  onOpen,
}: {
  item: ShownItem;
  contribution: ShownContribution;
  /** The version's text; null if the version is unknown. */
  text: VersionText | null;
  /** Citation of its clause; empty if it has none, or is about the whole document. */
  citation: string;
  open: boolean;
  writes: ContributionWrites;
  onOpen: (item: string | null) => void;
}): ReactNode {
  const [editing, setEditing] = useState(false);
  const { included } = item;
  const { version, may } = contribution;
  const author = item.author || messages.byUnnamedAuthor;
  const name =
    citation === ""
      ? formatMessage(messages.itemName, { kind: item.kind, author })
      : formatMessage(messages.itemNameOnClause, { kind: item.kind, author, clause: citation });
  return (
    <article
      className={`thread item-card${isDoubtful(item) ? " state-approximate" : ""}${open ? " is-open" : ""}${included ? "" : " is-left-out"}`}
      aria-label={name}
    >
      <ItemHead
        item={item}
        name={name}
        included={included}
        open={open}
        mayEdit={may.edit}
        onInclude={(included) => {
          void writes.editItems([{ id: item.id, included }]);
        }}
        onOpen={onOpen}
      />
      {item.changes.length > 0 && (
        <ProposedClauses clauses={item.changes} language={version?.language ?? "en"} short={!open} />
      )}
      {item.changes.length === 0 && item.words !== "" && (open || citation === "") && (
        <blockquote className="thread-quote quoted" dir="auto">
          {item.words}
        </blockquote>
      )}
      {item.position && (
        <p className={`small soft position-${item.position}`}>{headWord(`position-${item.position}`)}</p>
      )}
      {item.amendments?.map(({ author, parts }) => (
        <AmendedText key={author} parts={parts} label={formatMessage(messages.shareOf, { author })} showLabel />
      ))}
      {item.text !== "" && (
        <p className={`thread-text${open ? "" : " clamped-3"}`} dir="auto">
          {item.text}
        </p>
      )}
      {item.answersId !== null && version && (
        <p className="item-doubt">
          {richMessage(messages.replyToExisting, {
            link: (parts) => <Link href={`${readingPath(version.address)}?note=${item.answersId ?? ""}`}>{parts}</Link>,
          })}
        </p>
      )}
      {item.doubt && isDoubtful(item) && (
        <p className="item-doubt">
          {uncheckedWord({ ...item.doubt, code: `doubt-${item.doubt.code}` }, contributions)}
        </p>
      )}
      {open && item.replies.length > 0 && <Replies item={item} />}
      <ItemFoot
        item={item}
        contribution={contribution}
        citation={citation}
        included={included}
        open={open}
        onCorrect={text && (() => setEditing(true))}
      />
      {editing && text && (
        <ItemDialog
          item={item}
          text={text}
          onSave={(change) => writes.editItems([{ id: item.id, ...change }])}
          onClose={() => setEditing(false)}
        />
      )}
    </article>
  );
}

/** The author of an item, which opens it, and the checkbox to include it. */
function ItemHead({
  item,
  name,
  included,
  open,
  mayEdit,
  onInclude,
  onOpen,
}: {
  item: ShownItem;
  name: string;
  included: boolean;
  open: boolean;
  mayEdit: boolean;
  onInclude: (included: boolean) => void;
  onOpen: (item: string | null) => void;
}): ReactNode {
  const isProposal = hasOperations(item);
  const Icon = isProposal ? Pencil : MessageSquare;
  return (
    <div className="item-head">
      {mayEdit ? (
        <label className="item-tick">
          <input type="checkbox" checked={included} onChange={({ target }) => onInclude(target.checked)} />
          <span className="visually-hidden">{richMessage(messages.importItem, { item: name })}</span>
        </label>
      ) : null}
      <button
        type="button"
        className="thread-head bare-button"
        aria-expanded={open}
        onClick={() => onOpen(open ? null : item.id)}
      >
        <span>
          <strong>{item.author || messages.unnamedAuthor}</strong>
          <span className="quiet"> · {item.source || word(`origin-${item.origin}`)}</span>
        </span>
        <Icon size={14} aria-hidden className={isProposal ? "thread-pencil" : "thread-bubble"} />
      </button>
    </div>
  );
}

function Replies({ item }: { item: ShownItem }): ReactNode {
  return (
    <ol className="replies stack-3">
      {item.replies.map((reply) => (
        <li key={reply.id}>
          <strong>{reply.author}</strong>
          {reply.at && <span className="quiet"> · {formatDate(reply.at)}</span>}
          <p className="thread-text" dir="auto">
            {reply.text}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** The facts of an item, and links to correct it or to read it in its draft. */
function ItemFoot({
  item,
  contribution: { version, may, state },
  citation,
  included,
  open,
  onCorrect,
}: {
  item: ShownItem;
  contribution: ShownContribution;
  citation: string;
  included: boolean;
  open: boolean;
  /** Null if the version is unknown. */
  onCorrect: (() => void) | null;
}): ReactNode {
  return (
    <footer className="thread-foot row">
      {citation !== "" && <bdi>{citation}</bdi>}
      <span>{word(`type-${item.type}`)}</span>
      {item.at && <span>{formatDate(item.at)}</span>}
      {item.resolved && <span className="chip">{messages.resolvedInFile}</span>}
      {item.edited && <span className="chip">{messages.correctedHere}</span>}
      {!included && <span className="chip">{messages.leftOut}</span>}
      {!open && item.replies.length > 0 && (
        <span>{formatMessage(messages.replyCount, { count: item.replies.length })}</span>
      )}
      {open && (
        <span className="quiet">{commaText(item.marks.map((mark) => markName(mark, interfaceLanguage())))}</span>
      )}
      {open && may.edit && onCorrect && (
        <button type="button" className="link-button" onClick={onCorrect}>
          {messages.correctItem}
        </button>
      )}
      {item.annotationId !== null && state === "taken" && version && (
        <Link href={`${readingPath(version.address)}?note=${item.answersId ?? item.annotationId}`}>
          {messages.readInDraft}
        </Link>
      )}
    </footer>
  );
}

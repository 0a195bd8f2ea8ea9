import { History, MessageSquare, MessagesSquare, Pencil, Plus, Quote, X } from "lucide-react";
import { type ReactNode, useLayoutEffect, useState } from "react";
import { Link } from "wouter";
import { signInPath } from "#core/contract/pages.ts";
import { composer as messages } from "#core/messages/catalogues.ts";
import { keepFocus } from "../../components/focus.ts";
import { Toolbar } from "../../components/Toolbar.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import type { Reader } from "../../reader/mount.ts";
import type { ReaderSelection } from "../../reader/clause-map.ts";
import "./selection-bars.css";

/** The part of the window covered by the page header, and the gap between it and a bar, in pixels. */
const covered = 72;

/**
 * Actions on the selected text, in the gutter beside its first visible line. There it covers neither text nor cards. It
 * scrolls with the text.
 */
export function SelectionBar({
  reader,
  tick,
  selection: { start, end },
  children,
}: {
  reader: Reader;
  /** Changes whenever clauses may have moved. */
  tick: number;
  selection: ReaderSelection;
  children: ReactNode;
}): ReactNode {
  const [top, setTop] = useState<number | null>(null);
  useLayoutEffect(() => {
    const [first = 0, last = 0] = reader.tops([start, end]);
    setTop(Math.max(first, Math.min(last, covered - reader.top())));
  }, [reader, tick, start, end]);
  if (top === null) return null;
  return (
    <Toolbar
      className="selection-bar screen-only clause-tools"
      isVertical
      label={messages.selectedText}
      style={{ insetBlockStart: top }}
    >
      {children}
    </Toolbar>
  );
}

/** Actions on the current clause as a whole, in the gutter beside its first line. */
export function ClauseTools({
  reader,
  tick,
  clause,
  citation,
  children,
}: {
  reader: Reader;
  /** Changes whenever clauses may have moved. */
  tick: number;
  clause: string;
  citation: string;
  children: ReactNode;
}): ReactNode {
  const [top, setTop] = useState<number | null>(null);
  useLayoutEffect(() => setTop(reader.tops([{ clause, offset: 0 }])[0] ?? null), [reader, tick, clause]);
  if (top === null) return null;
  return (
    <Toolbar
      className="clause-tools screen-only"
      isVertical
      label={formatMessage(messages.clauseTools, { citation })}
      style={{ insetBlockStart: top }}
    >
      {children}
    </Toolbar>
  );
}

/**
 * Actions on the selected text or the tapped clause, for touch screens. The dock is at the bottom of the window, within
 * reach of the thumb and clear of the system's own selection menu.
 */
export function SelectionDock({
  about,
  comments,
  signedIn,
  onComments,
  onCopy,
  onClose,
  children,
}: {
  /** The selected text, or the clause's citation. */
  about: string;
  /** Number of comments on the clause. */
  comments: number;
  signedIn: boolean;
  onComments: () => void;
  onCopy: () => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <section className="selection-bar screen-only is-docked" aria-label={messages.selection}>
      <Toolbar label={about}>
        <div className="dock-head">
          <bdi className="dock-about">{about}</bdi>
          {comments > 0 && (
            <button type="button" className="button button-quiet" onClick={onComments}>
              <MessagesSquare size={16} aria-hidden /> {formatMessage(messages.commentCount, { count: comments })}
            </button>
          )}
          {!signedIn && (
            <Link className="button button-quiet" href={signInPath(location.pathname + location.search)}>
              {messages.signInToComment}
            </Link>
          )}
          <button
            type="button"
            className="icon-button"
            aria-label={messages.copyCitation}
            onClick={onCopy}
            onMouseDown={keepFocus}
          >
            <Quote size={18} aria-hidden />
          </button>
          <button type="button" className="icon-button" aria-label={messages.close} onClick={onClose}>
            <X size={18} aria-hidden />
          </button>
        </div>
        <div className="dock-acts">{children}</div>
      </Toolbar>
    </section>
  );
}

/**
 * Buttons to comment on a selection or clause, with text labels if there is room, otherwise as icons. They are the same
 * everywhere.
 */
export function CommentButtons({
  mayComment,
  icons = false,
  onAdd,
  onComment,
  onPropose,
  onCopy,
  onClauseHistory,
}: {
  /** Whether the reader may comment here. */
  mayComment: boolean;
  /** Whether there is only room for icons. */
  icons?: boolean;
  /** Adds the selection to the comment being written; omitted if no comment is being written. */
  onAdd?: (() => void) | undefined;
  onComment: () => void;
  onPropose: () => void;
  /** Omitted if copying is offered elsewhere. */
  onCopy?: () => void;
  /** Opens the clause history; omitted if there is no current clause. */
  onClauseHistory?: (() => void) | undefined;
}): ReactNode {
  const acts = [
    ...(onAdd ? [{ name: messages.addToComment, Icon: Plus, key: "a", act: onAdd }] : []),
    ...(mayComment
      ? [
          { name: messages.comment, Icon: MessageSquare, key: "c", act: onComment },
          { name: messages.proposeWording, Icon: Pencil, key: "e", act: onPropose },
        ]
      : []),
    ...(onCopy ? [{ name: messages.copyCitation, Icon: Quote, key: null, act: onCopy }] : []),
    ...(onClauseHistory
      ? [{ name: messages.clauseHistory, Icon: History, key: icons ? null : "b", act: onClauseHistory }]
      : []),
  ];
  // Pressing a button must not move the focus, because some systems would then clear the selection.
  return acts.map(({ name, Icon, key, act }) =>
    icons ? (
      <button type="button" key={name} className="icon-button" aria-label={name} onClick={act} onMouseDown={keepFocus}>
        <Icon size={16} aria-hidden />
      </button>
    ) : (
      <button type="button" key={name} className="button button-quiet" onClick={act} onMouseDown={keepFocus}>
        <Icon size={16} aria-hidden /> {name}
        {key !== null && <span aria-hidden className="key-hint" data-key={key} />}
      </button>
    ),
  );
}

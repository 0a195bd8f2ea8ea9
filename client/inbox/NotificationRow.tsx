import { Fragment, type ReactNode, useId, useRef, useState } from "react";
import { Link } from "wouter";
import type { NotificationItem } from "#core/contract/notification-operations.ts";
import { notificationPath } from "#core/contract/notification-path.ts";
import { readingPath, versionOutcomesPath } from "#core/contract/pages.ts";
import { clearancePath } from "#core/contract/settings-pages.ts";
import { inboxPage as messages, interfaceLanguage, threads } from "#core/messages/catalogues.ts";
import { becauseOf, changeText, outcomesText, sentenceOf } from "#core/phrases/notification-text.ts";
import { OutcomeMark } from "../annotations/OutcomeMark.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { FoldedText } from "../components/FoldedText.tsx";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { forumZone } from "../api/forum-zone.ts";
import { Moment } from "../components/format.tsx";
import { MentionText } from "../mentions/MentionText.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import type { InboxActs } from "./inbox-acts.ts";
import { focusBeside } from "./use-inbox-keys.ts";

const InboxReply = lazyComponent(async () => (await import("./InboxReply.tsx")).InboxReply);
const InboxLocations = lazyComponent(async () => (await import("./InboxLocations.tsx")).InboxLocations);
const InboxClearance = lazyComponent(async () => (await import("./InboxClearance.tsx")).InboxClearance);

/** An item of the inbox: its latest entries, the text that they are about, and what can be done with it. */
export function NotificationRow({ item, acts }: { item: NotificationItem; acts: InboxActs }): ReactNode {
  const { annotation, entries, state } = item;
  const [latest] = entries;
  const href = notificationPath(item);
  const sentence = useId();
  const row = useRef<HTMLLIElement>(null);
  const frame = { language: interfaceLanguage(), timeZone: forumZone() };
  const [isAnswering, setAnswering] = useState(false);
  const toConfirm = (state !== "done" && isAboutDraft(item) && item.outcomes?.toConfirm) || 0;
  const onDone = (): void => {
    setAnswering(false);
    focusBeside(row.current);
    acts.open(item);
  };
  const asksClearance = state !== "done" && entries.some(({ kind }) => kind === "clearance-request");
  const fresh = state === "unread" ? entries.filter(({ isNew }) => isNew) : entries;
  const visible = (fresh.length > 0 ? fresh : entries).slice(0, 3);
  const hidden = item.count - visible.length;
  return (
    <li ref={row} className={`inbox-item${state === "unread" ? " is-unread" : ""}`} data-item={item.item}>
      {visible.map((entry, index) => (
        <Fragment key={entry.id}>
          <p className="inbox-sentence" id={index === 0 ? sentence : undefined}>
            {state === "unread" && index === 0 && (
              <span className="inbox-dot" role="img" aria-label={item.isUrgent ? messages.urgent : messages.unread} />
            )}
            {index === 0 && href !== null ? (
              <Link className="inbox-link" href={href} onClick={() => acts.open(item)}>
                {sentenceOf({ entry, item }, frame)}
              </Link>
            ) : (
              sentenceOf({ entry, item }, frame)
            )}{" "}
            {entry.outcome && <OutcomeMark outcome={entry.outcome} text="" />}{" "}
            <span className="quiet small">
              <Moment at={entry.at} />
            </span>
          </p>
          {entry.text !== "" && !(isAnswering && asksClearance) && (
            <blockquote className="inbox-text" dir="auto">
              <FoldedText key={entry.text.length}>
                <MentionText>{entry.text}</MentionText>
              </FoldedText>
            </blockquote>
          )}
        </Fragment>
      ))}
      {annotation?.proposed && <ProposedClauses {...annotation.proposed} short />}
      {item.changed && <ChangedClauses {...item.changed} version={item.version} />}
      {item.outcomes && <p className="small">{outcomesText(item.outcomes, frame.language)}</p>}
      {annotation !== null && annotation.text !== "" && annotation.text !== latest?.text && (
        <p className="quiet small inbox-about" dir="auto">
          {annotation.text}
        </p>
      )}
      <div className="inbox-foot row">
        <span className="quiet small">
          {latest && becauseOf(latest, frame.language)}
          {item.version && latest?.draft === null && (
            <>
              {" · "}
              <bdi>{item.version.label}</bdi>
            </>
          )}
          {hidden > 0 && ` · ${formatMessage(messages.more, { count: hidden })}`}
        </span>
        <Further item={item} />
        <span className="inbox-acts row">
          {(asksClearance || annotation?.mayReply || toConfirm > 0) && !isAnswering && (
            <button
              type="button"
              className="button button-quiet"
              data-act="reply"
              aria-describedby={sentence}
              onClick={() => setAnswering(true)}
            >
              {toConfirm > 0
                ? formatMessage(messages.confirmLocations, { count: toConfirm })
                : asksClearance
                  ? messages.clearOrSendBack
                  : threads.reply}
            </button>
          )}
          {actsOn(item, acts).map(({ name, act }) => (
            <button
              key={name}
              type="button"
              className="button button-quiet"
              aria-describedby={sentence}
              onClick={({ currentTarget }) => {
                const row = currentTarget.closest("[data-item]");
                if (row) focusBeside(row);
                act();
              }}
            >
              {name}
            </button>
          ))}
        </span>
      </div>
      {isAnswering && item.version && item.document && !annotation && (
        <InboxLocations document={item.document.id} version={item.version.address} onDone={onDone} />
      )}
      {annotation &&
        isAnswering &&
        (asksClearance ? (
          <InboxClearance annotation={annotation.id} onDone={onDone} />
        ) : (
          <InboxReply annotation={annotation} onSent={() => acts.open(item)} onClose={() => setAnswering(false)} />
        ))}
    </li>
  );
}

/** The followed clauses that a draft changed, each as a redline. */
function ChangedClauses({
  clauses,
  count,
  version,
}: NonNullable<NotificationItem["changed"]> & Pick<NotificationItem, "version">): ReactNode {
  const more = count - clauses.length;
  return (
    <>
      {clauses.map((changed, index) => {
        const text = changeText(changed, interfaceLanguage());
        const clause = changed.redline.clauses.find((one) => one.clause !== null)?.clause ?? null;
        return (
          <div key={index}>
            <p className="small inbox-about">
              {version && clause !== null ? (
                <Link href={`${readingPath(version.address)}?clause=${encodeURIComponent(clause)}`}>{text}</Link>
              ) : (
                text
              )}
            </p>
            <ProposedClauses {...changed.redline} short />
          </div>
        );
      })}
      {more > 0 && <p className="quiet small">{formatMessage(messages.moreClauses, { count: more })}</p>}
    </>
  );
}

/** Returns the acts that an item offers. Each takes it from its list. */
function actsOn(item: NotificationItem, acts: InboxActs): { name: string; act: () => void }[] {
  const { state, annotation, follows } = item;
  if (state === "done") return [{ name: messages.backToInbox, act: () => acts.restore(item, "read") }];
  return [
    { name: messages.done, act: () => acts.finish(item) },
    ...(state === "read" ? [{ name: messages.markUnread, act: () => acts.restore(item, "unread") }] : []),
    ...(annotation && follows !== "muted" ? [{ name: messages.muteThread, act: () => acts.mute(item) }] : []),
  ];
}

/** A second link, to where the reader can answer or see more. */
function Further({ item }: { item: NotificationItem }): ReactNode {
  const { entries, version } = item;
  if (entries[0]?.kind === "sent-back") return <Link href={clearancePath}>{messages.toClearance}</Link>;
  if (version && isAboutDraft(item))
    return <Link href={versionOutcomesPath(version.address)}>{messages.seeOutcomes}</Link>;
  return null;
}

function isAboutDraft({ entries }: NotificationItem): boolean {
  return entries.some(({ kind }) => kind === "new-draft" || kind === "clauses-changed");
}

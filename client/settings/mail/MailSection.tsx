import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import {
  type MailFault,
  type MailState,
  mayDiscard,
  type ReturnedMail,
  type WaitingMail,
} from "#core/contract/mail-server-operations.ts";
import { mailPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { formatMoment, Moment, writtenIn } from "../../components/format.tsx";
import { notifyFailure, notifyResult, toast } from "../../components/toasts.ts";
import { untranslated } from "../../components/untranslated.ts";
import { formatMessage, richMessage, word } from "../../page-parts/messages.ts";
import { SettingsPart, WithForum } from "../forum/ForumSection.tsx";
import { type Column, RecordTable } from "../lists/RecordTable.tsx";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { refusalText } from "../parts/refusal.ts";
import { mailStateQuery } from "../parts/settings-queries.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";
import { useResume } from "../parts/use-resume.ts";
import "./mail.css";

/** The section of mail: the server, the sender and text of messages, and messages that wait or did not arrive. */
export function MailSection(): ReactNode {
  const state = useQuery(mailStateQuery);
  if (!state.data) return <PendingAnswer query={state} />;
  const { queue, invitation, bounced, refused, delayed } = state.data;
  const written = { ...untranslated, ...writtenIn(invitation.language) };
  const lists = [
    { heading: messages.bounced, about: messages.bouncedAbout, ...bounced },
    { heading: messages.refused, about: messages.refusedAbout, ...refused },
    { heading: messages.delayed, about: messages.delayedAbout, ...delayed },
  ];
  return (
    <>
      <div className="settings-groups">
        <Server {...state.data} />
        <section className="settings-group stack-4">
          <h3>{messages.senderAndText}</h3>
          <WithForum>{(shared) => <SettingsPart part="mail" {...shared} />}</WithForum>
          <details>
            <summary>{messages.preview}</summary>
            <div className="mail-preview">
              <p>{richMessage(messages.previewSubject, { subject: <span {...written}>{invitation.subject}</span> })}</p>
              <p {...written}>{invitation.text}</p>
            </div>
          </details>
        </section>
      </div>
      <Waiting {...queue} />
      {lists.some(({ count }) => count > 0) ? (
        lists.filter(({ count }) => count > 0).map((list) => <Returned key={list.heading} {...list} />)
      ) : (
        <p className="mail-list">{messages.noneReturned}</p>
      )}
    </>
  );
}

/** The mail server, and the test message with its result. */
function Server({ server, sender }: Pick<MailState, "server" | "sender">): ReactNode {
  const [result, setResult] = useState<ReactNode>(null);
  const [isSending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (isSending) return;
    setSending(true);
    setResult(messages.sendingTest);
    try {
      setResult(testResult(await call("sendTestMail", {}), server));
    } catch (error) {
      setResult(refusalText(error));
    }
    setSending(false);
  };
  return (
    <section className="settings-group stack-4">
      <h3>{messages.mailServer}</h3>
      <p className="breakable">
        {server === null
          ? messages.noServer
          : richMessage(messages.sentBy, { server: <bdi>{server}</bdi>, sender: <bdi>{sender}</bdi> })}
      </p>
      <div>
        <button type="button" className={`button${isSending ? " is-busy" : ""}`} onClick={() => void send()}>
          {messages.sendTest}
        </button>
      </div>
      <div role="status" className="breakable">
        {result}
      </div>
    </section>
  );
}

function testResult(
  { to: address, answer, fault }: { to: string | null; answer: string | null; fault: MailFault | null },
  server: string | null,
): ReactNode {
  if (address === null) return messages.testNoAddress;
  if (fault) {
    const reason = word(`mail-cause-${fault.cause}`);
    return (
      <>
        <p className="field-error">{formatMessage(messages.testNotSent, { address, reason })}</p>
        <Answer text={fault.answer} />
      </>
    );
  }
  return (
    <>
      <p>{formatMessage(server === null ? messages.testWritten : messages.testTaken, { address })}</p>
      <Answer text={answer} />
    </>
  );
}

/** What a mail server said, in its own language. */
function Answer({ text }: { text: string | null }): ReactNode {
  if (text === null || text === "") return null;
  return (
    <code className="mail-answer small" dir="ltr" {...untranslated}>
      {text}
    </code>
  );
}

const nameOf = ({ person, to }: WaitingMail | ReturnedMail): string => person?.name ?? to;

/** The columns that all lists begin with. */
const recipientColumns = <Row extends WaitingMail | ReturnedMail>(): Column<Row>[] => [
  { head: messages.messageHead, cell: ({ kind }) => word(`mail-sent-${kind}`) },
  {
    head: messages.recipientHead,
    cell: (row) => (
      <>
        <bdi>{nameOf(row)}</bdi>
        {row.person && row.to !== "" && (
          <span className="quiet small record-note">
            <bdi className="breakable">{row.to}</bdi>
          </span>
        )}
      </>
    ),
  },
];

function Waiting({ count, oldestAt, items }: MailState["queue"]): ReactNode {
  const { refresh } = useSettingsChange();
  const retry = async (row: WaitingMail): Promise<void> => {
    const name = nameOf(row);
    try {
      const { fault } = await call("retryMail", { params: { mail: row.id } });
      const reason = fault && word(`mail-cause-${fault.cause}`);
      if (reason === null) toast(formatMessage(messages.retried, { name }));
      else toast(formatMessage(messages.retryFailed, { name, reason }), { tone: "failed" });
    } catch (error) {
      notifyFailure(error);
    }
    await refresh();
  };
  const discard = async (row: WaitingMail): Promise<void> => {
    const discarded = formatMessage(messages.discarded, { name: nameOf(row) });
    await notifyResult(() => call("discardMail", { params: { mail: row.id } }), discarded);
    await refresh();
  };
  const columns: Column<WaitingMail>[] = [
    ...recipientColumns<WaitingMail>(),
    {
      head: messages.nextHead,
      cell: ({ isSending, nextAt }) => (isSending ? messages.isBeingSent : <Moment at={nextAt} />),
    },
    {
      head: messages.attemptsHead,
      cell: ({ tries, fault }) => (
        <>
          {tries}
          {fault && (
            <span className="field-error small record-note">
              {word(`mail-cause-${fault.cause}`)} <Answer text={fault.answer} />
            </span>
          )}
        </>
      ),
    },
  ];
  return (
    <section className="mail-list stack-4">
      <h3>{messages.waiting}</h3>
      <p>
        {oldestAt === null
          ? messages.noneWaiting
          : formatMessage(messages.waitingCount, { count, time: formatMoment(oldestAt) })}{" "}
        {count > items.length && formatMessage(messages.listedNext, { count: items.length })}
      </p>
      {items.length > 0 && (
        <RecordTable
          caption={messages.waiting}
          rows={items}
          columns={columns}
          nameOf={nameOf}
          actionsOf={(row) => [
            { id: "retry", label: messages.retry, act: () => void retry(row) },
            ...(mayDiscard(row.kind)
              ? [{ id: "discard", label: messages.discard, isDanger: true, act: () => void discard(row) }]
              : []),
          ]}
        />
      )}
    </section>
  );
}

/** The messages with one result, of those that did not arrive. */
function Returned({
  heading,
  about,
  count,
  items,
}: {
  heading: string;
  about: string;
} & MailState["bounced"]): ReactNode {
  const resume = useResume();
  const columns: Column<ReturnedMail>[] = [
    ...recipientColumns<ReturnedMail>(),
    { head: messages.timeHead, cell: ({ at }) => <Moment at={at} /> },
    {
      head: messages.reasonHead,
      cell: ({ answer, stopsNews }) => (
        <>
          {answer === "" ? messages.noReason : <Answer text={answer} />}
          {stopsNews && <span className="field-error small record-note">{messages.stopsNews}</span>}
        </>
      ),
    },
  ];
  return (
    <section className="mail-list stack-4">
      <h3>{heading}</h3>
      <p className="quiet">{about}</p>
      <p>
        {count > items.length
          ? formatMessage(messages.countWithLatest, { count, listed: items.length })
          : formatMessage(messages.countOf, { count })}
      </p>
      {items.length > 0 && (
        <RecordTable
          caption={heading}
          rows={items}
          columns={columns}
          nameOf={nameOf}
          actionsOf={({ person, stopsNews }) =>
            person && stopsNews ? [{ id: "resume", label: messages.resume, act: () => void resume(person) }] : []
          }
        />
      )}
    </section>
  );
}

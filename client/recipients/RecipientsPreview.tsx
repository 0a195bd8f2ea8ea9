import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { MailedAct, RecipientsPreview as Preview } from "#core/contract/announcement-operations.ts";
import { announcementsPage as messages } from "#core/messages/catalogues.ts";
import { writtenIn } from "../components/format.tsx";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { untranslated } from "../components/untranslated.ts";
import { commaText, formatMessage } from "../page-parts/messages.ts";
import { recipientsQuery } from "./announcement-queries.ts";
import "./recipients.css";

/** Shows whom an act will notify, how, and of what. */
export function RecipientsPreview({ act }: { act: MailedAct }): ReactNode {
  const { data, error, refetch } = useQuery(recipientsQuery(act));
  return (
    <section className="recipients" aria-label={messages.recipients} aria-live="polite">
      {data ? (
        <Recipients preview={data} />
      ) : error ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={2} />
      )}
    </section>
  );
}

function Recipients({
  preview: { count, atOnce, digest, mailboxes, people, sentence, mail, language },
}: {
  preview: Preview;
}): ReactNode {
  const names = people.map(({ name, organisation }) => (organisation === null ? name : `${name} (${organisation})`));
  const page = count - atOnce - digest;
  const times = [
    atOnce > 0 && formatMessage(messages.byMailAtOnce, { count: atOnce }),
    digest > 0 && formatMessage(messages.inDigest, { count: digest }),
    page > 0 && formatMessage(messages.onPage, { count: page }),
  ];
  return (
    <>
      <p>
        <strong>{formatMessage(messages.recipientCount, { count })}</strong>{" "}
        {count > 0 && formatMessage(messages.recipientTimes, { times: commaText(times) })}{" "}
        {mailboxes > 0 && formatMessage(messages.toMailboxes, { count: mailboxes })}
      </p>
      {count > 0 && (
        <details>
          <summary>{messages.names}</summary>
          <ul>
            {names.map((name, index) => (
              <li key={index}>
                <bdi>{name}</bdi>
              </li>
            ))}
            {count > names.length && <li>{formatMessage(messages.moreNames, { count: count - names.length })}</li>}
          </ul>
        </details>
      )}
      <details>
        <summary>{messages.notification}</summary>
        <div {...writtenIn(language)} {...untranslated}>
          <p dir="auto">{sentence}</p>
          <p dir="auto">
            <strong>{mail.subject}</strong>
          </p>
          <pre dir="auto">{mail.text}</pre>
        </div>
      </details>
    </>
  );
}

/** Shows whom an act will notify, and lets whoever acts notify nobody. */
export function RecipientsChoice({
  act,
  notify,
  onChange,
}: {
  act: MailedAct;
  notify: boolean;
  onChange: (notify: boolean) => void;
}): ReactNode {
  return (
    <>
      {notify && <RecipientsPreview act={act} />}
      <label className="recipients-nobody">
        <input type="checkbox" checked={!notify} onChange={({ target }) => onChange(!target.checked)} />
        <span>
          {messages.notifyNobody}
          <br />
          <span className="quiet small">{messages.notifyNobodyAbout}</span>
        </span>
      </label>
    </>
  );
}

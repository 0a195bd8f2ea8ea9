import type { ReactNode } from "react";
import { Link } from "wouter";
import { contributionPath } from "#core/contract/pages.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import type { MailFacts } from "#core/receive/mail.ts";
import { Moment } from "../components/format.tsx";

function foldedTitle({ kind }: MailFacts["folded"][number]): string {
  if (kind === "quoted") return messages.foldedQuote;
  return kind === "signature" ? messages.foldedSignature : messages.foldedDisclaimer;
}

/** The mail that a contribution is, or to which its file was attached. Nobody has checked who sent it. */
export function MailSection({ mail, isConfirmed }: { mail: MailFacts; isConfirmed: boolean }): ReactNode {
  const { from, subject, sentAt, text, folded, files, attachedTo } = mail;
  return (
    <section className="mail-section">
      <h2>{attachedTo === null ? messages.mailTitle : messages.attachedTitle}</h2>
      <dl className="contribution-facts">
        <div>
          <dt>{messages.mailSender}</dt>
          <dd className="breakable">
            {from.name === "" && from.address === "" && messages.noMailSender}
            <bdi>{from.name}</bdi> <bdi className="quiet">{from.address}</bdi>
            {!isConfirmed && <p className="quiet small">{messages.senderIsClaim}</p>}
          </dd>
        </div>
        {sentAt !== null && (
          <div>
            <dt>{messages.mailDate}</dt>
            <dd>
              <Moment at={sentAt} />
            </dd>
          </div>
        )}
        {subject !== "" && (
          <div>
            <dt>{messages.mailSubject}</dt>
            <dd className="breakable" dir="auto">
              {subject}
            </dd>
          </div>
        )}
        {files.length > 0 && (
          <div>
            <dt>{messages.mailFiles}</dt>
            {files.map(({ fileName, contributionId }) => (
              <dd key={contributionId} className="breakable">
                <Link href={contributionPath(contributionId)}>
                  <bdi>{fileName}</bdi>
                </Link>
              </dd>
            ))}
          </div>
        )}
      </dl>
      {attachedTo === null ? (
        <>
          <h3 className="visually-hidden">{messages.mailText}</h3>
          {text === "" ? (
            <p className="quiet">{messages.noMailText}</p>
          ) : (
            <div className="mail-text" dir="auto">
              {text}
            </div>
          )}
          {folded.map((part, index) => (
            <details key={index}>
              <summary>{foldedTitle(part)}</summary>
              <div className="mail-text quiet" dir="auto">
                {part.text}
              </div>
            </details>
          ))}
        </>
      ) : (
        <Link href={contributionPath(attachedTo)}>{messages.openMail}</Link>
      )}
    </section>
  );
}

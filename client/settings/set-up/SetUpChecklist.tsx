import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ShownSetUp } from "#core/contract/set-up-operations.ts";
import { settingsPath, setUpPath } from "#core/contract/settings-pages.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";

/** The page for each remaining task. */
const tasks = (): Readonly<Record<ShownSetUp["left"][number], { label: string; href: string }>> => ({
  organisations: { label: messages.leftOrganisations, href: settingsPath("organisations") },
  people: { label: messages.leftPeople, href: settingsPath("people") },
  document: { label: messages.leftDocument, href: `${setUpPath}?step=document` },
  draft: { label: messages.leftDraft, href: `${setUpPath}?step=document` },
  calendar: { label: messages.leftCalendar, href: settingsPath("calendar") },
  "own-address": { label: messages.leftOwnAddress, href: `${settingsPath("people")}?role=secretariat` },
});

/** The end of the set-up: what is left to do, each with a link. */
export function SetUpChecklist({ setUp: { left } }: { setUp: ShownSetUp }): ReactNode {
  return (
    <section className="checklist">
      <p className="checklist-head" role="status">
        <CircleCheck size={20} aria-hidden /> {left.length === 0 ? messages.setUpReady : messages.setUpReadyLeft}
      </p>
      {left.length === 0 ? (
        <p>{messages.setUpNothingLeft}</p>
      ) : (
        <ul aria-label={messages.checklist}>
          {left.map((task) => (
            <li key={task}>
              <Link href={tasks()[task].href}>{tasks()[task].label}</Link>
            </li>
          ))}
        </ul>
      )}
      <div className="step-actions">
        <Link className="button button-quiet" href={`${setUpPath}?step=forum`}>
          {messages.setUpAgain}
        </Link>
        <Link className="button button-primary" href="/">
          {messages.goToDocuments}
        </Link>
      </div>
    </section>
  );
}

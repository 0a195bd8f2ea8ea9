import type { ReactNode } from "react";
import { auditPath, findSection } from "#core/contract/settings-pages.ts";
import * as account from "#core/messages/account-pages.en.ts";
import * as audit from "#core/messages/audit-page.en.ts";
import * as titles from "#core/messages/page-titles.en.ts";
import * as policy from "#core/messages/policy.en.ts";
import * as settings from "#core/messages/settings-page.en.ts";
import { timeText } from "#core/phrases/dates.ts";
import { policyTable } from "#core/phrases/policy-table.ts";
import { AuditText } from "../../../client/page-parts/AuditText.tsx";
import { sectionNames, SettingsNav } from "../../../client/page-parts/SettingsNav.tsx";
import { TextTable } from "../../../client/page-parts/TextTable.tsx";
import { authorise } from "../../services/kernel/authorise.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** Builds the container for the client's page of a section of the settings. */
export async function settingsContent({
  handlers,
  visit,
  params,
}: PageRequest<"settings">): Promise<PageContent<"settings">> {
  authorise(visit.visitor.actor, "read-settings");
  const section = findSection(params.section);
  if (!section) throw new ProblemError("not-found");
  const children = (
    <>
      <SettingsNav here={section} />
      <h2 className="settings-heading">{sectionNames[section]}</h2>
      <WithoutScripts>{settings.needsScripts}</WithoutScripts>
    </>
  );
  return {
    ...(await framed({ handlers, visit }, { heading: settings.settings, className: "page settings", children })),
    title: { section: sectionNames[section] },
    personal: true,
    description: settings.pageDescription,
  };
}

/** Builds the container for the client's page that sets up a new forum. */
export async function setUpContent({ handlers, visit }: PageRequest<"setUp">): Promise<PageContent<"setUp">> {
  const setUp = await handlers.getSetUp(visit, {});
  const children = <WithoutScripts>{settings.setUpNeedsScripts}</WithoutScripts>;
  const { answers, ...content } = await framed(
    { handlers, visit },
    { heading: titles.setUp, className: "page settings", children },
  );
  return {
    ...content,
    title: {},
    personal: true,
    description: settings.setUpDescription,
    answers: { ...answers, getSetUp: setUp },
  };
}

/** Builds the container for the client's page of one's own account. A deputy reads there why it is empty. */
export async function profileContent({ handlers, visit }: PageRequest<"profile">): Promise<PageContent<"profile">> {
  if (visit.visitor.actor.participantId === null) throw new ProblemError("not-signed-in");
  const children = <WithoutScripts>{account.profileNeedsScripts}</WithoutScripts>;
  return {
    ...(await framed({ handlers, visit }, { heading: titles.profile, className: "page page-narrow", children })),
    title: {},
    personal: true,
    description: titles.profile,
  };
}

/** Builds the container for the client's page of comments that await clearance. */
export async function clearanceContent({
  handlers,
  visit,
}: PageRequest<"clearance">): Promise<PageContent<"clearance">> {
  authorise(visit.visitor.actor, "read-clearance");
  const children = <WithoutScripts>{account.clearanceNeedsScripts}</WithoutScripts>;
  return {
    ...(await framed({ handlers, visit }, { heading: titles.clearance, className: "page page-narrow", children })),
    title: {},
    personal: true,
    description: titles.clearance,
  };
}

/** Builds the page that says who may do what. */
export async function policyContent({ handlers, visit }: PageRequest<"policy">): Promise<PageContent<"policy">> {
  const children = (
    <>
      <p className="page-about">{policy.about}</p>
      <TextTable table={policyTable()} />
      <p>
        <a href={auditPath}>{policy.linkToAudit}</a>
      </p>
    </>
  );
  return {
    ...(await framed({ handlers, visit }, { heading: titles.policy, className: "page", children })),
    title: {},
    description: policy.pageDescription,
  };
}

/** Builds the page with the head of the audit chain. */
export async function auditContent({ handlers, visit }: PageRequest<"audit">): Promise<PageContent<"audit">> {
  const [head, forum] = await Promise.all([handlers.getAuditHead(visit, {}), handlers.getForum(visit, {})]);
  const timeOf = (at: string): ReactNode => <time dateTime={at}>{timeText(at, "en", forum.timeZone)}</time>;
  const children = (
    <>
      <p className="page-about">{audit.about}</p>
      <AuditText head={head} timeOf={timeOf} />
    </>
  );
  const { answers, ...content } = await framed(
    { handlers, visit },
    { heading: titles.audit, className: "page page-narrow audit", children },
  );
  return { ...content, title: {}, description: audit.pageDescription, answers: { ...answers, getAuditHead: head } };
}

/** Builds a page with its header and heading, and the answers that every page of the settings sends. */
async function framed(
  { handlers, visit }: Pick<PageRequest<"profile">, "handlers" | "visit">,
  { heading, className, children }: { heading: string; className: string; children: ReactNode },
): Promise<Pick<PageContent<"profile" | "settings" | "clearance" | "policy">, "forum" | "answers" | "children">> {
  const [forum, me] = await Promise.all([handlers.getForum(visit, {}), handlers.getMe(visit, {})]);
  return {
    forum: forum.shortName,
    answers: { getMe: me, getForum: forum },
    children: (
      <>
        <SiteHeader forum={forum} here={heading} me={me} />
        <main className={className} id="main">
          <h1 className="page-title">{heading}</h1>
          {children}
        </main>
      </>
    ),
  };
}

/** Says that the page needs scripts, if they are disabled. */
function WithoutScripts({ children }: { children: string }): ReactNode {
  return (
    <noscript>
      <p>{children}</p>
    </noscript>
  );
}

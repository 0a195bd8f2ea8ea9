import type { ReactNode } from "react";
import { findSection } from "#core/contract/settings-pages.ts";
import { pageTitles as titles, settingsPage as settings } from "#core/messages/catalogues.ts";
import { sectionName, SettingsNav } from "../../../client/page-parts/SettingsNav.tsx";
import { authorise } from "../../services/kernel/authorise.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import type { PageContent, PageRequest, WritePage } from "./page-content.ts";
import { SiteHeader } from "./Shell.tsx";

/** Builds the container for the client's page of a section of the settings. */
export async function settingsContent({
  handlers,
  visit,
  params,
}: PageRequest<"settings">): Promise<WritePage<"settings">> {
  authorise(visit.visitor.actor, "read-settings");
  const section = findSection(params.section);
  if (!section) throw new ProblemError("not-found");
  const frame = await readFrame({ handlers, visit });
  return () => ({
    ...framed(frame, {
      heading: settings.settings,
      className: "page settings",
      children: (
        <>
          <SettingsNav here={section} />
          <h2 className="settings-heading section-title">{sectionName(section)}</h2>
          <WithoutScripts>{settings.needsScripts}</WithoutScripts>
        </>
      ),
    }),
    title: { section: sectionName(section) },
    personal: true,
    description: settings.pageDescription,
  });
}

/** Builds the container for the client's page that sets up a new forum. */
export async function setUpContent({ handlers, visit }: PageRequest<"setUp">): Promise<WritePage<"setUp">> {
  const setUp = await handlers.getSetUp(visit, {});
  const frame = await readFrame({ handlers, visit });
  return () => ({
    ...framed(frame, {
      heading: titles.setUp,
      className: "page settings",
      children: <WithoutScripts>{settings.setUpNeedsScripts}</WithoutScripts>,
    }),
    title: {},
    personal: true,
    description: settings.setUpDescription,
    answers: { ...frame, getSetUp: setUp },
  });
}

/** The answers that every page of the settings sends. */
type Frame = PageContent<"settings">["answers"];

async function readFrame({ handlers, visit }: Pick<PageRequest<"settings">, "handlers" | "visit">): Promise<Frame> {
  const [getForum, getMe] = await Promise.all([handlers.getForum(visit, {}), handlers.getMe(visit, {})]);
  return { getMe, getForum };
}

/** Writes a page with its header and heading. */
function framed(
  frame: Frame,
  { heading, className, children }: { heading: string; className: string; children: ReactNode },
): Pick<PageContent<"settings">, "forum" | "answers" | "children"> {
  const { getForum: forum, getMe: me } = frame;
  return {
    forum: forum.shortName,
    answers: frame,
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

import { findSection } from "#core/contract/settings-pages.ts";
import * as titles from "#core/messages/page-titles.en.ts";
import * as messages from "#core/messages/settings-page.en.ts";
import { sectionNames, SettingsNav } from "../../../client/page-parts/SettingsNav.tsx";
import { authorise } from "../../services/kernel/authorise.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/**
 * Builds the container for the client's page of a section of the settings. Changing them needs scripts, and the page says
 * so if they are disabled.
 */
export async function settingsContent({
  handlers,
  visit,
  params,
}: PageRequest<"settings">): Promise<PageContent<"settings">> {
  authorise(visit.visitor.actor, "read-settings");
  const section = findSection(params.section);
  if (!section) throw new ProblemError("not-found");
  const [library, me] = await Promise.all([handlers.getLibrary(visit, {}), handlers.getMe(visit, {})]);
  return {
    title: { section: sectionNames[section] },
    forum: library.forum.shortName,
    personal: true,
    description: messages.pageDescription,
    answers: { getMe: me, getLibrary: library },
    children: (
      <>
        <SiteHeader forum={library.forum.shortName} here={messages.settings} me={me} />
        <main className="page settings" id="main">
          <h1 className="page-title">{messages.settings}</h1>
          <SettingsNav here={section} />
          <h2 className="settings-heading">{sectionNames[section]}</h2>
          <noscript>
            <p>{messages.needsScripts}</p>
          </noscript>
        </main>
      </>
    ),
  };
}

/** Builds the container for the client's page that sets up a new forum. */
export async function setUpContent({ handlers, visit }: PageRequest<"setUp">): Promise<PageContent<"setUp">> {
  const setUp = await handlers.getSetUp(visit, {});
  const [library, me] = await Promise.all([handlers.getLibrary(visit, {}), handlers.getMe(visit, {})]);
  return {
    title: {},
    forum: library.forum.shortName,
    personal: true,
    description: messages.setUpDescription,
    answers: { getMe: me, getLibrary: library, getSetUp: setUp },
    children: (
      <>
        <SiteHeader forum={library.forum.shortName} here={titles.setUp} me={me} />
        <main className="page settings" id="main">
          <h1 className="page-title">{titles.setUp}</h1>
          <noscript>
            <p>{messages.setUpNeedsScripts}</p>
          </noscript>
        </main>
      </>
    ),
  };
}

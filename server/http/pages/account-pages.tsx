import type { ReactNode } from "react";
import * as messages from "#core/messages/account-pages.en.ts";
import * as titles from "#core/messages/page-titles.en.ts";
import { authorise } from "../../services/kernel/authorise.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/**
 * Builds the container for the client's page of one's own account. It needs scripts, and says so if they are disabled. A
 * deputy gets the page too, and reads there why it is empty.
 */
export async function profileContent({ handlers, visit }: PageRequest<"profile">): Promise<PageContent<"profile">> {
  if (visit.visitor.actor.participantId === null) throw new ProblemError("not-signed-in");
  return accountContent({ handlers, visit }, titles.profile, messages.profileNeedsScripts);
}

/** Builds the container for the client's page of comments that await clearance. */
export async function clearanceContent({
  handlers,
  visit,
}: PageRequest<"clearance">): Promise<PageContent<"clearance">> {
  authorise(visit.visitor.actor, "read-clearance");
  return accountContent({ handlers, visit }, titles.clearance, messages.clearanceNeedsScripts);
}

async function accountContent(
  { handlers, visit }: Pick<PageRequest<"profile">, "handlers" | "visit">,
  title: string,
  needsScripts: string,
): Promise<PageContent<"profile" | "clearance">> {
  const [library, me] = await Promise.all([handlers.getLibrary(visit, {}), handlers.getMe(visit, {})]);
  const children: ReactNode = (
    <>
      <SiteHeader forum={library.forum.shortName} here={title} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{title}</h1>
        <noscript>
          <p>{needsScripts}</p>
        </noscript>
      </main>
    </>
  );
  return {
    title: {},
    forum: library.forum.shortName,
    personal: true,
    description: title,
    answers: { getMe: me, getLibrary: library },
    children,
  };
}

import express, { type ErrorRequestHandler, type RequestHandler, type Response, type Router } from "express";
import type { ReactNode } from "react";
import type { ForumFace } from "#core/contract/face-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import {
  formerPaths,
  settingsPath,
  type SitePageName,
  sitePageNames,
  type SitePageParams,
  sitePages,
} from "#core/contract/settings-pages.ts";
import { fillPath } from "#core/contract/operation-url.ts";
import { pages } from "#core/contract/pages.ts";
import type { Problem, ProblemCode } from "#core/contract/problem.ts";
import { inLanguage, pageTitles as titles, serverPages as messages, writtenIn } from "#core/messages/catalogues.ts";
import { formatValues } from "#core/phrases/format-message.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { problemOf, setRetryAfter } from "../api/problem.ts";
import { formBody } from "../middleware/limits.ts";
import { noteProblem } from "../middleware/request-log.ts";
import { addressOf, answersByUrl, givenAnswers, isCostly, languageOf, type ServerPage } from "./page-content.ts";
import { isPublicRequest } from "../middleware/shared-caches.ts";
import { visitOf } from "../middleware/visitor.ts";
import { readingContent } from "./ReadingPage.tsx";
import { SiteHeader } from "./Shell.tsx";
import { contributionContent } from "./contribution-pages.tsx";
import { hasFoot, PageFoot } from "../../../client/page-parts/PageFoot.tsx";
import { sharedPages } from "./shared-pages.ts";
import { providerRoutes, receiveSignIn } from "./sign-in-forms.ts";
import { digest, ownParts, type PagesOptions, sendPage, sendShared, streamPage } from "./send-page.tsx";
import { mailLinkRoutes } from "./mail-links.tsx";
import type { OwnParts } from "./shared-parts.ts";
import { watchVisit } from "./audience.ts";

/** The title of each page. */
const titleOf: Readonly<Record<SitePageName, string>> = titles;

/** The server's part of the table of pages. */
export const serverPages: { readonly [Page in SitePageName]: ServerPage<Page> } = {
  ...sharedPages,
  reading: { module: "reading/room/ReadingPage.tsx", build: readingContent, isShared: true },
  contribution: {
    module: "contributions/ContributionPage.tsx",
    build: contributionContent,
  },
};

/** Serves every page, rendered on the server, and redirects from former addresses. */
export function pageRoutes(options: Omit<PagesOptions, "logger">): Router {
  const { handlers, limits } = options;
  const router = express.Router();
  for (const page of sitePageNames) {
    const { path } = sitePages[page];
    router.get(path, ...(isCostly(page) ? [limits.costlyRead] : []), showPage(page, options));
  }
  for (const [page, formerPath] of Object.entries(formerPaths)) {
    router.get(formerPath, redirectTo(pages[page as keyof typeof formerPaths].path));
  }
  router.get("/settings", (_request, response) => response.redirect(302, settingsPath("forum")));

  router.post(sitePages.signIn.path, limits.signInFlood, formBody, limits.signIn, receiveSignIn(options));

  router.use(providerRoutes(options), mailLinkRoutes(options));

  router.post("/sign-out", async (_request, response) => {
    await handlers.signOut(visitOf(response), {});
    response.redirect(303, pages.library.path);
  });

  router.use(() => {
    throw new ProblemError("not-found");
  });
  return router;
}

/** Handles requests for one page. The page includes the answers that its client requests first, by URL. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- relates the page to its content
function showPage<Page extends SitePageName>(
  page: Page,
  { handlers, findTags, publicPages, sharedParts }: Omit<PagesOptions, "limits" | "logger">,
): RequestHandler {
  return async (request, response) => {
    const { module, build, isShared } = serverPages[page];
    // The page's path determines the names of the parameters.
    const params = request.params as SitePageParams<Page>;
    const visit = visitOf(response);
    const me = await handlers.getMe(visit, {});
    const language = languageOf(request, me);
    const keeper = publicPages.keeperFor(request, response);
    const { protocol, host, originalUrl } = request;
    const address = JSON.stringify([language, protocol, host, originalUrl, isPublicRequest(request)]);
    const place = isShared ? `${await publicPages.state()} ${address}` : null;
    const ownWith = (key: string): OwnParts => ({ key, markup: ownParts(request.originalUrl, language, me) });
    const isSent = async (own: OwnParts | null): Promise<boolean> =>
      own !== null && (await sendShared(request, response, { keep: keeper, own, sharedParts }));
    const known = place === null ? undefined : sharedParts.keyFor(place, visit.visitor.actor);
    if (known !== undefined && (await isSent(ownWith(known)))) return;
    const watched = watchVisit(visit);
    const asked = isShared ? watched.visit : visit;
    const write = await build({ handlers, visit: asked, me, params, query: request.query });
    const own = write.shared ? ownWith(digest([address, JSON.stringify(write.shared.follow)])) : null;
    if (place !== null && own) sharedParts.know(place, watched.audience(), own.key);
    if (await isSent(own)) return;
    // A stranger to a closed forum does not see its settings.
    const forum = hasFoot ? await handlers.getForum(visit, {}).catch(() => null) : null;
    const content = writtenIn(language, write);
    const { description, indexed = false, feed, fetched, personal = false, modules = [], long, children } = content;
    const title = formatValues(inLanguage(titleOf, language)[page], content.title, language).join("");
    const props = {
      language,
      title: content.forum === null ? title : `${title} · ${content.forum}`,
      description,
      indexed,
      feed,
      fetched,
      tags: findTags([module, ...modules], language),
      data: answersByUrl(page, params, content),
      given: content.ofClient ? givenAnswers(page, params, content, addressOf(request)) : null,
      queries: content.ownQueries,
      children: content.ofClient ? (
        children
      ) : (
        <>
          {children}
          <PageFoot forum={forum} />
        </>
      ),
    };
    const keep = personal ? null : keeper;
    if (long) await streamPage(request, response, { ...props, ...long }, { keep, own, sharedParts });
    else sendPage(request, response, { status: 200, stored: !personal, keep }, props);
  };
}

/** Redirects to the same page under its present path, with the query. */
function redirectTo(path: string): RequestHandler {
  return ({ params, originalUrl }, response) => {
    const query = originalUrl.indexOf("?");
    response.redirect(301, fillPath(path, params) + (query === -1 ? "" : originalUrl.slice(query)));
  };
}

/** Renders an error page for a failed page. Unexpected errors are logged in full. */
export function answerWithPage({
  handlers,
  findTags,
  logger,
}: Pick<PagesOptions, "handlers" | "findTags" | "logger">): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const me = await whoReads(handlers, response);
    const language = languageOf(request, me);
    const problem = problemOf(error, language);
    noteProblem(response, problem.code);
    if (problem.status >= 500) logger.error({ err: error }, problem.code);
    if (response.headersSent) {
      next(error);
      return;
    }
    const isClosedHome = problem.code === "not-signed-in" && request.path === pages.library.path;
    const forum = isClosedHome ? await handlers.getForumFace(visitOf(response), {}) : null;
    const tags = findTags(null, language);
    setRetryAfter(response, problem);
    sendPage(
      request,
      response,
      { status: problem.status, stored: false },
      {
        language,
        title: forum?.name ?? problem.title,
        description: problem.detail,
        indexed: false,
        // The client's page of documents would replace the name of the forum.
        tags: forum ? { ...tags, script: null, preload: [] } : tags,
        data: me ? { "/api/me": me } : {},
        children: <RefusalPage problem={problem} me={me} forum={forum} />,
      },
    );
  };
}

/** Returns the current user for an error page. Null if finding the user fails, which may be the original error. */
async function whoReads(handlers: PagesOptions["handlers"], response: Response): Promise<Me | null> {
  try {
    return await handlers.getMe(visitOf(response), {});
  } catch {
    return null;
  }
}

/** The problems after which people sign in, perhaps in another way. */
const signInProblems: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "not-signed-in",
  "stronger-sign-in-needed",
  "provider-unavailable",
  "provider-refused",
  "provider-sign-in-ended",
  "identity-unknown",
]);

/**
 * The reason why a page is not shown, with one suggested action. Names the forum only on the home page of a closed one,
 * because the reader may be a stranger: people must know where they sign in.
 */
function RefusalPage({ problem, me, forum }: { problem: Problem; me: Me | null; forum: ForumFace | null }): ReactNode {
  const action = signInProblems.has(problem.code)
    ? { href: "/sign-in", words: messages.signIn }
    : { href: "/", words: messages.goToDocuments };
  return (
    <>
      <SiteHeader forum={forum} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{forum?.name ?? problem.title}</h1>
        <div className="state row">
          <p>{problem.detail}</p>
          <a className="button" href={action.href}>
            {action.words}
          </a>
        </div>
      </main>
    </>
  );
}

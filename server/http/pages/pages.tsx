import express, { type ErrorRequestHandler, type Response, type Router } from "express";
import { sayDate } from "#core/messages/dates.ts";
import { contract } from "#core/contract/contract.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { authorise } from "../../services/kernel/authorise.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { formBody } from "../middleware/limits.ts";
import { problemOf, sayWhenToRetry } from "../api/problem.ts";
import { visitOf } from "../middleware/visitor.ts";
import { answerPages } from "./outcome-pages.tsx";
import { BiographyPage, wordProposals } from "./ClauseHistoryPage.tsx";
import { contributionPages } from "./contribution-pages.tsx";
import { ComparisonPage, comparisonParts, namesOf } from "./ComparisonPage.tsx";
import { sayChanges } from "#core/messages/comparison-summary.ts";
import { LibraryPage } from "./LibraryPage.tsx";
import { ReadingPage } from "./ReadingPage.tsx";
import { type PagesOptions, sendPage, streamPage } from "./send-page.tsx";
import { picturePages } from "./chart-pages.tsx";
import { RefusalPage } from "./RefusalPage.tsx";
import { sharingPages } from "./sharing-pages.tsx";
import { SignInPage } from "./SignInPage.tsx";
import { UploadPage, WorkingTextPage } from "./NextDraftPages.tsx";

/** A page that the browser may cache but must revalidate. */
const kept = { status: 200, stored: true };

const Token = contract.signIn.body;

/**
 * Serves the pages, rendered on the server. Each page includes the API responses that its client requests first, by
 * URL.
 */
export function pages({ handlers, findTags, limits }: Omit<PagesOptions, "logger">): Router {
  const router = express.Router();

  router.get("/", async (request, response) => {
    const visit = visitOf(response);
    const [library, me] = await Promise.all([handlers.getLibrary(visit, {}), handlers.getMe(visit, {})]);
    const { forum } = library;
    sendPage(request, response, kept, {
      title: forum.name,
      description: forum.description || `The documents of ${forum.name}, in all their drafts.`,
      indexed: forum.audience === "public",
      tags: findTags("library/LibraryPage.tsx"),
      data: { "/api/me": me, "/api/library": library },
      children: <LibraryPage library={library} me={me} />,
    });
  });

  router.get("/read/:address", async (request, response) => {
    const { address } = request.params;
    const visit = visitOf(response);
    const [page, library, me] = await Promise.all([
      handlers.getVersion(visit, { version: address }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const { forum } = library;
    const [document, annotations] = await Promise.all([
      handlers.getDocument(visit, { document: page.version.documentId }),
      handlers.getAnnotations(visit, { version: address }),
    ]);
    sendPage(request, response, kept, {
      title: `${document.shortTitle}, ${page.version.label} · ${forum.shortName}`,
      description: `${document.title}: ${page.version.label} of ${sayDate(page.version.date, "en")}.`,
      indexed: forum.audience === "public" && page.version.state === "published",
      tags: findTags("reading/room/ReadingPage.tsx"),
      data: { "/api/me": me, "/api/library": library, [`/api/versions/${address}`]: page },
      children: (
        <ReadingPage page={page} document={document} comments={annotations.length} forum={forum.shortName} me={me} />
      ),
    });
  });

  router.use("/compare", limits.costlyRead);
  router.get("/compare/:base/:revised", async (request, response) => {
    const { base, revised } = request.params;
    const visit = visitOf(response);
    const [compared, library, me] = await Promise.all([
      handlers.getComparison(visit, { base, revised }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const { forum } = library;
    await streamPage(request, response, {
      title: `${compared.base.version.address} → ${compared.revised.version.address} · ${forum.shortName}`,
      description: sayChanges(compared.comparison.stats, "en"),
      indexed: false,
      tags: findTags("comparison/ComparisonPage.tsx"),
      data: { "/api/me": me, "/api/library": library, [`/api/comparisons/${base}/${revised}`]: compared },
      children: <ComparisonPage compared={compared} library={library} me={me} />,
      parts: comparisonParts(compared),
      follow: [me, library, namesOf(compared)],
    });
  });

  router.use("/biography", limits.costlyRead);
  router.get("/biography/:version/:clause", async (request, response) => {
    const { version, clause } = request.params;
    const visit = visitOf(response);
    const [biography, library, me] = await Promise.all([
      handlers.getBiography(visit, { version, clause }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const { forum } = library;
    const path = `/api/versions/${version}/clauses/${encodeURIComponent(clause)}/biography`;
    sendPage(request, response, kept, {
      title: `${clause} · ${forum.shortName}`,
      description: `A clause in every draft of ${version}.`,
      indexed: false,
      tags: findTags("history/ClauseHistoryPage.tsx"),
      data: { "/api/me": me, "/api/library": library, [path]: biography },
      children: (
        <BiographyPage
          biography={biography}
          proposed={await wordProposals(handlers, visit, biography)}
          forum={forum.shortName}
          me={me}
        />
      ),
    });
  });

  router.use(picturePages({ handlers, findTags, limits }));

  router.get("/upload/:document", async (request, response) => {
    const visit = visitOf(response);
    authorise(visit.visitor.actor, "prepare-version");
    const [document, library, me] = await Promise.all([
      handlers.getDocument(visit, { document: request.params.document }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    sendPage(request, response, kept, {
      title: `${document.shortTitle}, next draft · ${library.forum.shortName}`,
      description: `Upload the next draft of ${document.title}.`,
      indexed: false,
      tags: findTags("upload/UploadPage.tsx"),
      data: { "/api/me": me, "/api/library": library },
      children: <UploadPage document={document} forum={library.forum.shortName} me={me} />,
    });
  });

  router.use(answerPages({ handlers, findTags, limits }));
  router.use(sharingPages({ handlers, findTags }));
  router.use(contributionPages({ handlers, findTags }));

  router.get("/working-text/:version", async (request, response) => {
    const visit = visitOf(response);
    authorise(visit.visitor.actor, "prepare-version");
    const named = request.params.version;
    const [page, library, me] = await Promise.all([
      handlers.getVersion(visit, { version: named }),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const document = await handlers.getDocument(visit, { document: page.version.documentId });
    sendPage(request, response, kept, {
      title: `${document.shortTitle}, working text · ${library.forum.shortName}`,
      description: `The next draft of ${document.title} from accepted proposals.`,
      indexed: false,
      tags: findTags("working-text/WorkingTextPage.tsx"),
      data: { "/api/me": me, "/api/library": library, [`/api/versions/${named}`]: page },
      children: <WorkingTextPage document={document} version={page.version} forum={library.forum.shortName} me={me} />,
    });
  });

  router.get("/sign-in", async (request, response) => {
    const visit = visitOf(response);
    const me = await handlers.getMe(visit, {});
    const token = Token.safeParse({ token: request.query["token"] });
    sendPage(
      request,
      response,
      { status: 200, stored: false },
      {
        title: "Sign in",
        description: "Sign in with a link from the secretariat.",
        indexed: false,
        tags: findTags("app/SignInPage.tsx"),
        data: { "/api/me": me },
        children: <SignInPage token={token.data?.token ?? null} me={me} />,
      },
    );
  });

  router.post("/sign-in", limits.signIn, formBody, async (request, response) => {
    const body = Token.safeParse(request.body);
    if (!body.success) throw new ProblemError("link-not-valid");
    await handlers.signIn(visitOf(response), body.data);
    response.redirect(303, "/");
  });

  router.post("/sign-out", async (_request, response) => {
    await handlers.signOut(visitOf(response), {});
    response.redirect(303, "/");
  });

  router.use(() => {
    throw new ProblemError("not-found");
  });
  return router;
}

/** Renders an error page for a failed page. Unexpected errors are logged in full. */
export function answerWithPage({ handlers, findTags, logger }: Omit<PagesOptions, "limits">): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const problem = problemOf(error);
    if (problem.status >= 500) logger.error({ err: error }, problem.code);
    if (response.headersSent) {
      next(error);
      return;
    }
    const me = await whoReads(handlers, response);
    sayWhenToRetry(response, problem);
    sendPage(
      request,
      response,
      { status: problem.status, stored: false },
      {
        title: problem.title,
        description: problem.detail,
        indexed: false,
        tags: findTags("app/NotFoundPage.tsx"),
        data: me ? { "/api/me": me } : {},
        children: <RefusalPage problem={problem} me={me} />,
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

import express, { type RequestHandler, type Router } from "express";
import type { ReactNode } from "react";
import type { ForumFace } from "#core/contract/face-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { StopLink } from "#core/contract/mail-operations.ts";
import { mailsPath, stopPath } from "#core/contract/settings-pages.ts";
import { inLanguage, serverPages as messages } from "#core/messages/catalogues.ts";
import { stoppedName } from "#core/phrases/news-mail.ts";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { formBody } from "../middleware/limits.ts";
import { visitOf } from "../middleware/visitor.ts";
import { languageOf } from "./page-content.ts";
import { type PagesOptions, sendPage } from "./send-page.tsx";
import { SiteHeader } from "./Shell.tsx";

/**
 * The page at the end of the links in mails. Mail programs and scanners open links, so a GET only asks. The POST is the one
 * that a mail program sends for a person (RFC 8058), or that of the page's form. It needs no script.
 */
export function stopMailsRoutes({ handlers, findTags, limits }: Omit<PagesOptions, "logger">): Router {
  const show =
    (isStopped: boolean): RequestHandler =>
    async (request, response) => {
      const link = StopLink.safeParse(request.query);
      if (!link.success) throw new ProblemError("link-not-valid");
      const visit = visitOf(response);
      if (isStopped) await handlers.stopMails(visit, link.data);
      const [me, forum] = await Promise.all([handlers.getMe(visit, {}), handlers.getForumFace(visit, {})]);
      const language = languageOf(request, me);
      const props = {
        language,
        title: inLanguage(messages, language).stopMailsTitle,
        description: "",
        indexed: false,
        tags: { ...findTags(null, language), script: null, preload: [] },
        data: {},
        children: (
          <StopMailsPage kind={stoppedName(link.data.kind, language)} isStopped={isStopped} me={me} forum={forum} />
        ),
      };
      sendPage(request, response, { status: 200, stored: false }, props);
    };
  const router = express.Router();
  router.get(stopPath, show(false));
  router.post(stopPath, limits.signInFlood, formBody, show(true));
  return router;
}

function StopMailsPage({
  kind,
  isStopped,
  me,
  forum,
}: {
  kind: string;
  isStopped: boolean;
  me: Me;
  forum: ForumFace | null;
}): ReactNode {
  return (
    <>
      <SiteHeader forum={forum} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{messages.stopMailsTitle}</h1>
        {isStopped ? (
          <div className="stack-4">
            <p role="status">{formatMessage(messages.mailsStopped, { kind })}</p>
            <p>
              <a href={mailsPath}>{messages.mailsStoppedUndo}</a>
            </p>
          </div>
        ) : (
          <form method="post" className="stack-4">
            <p>{formatMessage(messages.stopMailsQuestion, { kind })}</p>
            <button type="submit" className="button button-primary">
              {messages.stopMailsButton}
            </button>
          </form>
        )}
      </main>
    </>
  );
}

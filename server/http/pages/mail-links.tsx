import express, { type Request, type Response, type Router } from "express";
import type { ReactNode } from "react";
import type * as z from "zod";
import type { ForumFace } from "#core/contract/face-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { MailboxLink, StopLink } from "#core/contract/mail-operations.ts";
import { mailboxPath, mailsPath, stopPath } from "#core/contract/settings-pages.ts";
import { inLanguage, serverPages as messages } from "#core/messages/catalogues.ts";
import { stoppedName } from "#core/phrases/news-mail.ts";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { formBody } from "../middleware/limits.ts";
import { type Visit, visitOf } from "../middleware/visitor.ts";
import { languageOf } from "./page-content.ts";
import { type PagesOptions, sendPage } from "./send-page.tsx";
import { SiteHeader } from "./Shell.tsx";

/**
 * The pages at the end of the links in mails. Mail programs and scanners open links, so a GET only asks. The POST is the one
 * that a mail program sends for a person (RFC 8058), or that of the page's form. It needs no script.
 */
export function mailLinkRoutes({ handlers, findTags, limits }: Omit<PagesOptions, "logger">): Router {
  const show =
    <Link,>(
      schema: z.ZodType<Link>,
      act: ((visit: Visit, link: Link) => Promise<unknown>) | null,
      textsOf: TextsOf<Link>,
    ) =>
    async (request: Request, response: Response): Promise<void> => {
      const link = schema.safeParse(request.query);
      if (!link.success) throw new ProblemError("link-not-valid");
      const visit = visitOf(response);
      await act?.(visit, link.data);
      const [me, forum] = await Promise.all([handlers.getMe(visit, {}), handlers.getForumFace(visit, {})]);
      const language = languageOf(request, me);
      const props = {
        language,
        title: textsOf(link.data, language).title,
        description: "",
        indexed: false,
        tags: { ...findTags(null, language), script: null, preload: [] },
        data: {},
        children: <MailLinkPage {...textsOf(link.data, language)} isDone={act !== null} me={me} forum={forum} />,
      };
      sendPage(request, response, { status: 200, stored: false }, props);
    };
  const router = express.Router();
  router.get(stopPath, show(StopLink, null, stopTexts));
  router.post(stopPath, limits.signInFlood, formBody, show(StopLink, handlers.stopMails, stopTexts));
  router.get(mailboxPath, show(MailboxLink, null, mailboxTexts));
  router.post(mailboxPath, limits.signInFlood, formBody, show(MailboxLink, handlers.confirmMailbox, mailboxTexts));
  return router;
}

/** The texts of a page, before and after its button is pressed. */
interface Texts {
  title: string;
  question: string;
  button: string;
  done: string;
  /** A link or button to show afterwards. */
  next?: ReactNode;
}

type TextsOf<Link> = (link: Link, language: string) => Texts;

const stopTexts: TextsOf<StopLink> = ({ undo, ...link }, language) => {
  const texts = inLanguage(messages, language);
  const kind = stoppedName(link.kind, language);
  const asks = {
    title: texts.stopMailsTitle,
    question: formatMessage(texts.stopMailsQuestion, { kind }),
    button: texts.stopMailsButton,
  };
  if (link.kind !== "mailbox")
    return {
      ...asks,
      done: formatMessage(texts.mailsStopped, { kind }),
      next: <a href={mailsPath}>{texts.mailsStoppedUndo}</a>,
    };
  if (undo) return { ...asks, done: texts.mailboxResumed };
  const again = new URLSearchParams({ ...link, undo: "yes" }).toString();
  return {
    ...asks,
    done: texts.mailboxStopped,
    next: (
      <form method="post" action={`${stopPath}?${again}`}>
        <button type="submit" className="button">
          {texts.mailboxResume}
        </button>
      </form>
    ),
  };
};

const mailboxTexts: TextsOf<MailboxLink> = (_link, language) => {
  const texts = inLanguage(messages, language);
  return {
    title: texts.mailboxTitle,
    question: texts.mailboxQuestion,
    button: texts.mailboxButton,
    done: texts.mailboxConfirmed,
  };
};

function MailLinkPage({
  title,
  question,
  button,
  done,
  next,
  isDone,
  me,
  forum,
}: Texts & { isDone: boolean; me: Me; forum: ForumFace | null }): ReactNode {
  return (
    <>
      <SiteHeader forum={forum} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{title}</h1>
        {isDone ? (
          <div className="stack-4">
            <p role="status">{done}</p>
            {next}
          </div>
        ) : (
          <form method="post" className="stack-4">
            <p>{question}</p>
            <button type="submit" className="button button-primary">
              {button}
            </button>
          </form>
        )}
      </main>
    </>
  );
}

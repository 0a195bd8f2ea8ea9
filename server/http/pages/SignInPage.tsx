import express, { type Request, type RequestHandler, type Router } from "express";
import type { ReactNode } from "react";
import * as z from "zod";
import { can } from "#core/access/permissions.ts";
import { accountOperations, type PendingRequest } from "#core/contract/account-operations.ts";
import { contract } from "#core/contract/contract.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { signInPath } from "#core/contract/pages.ts";
import { safePath, settingsPages, setUpPath, sitePages } from "#core/contract/settings-pages.ts";
import type { SignInMethods } from "#core/contract/ways-in-operations.ts";
import { inLanguage, pageTitles as titles, signInPage as messages } from "#core/messages/catalogues.ts";
import { CodeForm, EmailForm, LinkForm, ProviderLinks } from "../../../client/page-parts/SignInForms.tsx";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { problemOf, setRetryAfter } from "../api/problem.ts";
import { visitOf } from "../middleware/visitor.ts";
import { SiteHeader } from "./Shell.tsx";
import { answersByUrl, languageFor, type PageContent, type PageRequest, type WritePage } from "./page-content.ts";
import { type PagesOptions, sendPage } from "./send-page.tsx";

/** The forms of the page: of a link that was handed over, of an address, and of a code. */
const LinkFields = contract.signIn.body;
const EmailFields = accountOperations.askToSignIn.body.pick({ email: true });
const CodeFields = z.object({ request: z.string(), code: z.string() });

/** Builds the sign-in page. */
export async function signInContent({ handlers, visit, query }: PageRequest<"signIn">): Promise<WritePage<"signIn">> {
  const answers = await readAnswers(handlers, visit);
  const link = LinkFields.safeParse({ token: query["token"] });
  const request = query["again"] === undefined ? answers.getSignIn.request : null;
  return () => ({
    title: {},
    forum: null,
    personal: true,
    description: messages.description,
    answers,
    children: (
      <SignInPage
        token={link.data?.token ?? null}
        returnTo={returnIn(query)}
        request={request}
        answers={answers}
        error={null}
      />
    ),
  });
}

type Answers = PageContent<"signIn">["answers"];

async function readAnswers(handlers: PagesOptions["handlers"], visit: ReturnType<typeof visitOf>): Promise<Answers> {
  return {
    getMe: await handlers.getMe(visit, {}),
    getSignIn: await handlers.getSignIn(visit, {}),
    getSignInMethods: await handlers.getSignInMethods(visit, {}),
    getForumFace: await handlers.getForumFace(visit, {}),
  };
}

/**
 * The page on which people sign in. Its forms need no script. A link only shows a button, because mail scanners follow
 * links and would use up the one-time link. Strangers see the forum's name and logo too, so that they know where they
 * sign in.
 */
export function SignInPage({
  token,
  returnTo,
  request,
  answers: { getMe: me, getSignInMethods: methods, getForumFace: forum },
  error,
}: {
  token: string | null;
  /** The path to which signing in leads back; null for none. */
  returnTo: string | null;
  /** The request of this browser that waits for its code. */
  request: PendingRequest | null;
  answers: Answers;
  error: string | null;
}): ReactNode {
  return (
    <>
      <SiteHeader forum={forum} here={titles.signIn} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{titles.signIn}</h1>
        {token !== null ? (
          <LinkForm token={token} error={error} returnTo={returnTo} />
        ) : me.participant ? (
          <div className="state row">
            <p>{formatMessage(messages.signedInAs, { name: me.participant.name })}</p>
            <a className="button" href="/">
              {messages.goToDocuments}
            </a>
          </div>
        ) : request ? (
          <CodeForm request={request.id} error={error} returnTo={returnTo} />
        ) : (
          <EmailForm error={error} returnTo={returnTo} />
        )}
        {token === null && !me.participant && <OtherWaysIn methods={methods} returnTo={returnTo} />}
      </main>
    </>
  );
}

/** The providers. Passkeys need a script. */
function OtherWaysIn({
  methods: { providers },
  returnTo,
}: {
  methods: SignInMethods;
  returnTo: string | null;
}): ReactNode {
  if (providers.length === 0) return null;
  return (
    <section className="sign-in-others" aria-labelledby="other-ways">
      <h2 id="other-ways">{messages.otherWays}</h2>
      <ProviderLinks providers={providers} returnTo={returnTo} />
    </section>
  );
}

/** Returns the path in a query to which signing in leads back; null for none. */
function returnIn(query: Readonly<Record<string, unknown>>): string | null {
  const path = query["return"];
  return typeof path === "string" ? safePath(path) : null;
}

/** Handles the forms of the page as sent without scripts. A wrong entry is answered with the form and the reason. */
export function receiveSignIn({
  handlers,
  findTags,
  module,
}: Pick<PagesOptions, "handlers" | "findTags"> & { module: string }): RequestHandler {
  /**
   * Returns the page that a person sees first after sign-in: the set-up of a new forum for its secretariat, or the
   * documents. People whose session is too weak for their role stay on the page, and add a passkey or provider.
   */
  const firstPath = async (visit: ReturnType<typeof visitOf>, returnTo: string | null, me: Me): Promise<string> => {
    const { participant, organisation, role } = me;
    if (!participant) return signInPath(returnTo ?? sitePages.library.path);
    if (returnTo !== null) return returnTo;
    const actor = { participantId: participant.id, organisationId: organisation?.id ?? null, role };
    if (!can(actor, "read-settings")) return sitePages.library.path;
    const { isFinished } = await handlers.getSetUp({ ...visit, visitor: { ...visit.visitor, actor } }, {});
    return isFinished ? sitePages.library.path : setUpPath;
  };
  const act = async (
    visit: ReturnType<typeof visitOf>,
    { body, returnTo }: { body: unknown; returnTo: string | null },
  ): Promise<string> => {
    const code = CodeFields.safeParse(body);
    if (code.success) {
      const typed = accountOperations.confirmSignIn.body.safeParse({ code: code.data.code });
      if (!typed.success) throw new ProblemError("code-not-valid");
      return firstPath(
        visit,
        returnTo,
        await handlers.confirmSignIn(visit, { request: code.data.request, ...typed.data }),
      );
    }
    if (isAddress(body)) {
      const address = EmailFields.safeParse(body);
      if (!address.success) throw new ProblemError("invalid-request");
      const back = returnTo ?? sitePages.library.path;
      await handlers.askToSignIn(visit, { ...address.data, returnTo: back });
      return signInPath(back);
    }
    const link = LinkFields.safeParse(body);
    if (!link.success) throw new ProblemError("link-not-valid");
    return firstPath(visit, returnTo, await handlers.signIn(visit, link.data));
  };
  return async (request, response) => {
    const visit = visitOf(response);
    const returnTo = returnIn(request.query);
    try {
      response.redirect(303, await act(visit, { body: request.body, returnTo }));
    } catch (error) {
      const language = await languageFor(request, visit, handlers);
      const problem = problemOf(error, language);
      if (problem.status >= 500 || problem.code === "link-not-valid") throw error;
      const answers = await readAnswers(handlers, visit);
      const text = problem.code === "invalid-request" ? inLanguage(messages, language).emailInvalid : problem.detail;
      const again = isAddress(request.body);
      setRetryAfter(response, problem);
      const props = {
        language,
        title: inLanguage(titles, language).signIn,
        description: inLanguage(messages, language).description,
        indexed: false,
        tags: findTags(module, language),
        data: answersByUrl("signIn", {}, { answers }),
        children: (
          <SignInPage
            token={null}
            returnTo={returnTo}
            request={again ? null : answers.getSignIn.request}
            answers={answers}
            error={text}
          />
        ),
      };
      sendPage(request, response, { status: problem.status, stored: false }, props);
    }
  };
}

function isAddress(body: unknown): boolean {
  return typeof body === "object" && body !== null && "email" in body;
}

/** The pages on the way to a provider and back. They need no script, and only redirect. */
export function providerRoutes({ handlers, limits }: Pick<PagesOptions, "handlers" | "limits">): Router {
  const router = express.Router();
  router.get("/sign-in/with/:provider", limits.signInFlood, async (request, response) => {
    // Another site must not sign anybody in as somebody else.
    if (!isOwnLink(request)) {
      response.redirect(303, settingsPages.signIn.path);
      return;
    }
    const { provider = "" } = request.params as { provider?: string };
    const returnTo = typeof request.query["return"] === "string" ? request.query["return"] : "/";
    const { url } = await handlers.beginProviderSignIn(visitOf(response), { provider, returnTo });
    response.set("Cache-Control", "no-store").redirect(303, url);
  });
  router.get("/sign-in/return/:provider", limits.signInFlood, async (request, response) => {
    const { provider = "" } = request.params as { provider?: string };
    const [, answer = ""] = /^[^?]*\?(?<query>.*)$/su.exec(request.originalUrl) ?? [];
    response.set("Cache-Control", "no-store");
    const { returnTo } = await handlers.finishProviderSignIn(visitOf(response), { provider, answer });
    response.redirect(303, returnTo);
  });
  return router;
}

/** Whether a link of our own pages was followed, or an address was typed. Browsers send no header over plain http. */
function isOwnLink(request: Request): boolean {
  return ["same-origin", "none", undefined].includes(request.get("sec-fetch-site"));
}

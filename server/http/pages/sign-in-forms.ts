import express, { type Request, type RequestHandler, type Router } from "express";
import { createElement } from "react";
import * as z from "zod";
import { can } from "#core/access/permissions.ts";
import { accountOperations } from "#core/contract/account-operations.ts";
import { contract } from "#core/contract/contract.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { signInPath } from "#core/contract/pages.ts";
import { safePath, settingsPages, setUpPath, sitePages } from "#core/contract/settings-pages.ts";
import { inLanguage, pageTitles as titles, signInPage as messages, writtenIn } from "#core/messages/catalogues.ts";
import { type RefusedForm, refusedForm, signInPage } from "../../../client/settings/sign-in/SignInPage.tsx";
import { ProblemError } from "../../services/kernel/problem.ts";
import { problemOf, setRetryAfter } from "../api/problem.ts";
import { visitOf } from "../middleware/visitor.ts";
import { addressOf, answersByUrl, givenAnswers, languageOf } from "./page-content.ts";
import { type PagesOptions, sendPage } from "./send-page.tsx";
import { sharedPages } from "./shared-pages.ts";

/** The forms of the page: of a link that was handed over, of an address, and of a code. */
const LinkFields = contract.signIn.body;
const EmailFields = accountOperations.askToSignIn.body.pick({ email: true });
const CodeFields = z.object({ request: z.string(), code: z.string() });

/** Returns the path in a query to which signing in leads back; null for none. */
function returnIn(query: Readonly<Record<string, unknown>>): string | null {
  const path = query["return"];
  return typeof path === "string" ? safePath(path) : null;
}

/** Handles the forms of the page as sent without scripts. A wrong entry is answered with the form and the reason. */
export function receiveSignIn({ handlers, findTags }: Pick<PagesOptions, "handlers" | "findTags">): RequestHandler {
  const { module, build } = sharedPages.signIn;
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
    try {
      response.redirect(303, await act(visit, { body: request.body, returnTo: returnIn(request.query) }));
    } catch (error) {
      const me = await handlers.getMe(visit, {});
      const language = languageOf(request, me);
      const problem = problemOf(error, language);
      if (problem.status >= 500 || problem.code === "link-not-valid") throw error;
      const text = problem.code === "invalid-request" ? inLanguage(messages, language).emailInvalid : problem.detail;
      const refused: RefusedForm = { error: text, isOfAddress: isAddress(request.body) };
      const content = writtenIn(language, await build({ handlers, visit, me, params: {}, query: request.query }));
      setRetryAfter(response, problem);
      const props = {
        language,
        title: inLanguage(titles, language).signIn,
        description: content.description,
        indexed: false,
        tags: findTags(module, language),
        data: { ...answersByUrl("signIn", {}, content), [refusedForm]: refused },
        given: givenAnswers("signIn", {}, content, addressOf(request)),
        queries: content.ownQueries,
        children: createElement(signInPage.Page, { refused }),
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

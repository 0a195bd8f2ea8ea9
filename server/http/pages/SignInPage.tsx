import type { ReactNode } from "react";
import { contract } from "#core/contract/contract.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import * as titles from "#core/messages/page-titles.en.ts";
import * as messages from "#core/messages/server-pages.en.ts";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** The form that a sign-in link fills in: its token. */
export const SignInForm = contract.signIn.body;

/** Builds the page that a sign-in link opens. */
export async function signInContent({ handlers, visit, query }: PageRequest<"signIn">): Promise<PageContent<"signIn">> {
  const me = await handlers.getMe(visit, {});
  const form = SignInForm.safeParse({ token: query["token"] });
  return {
    title: {},
    forum: null,
    personal: true,
    description: messages.signInDescription,
    answers: { getMe: me },
    children: <SignInPage token={form.data?.token ?? null} me={me} />,
  };
}

/**
 * The target of a sign-in link. The user presses a button instead of being signed in at once, because mail scanners
 * follow links and would use up the one-time link. A plain form needs no script. Omits the forum's name, because the
 * reader may be a stranger.
 */
export function SignInPage({ token, me }: { token: string | null; me: Me }): ReactNode {
  return (
    <>
      <SiteHeader forum={messages.documents} here={messages.signIn} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{titles.signIn}</h1>
        {token === null ? (
          <div className="state">
            <p>
              {me.participant ? formatMessage(messages.signedInAs, { name: me.participant.name }) : messages.signInHelp}
            </p>
            <a className="button" href="/">
              {messages.goToDocuments}
            </a>
          </div>
        ) : (
          <form className="state" method="post" action="/sign-in">
            <p>{messages.signInLinkNote}</p>
            <input type="hidden" name="token" value={token} />
            <button className="button button-primary" type="submit">
              {messages.signInWithLink}
            </button>
          </form>
        )}
      </main>
    </>
  );
}

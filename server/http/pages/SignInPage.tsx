import type { ReactNode } from "react";
import { contract } from "#core/contract/contract.ts";
import type { Me } from "#core/contract/forum-operations.ts";
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
    description: "Sign in with a link from the secretariat.",
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
      <SiteHeader forum="Library" trail={[<span aria-current="page">Sign in</span>]} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">Sign in</h1>
        {token === null ? (
          <div className="state">
            <p>
              {me.participant
                ? `You are signed in as ${me.participant.name}.`
                : "You sign in with a link from the secretariat. Ask it for one, and open it here."}
            </p>
            <a className="button" href="/">
              Go to the library
            </a>
          </div>
        ) : (
          <form className="state" method="post" action="/sign-in">
            <p>Your link is good for one sign-in on this device.</p>
            <input type="hidden" name="token" value={token} />
            <button className="button button-primary" type="submit">
              Sign in with this link
            </button>
          </form>
        )}
      </main>
    </>
  );
}

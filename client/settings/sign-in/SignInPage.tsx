import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, type SubmitEvent, useLayoutEffect, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { can } from "#core/access/permissions.ts";
import { setUpPath } from "#core/contract/settings-pages.ts";
import { colleagues, pageTitles as titles, signInPage as messages } from "#core/messages/catalogues.ts";
import { actorOf, changePerson } from "../../api/actor.ts";
import { call, readPageDataOnce } from "../../api/call.ts";
import { needed } from "../../api/needed.ts";
import { ProblemError } from "../../api/problem-error.ts";
import { forumQuery, meQuery } from "../../api/queries.ts";
import { EmptyState } from "../../components/PageStates.tsx";
import { isTakingOver } from "../../components/taking-over.ts";
import { useTitle } from "../../components/use-title.ts";
import { Header } from "../../header/Header.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { AddressAgreement } from "./AddressAgreement.tsx";
import { methodsQuery, OtherWaysIn, StrongerSignIn } from "./OtherWaysIn.tsx";
import { useReturnTo } from "./return-to.ts";
import { CodeForm, EmailForm, LinkForm } from "./SignInForms.tsx";
import { useAttempt } from "./use-attempt.ts";
import "./sign-in.css";

const signInQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: ({ signal }) => call("getSignIn", { signal }),
});

const faceQuery = queryOptions({
  queryKey: ["forum-face"],
  queryFn: ({ signal }) => call("getForumFace", { signal }),
});

/** The page and the queries that it alone has. */
export const signInPage = {
  Page: SignInPage,
  queries: {
    getSignIn: needed(() => signInQuery),
    getSignInMethods: needed(() => methodsQuery),
    getForumFace: needed(() => faceQuery),
  },
};

/** A form that was refused after the browser sent it without scripts. */
export interface RefusedForm {
  /** The message that explains the refusal. */
  error: string;
  /** Whether it was the form for the address. */
  isOfAddress: boolean;
}

/** The name of a refused form among the page's data. */
export const refusedForm = "/sign-in";

/**
 * The token of a link: of an invitation, of a message that this or another browser asked for, or to the old address of a
 * person whose address was replaced.
 */
type LinkToken = { invitation: string } | { requested: string } | { address: string } | null;

/**
 * Returns the token of the link that opened the page or was pasted into it, and a function that sets it aside. It is in
 * the fragment, which never reaches a server's log. Links that are handed over have it in the query, so that they work
 * without scripts.
 */
function useLinkToken(): [LinkToken, () => void] {
  const invitation = new URLSearchParams(useSearch()).get("token");
  const [link, setLink] = useState<LinkToken>(invitation === null ? null : { invitation });
  useLayoutEffect(() => {
    const follow = (): void => setLink((before) => tokenIn(location.hash) ?? before);
    follow();
    // A link that is pasted where this page is open changes only the fragment.
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return [link, () => setLink(null)];
}

function tokenIn(hash: string): LinkToken {
  const fragment = new URLSearchParams(hash.slice(1));
  const requested = fragment.get("token");
  if (requested !== null) return { requested };
  const address = fragment.get("address");
  if (address !== null) return { address };
  const invitation = fragment.get("invitation");
  return invitation === null ? null : { invitation };
}

/**
 * The page on which people sign in: with a link, whose button waits to be pressed because mail scanners open links; or
 * with a code from a message to their address.
 */
function SignInPage({
  refused: given = null,
}: {
  params?: Record<string, string>;
  /** Given by the server. The client finds it among the page's data. */
  refused?: RefusedForm | null;
}): ReactNode {
  const [refused] = useState(
    () => given ?? (isTakingOver() ? (readPageDataOnce(refusedForm) as RefusedForm | undefined) : undefined),
  );
  const [link, leaveLink] = useLinkToken();
  const me = useQuery(meQuery).data;
  const methods = useQuery(methodsQuery).data;
  const leave = useEntrance();
  useTitle(titles.signIn);
  const enter = async (): Promise<void> => {
    if (!(await leave())) leaveLink();
  };
  return (
    <>
      <Header here={titles.signIn} face={useQuery(faceQuery).data ?? null} />
      <main className="page page-narrow sign-in-page" id="main">
        <h1 className="page-title">{link && "address" in link ? colleagues.addressTitle : titles.signIn}</h1>
        {link && "address" in link ? (
          <AddressAgreement link={link.address} />
        ) : me?.participant && !link ? (
          <EmptyState
            action={
              <Link className="button" href="/">
                {messages.goToDocuments}
              </Link>
            }
          >
            {formatMessage(messages.signedInAs, { name: me.participant.name })}
          </EmptyState>
        ) : methods?.heldBack && !link ? (
          <StrongerSignIn methods={methods} enter={enter} />
        ) : (
          <>
            <SignInForm link={link} refused={refused} enter={enter} onAsked={leaveLink} />
            {methods && !link && <OtherWaysIn methods={methods} enter={enter} />}
          </>
        )}
      </main>
    </>
  );
}

/** The form for the link, for the code of a message that was sent, or for the address to which to send one. */
function SignInForm({
  link,
  refused,
  enter,
  onAsked,
}: {
  link: LinkToken;
  refused: RefusedForm | undefined;
  enter: () => Promise<void>;
  /** Called when a message was asked for. */
  onAsked: () => void;
}): ReactNode {
  const [asked, setAsked] = useState(false);
  const asksAgain = new URLSearchParams(useSearch()).has("again");
  const [again, setAgain] = useState(asksAgain || refused?.isOfAddress === true);
  const { busy, error, attempt } = useAttempt(refused?.error);
  const returnTo = useReturnTo();
  const pending = useQuery(signInQuery).data?.request ?? null;
  const client = useQueryClient();
  const followLink = (): Promise<void> =>
    attempt(async () => {
      if (link && "invitation" in link) await call("signIn", { body: { token: link.invitation } });
      else if (link && "requested" in link && pending)
        await call("confirmSignIn", { params: { request: pending.id }, body: { token: link.requested } });
      await enter();
    });
  const askFor = (email: string): Promise<void> =>
    attempt(async () => {
      const request = await call("askToSignIn", { body: { email, returnTo: returnTo ?? "/" } });
      client.setQueryData(signInQuery.queryKey, { request });
      onAsked();
      setAgain(false);
      setAsked(true);
    });
  const confirm = (request: string, code: string): Promise<void> =>
    attempt(async () => {
      try {
        await call("confirmSignIn", { params: { request }, body: { code } });
      } catch (problem) {
        if (problem instanceof ProblemError && problem.code === "sign-in-ended")
          await client.invalidateQueries(signInQuery);
        throw problem;
      }
      await enter();
    });
  if (link && ("invitation" in link || pending))
    return (
      <LinkForm
        token={"invitation" in link ? link.invitation : null}
        {...{ returnTo, busy, error }}
        onSubmit={submitting(() => void followLink())}
      />
    );
  if (!link && pending && !again)
    return (
      <CodeForm
        returnTo={returnTo}
        request={pending.id}
        {...{ busy, error }}
        focused={asked}
        onSubmit={submitting((fields) => void confirm(pending.id, fields.get("code") ?? ""))}
      />
    );
  return (
    <>
      {link && <p className="sign-in-notice">{messages.otherBrowser}</p>}
      <EmailForm
        returnTo={returnTo}
        {...{ busy, error }}
        onSubmit={submitting((fields) => void askFor(fields.get("email") ?? ""))}
      />
    </>
  );
}

/**
 * Returns a function that leaves the page as the signed-in person. It stays, and returns false, if their session is too
 * weak for their role.
 */
function useEntrance(): () => Promise<boolean> {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const returnTo = useReturnTo();
  return async () => {
    await changePerson(client);
    const { participant } = await client.query(meQuery);
    if (participant) {
      // The next page writes times in the zone of a forum that may have been closed until now.
      await client.query(forumQuery);
      navigate(returnTo ?? (await firstPage(client)), { replace: true });
    }
    return participant !== null;
  };
}

/**
 * Returns the page that a person sees first after sign-in without a return address: the set-up of a new forum for its secretariat, or the
 * documents.
 */
async function firstPage(client: QueryClient): Promise<string> {
  try {
    if (!can(actorOf(await client.query(meQuery)), "read-settings")) return "/";
    const { setUpQuery } = await import("../parts/settings-queries.ts");
    return (await client.query(setUpQuery)).isFinished ? "/" : setUpPath;
  } catch {
    return "/";
  }
}

/** Returns a handler that gives a form's text fields to a function, instead of letting the browser send the form. */
function submitting(act: (fields: Map<string, string>) => void): (event: SubmitEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)];
    act(new Map(fields.flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []))));
  };
}

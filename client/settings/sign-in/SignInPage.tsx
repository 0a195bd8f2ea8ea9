import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, type SubmitEvent, useEffect, useState, useLayoutEffect } from "react";
import { Link, useLocation } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { PendingRequest } from "#core/contract/account-operations.ts";
import type { ForumFace } from "#core/contract/face-operations.ts";
import { safePath, setUpPath } from "#core/contract/settings-pages.ts";
import { colleagues, pageTitles as titles, signInPage as messages } from "#core/messages/catalogues.ts";
import { actorOf, changePerson } from "../../api/actor.ts";
import { call } from "../../api/call.ts";
import { ProblemError } from "../../api/problem-error.ts";
import { forumQuery, meQuery } from "../../api/queries.ts";
import { EmptyState } from "../../components/PageStates.tsx";
import { useTitle } from "../../components/use-title.ts";
import { Header } from "../../header/Header.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { CodeForm, EmailForm, LinkForm } from "../../page-parts/SignInForms.tsx";
import { AddressAgreement } from "./AddressAgreement.tsx";
import { OtherWaysIn, preloadMethods, StrongerSignIn, useSignInMethods } from "./OtherWaysIn.tsx";
import { setUpQuery } from "../parts/settings-queries.ts";
import { useAttempt } from "./use-attempt.ts";
import "./sign-in.css";

const signInQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: ({ signal }) => call("getSignIn", { signal }),
  initialData: () => first?.answer,
  initialDataUpdatedAt: () => first?.at,
});

const faceQuery = queryOptions({
  queryKey: ["forum-face"],
  queryFn: ({ signal }) => call("getForumFace", { signal }),
  initialData: () => first?.face,
  initialDataUpdatedAt: () => first?.at,
});

/** The first answers, read before the page is rendered. */
let first: { answer: { request: PendingRequest | null }; face: ForumFace | null; at: number } | undefined;

/** Reads the request that waits and the forum's names, which the server wrote into the page, before the page is rendered. */
export async function openSignInPage(): Promise<typeof SignInPage> {
  const none = (): null => null;
  const [answer, face] = await Promise.all([
    call("getSignIn", {}).catch(none),
    call("getForumFace", {}).catch(none),
    preloadMethods(),
  ]);
  if (answer) first = { answer, face, at: Date.now() };
  return SignInPage;
}

/**
 * The token of a link: of an invitation, of a message that this or another browser asked for, or to the old address of a
 * person whose address was replaced.
 */
type LinkToken = { invitation: string } | { requested: string } | { address: string } | null;

/**
 * Returns the token of the link that opened the page. It is in the fragment, which never reaches a server's log.
 * Links that are handed over have it in the query, so that they work without scripts.
 */
function tokenOf({ hash, search }: Location): LinkToken {
  const fragment = new URLSearchParams(hash.slice(1));
  const requested = fragment.get("token");
  if (requested !== null) return { requested };
  const address = fragment.get("address");
  if (address !== null) return { address };
  const invitation = fragment.get("invitation") ?? new URLSearchParams(search).get("token");
  return invitation === null ? null : { invitation };
}

/** Returns the token of the link that opened the page or was pasted into it, and a function that sets it aside. */
function useLinkToken(): [LinkToken, () => void] {
  const [link, setLink] = useState(() => tokenOf(location));
  // A link that is pasted where this page is open changes only the fragment.
  useEffect(() => {
    const follow = (): void => setLink((before) => tokenOf(location) ?? before);
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return [link, () => setLink(null)];
}

/**
 * The page on which people sign in: with a link, whose button waits to be pressed because mail scanners open links; or
 * with a code from a message to their address.
 */
export function SignInPage(): ReactNode {
  const [link, leaveLink] = useLinkToken();
  const me = useQuery(meQuery).data;
  const methods = useSignInMethods();
  const leave = useEntrance();
  useTitle(titles.signIn);
  const enter = async (): Promise<void> => {
    if (!(await leave())) leaveLink();
  };
  return (
    <>
      <Header here={titles.signIn} face={useQuery(faceQuery).data} />
      <main className="page page-narrow" id="main">
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
            <SignInForm link={link} enter={enter} onAsked={leaveLink} />
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
  enter,
  onAsked,
}: {
  link: LinkToken;
  enter: () => Promise<void>;
  /** Called when a message was asked for. */
  onAsked: () => void;
}): ReactNode {
  const [asked, setAsked] = useState(false);
  const [again, setAgain] = useState(() => new URLSearchParams(location.search).has("again"));
  const { busy, error, attempt } = useAttempt();
  useTypedBefore();
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
      const request = await call("askToSignIn", { body: { email, returnTo: returnTo() ?? "/" } });
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
      <LinkForm token={null} returnTo={null} {...{ busy, error }} onSubmit={submitting(() => void followLink())} />
    );
  if (!link && pending && !again)
    return (
      <CodeForm
        returnTo={returnTo()}
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
        returnTo={returnTo()}
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
  return async () => {
    await changePerson(client);
    const { participant } = await client.query(meQuery);
    if (participant) {
      // The next page writes times in the zone of a forum that may have been closed until now.
      await client.query(forumQuery);
      navigate(returnTo() ?? (await firstPage(client)), { replace: true });
    }
    return participant !== null;
  };
}

/** Returns the page from which the person came to sign in; null if it is unknown. */
function returnTo(): string | null {
  const path = new URLSearchParams(location.search).get("return");
  return path === null ? null : safePath(path);
}

/**
 * Returns the page that a person sees first after sign-in without a return address: the set-up of a new forum for its secretariat, or the
 * documents.
 */
async function firstPage(client: QueryClient): Promise<string> {
  try {
    if (!can(actorOf(await client.query(meQuery)), "read-settings")) return "/";
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

/** A field of the server's page, as the reader left it. */
interface TypedField {
  name: string;
  value: string;
  isFocused: boolean;
}

/** The fields of the server's page that were filled or focused when the client replaced it (main.tsx). */
let typedBefore: readonly TypedField[] = [];
const rememberTyped = (): void => {
  typedBefore = fieldsOf(document).filter(({ value, isFocused }) => value !== "" || isFocused);
};
window.addEventListener("replacing-page", rememberTyped, { once: true });

/** Keeps what was typed into the server's page before the scripts were there, in fields of the same name. */
function useTypedBefore(): void {
  useLayoutEffect(() => {
    const typed = typedBefore;
    typedBefore = [];
    for (const { name, value, isFocused } of typed) {
      const field = document.querySelector<HTMLInputElement>(`#root input[name="${CSS.escape(name)}"]`);
      if (!field || field.value !== "") continue;
      field.value = value;
      if (isFocused) field.focus();
    }
  }, []);
}

function fieldsOf(page: Document): TypedField[] {
  const fields = [...page.querySelectorAll<HTMLInputElement>("#root form input:not([type=hidden])")];
  return fields.map((field) => ({ name: field.name, value: field.value, isFocused: field === page.activeElement }));
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { Link, useLocation } from "wouter";
import * as titles from "#core/messages/page-titles.en.ts";
import * as messages from "#core/messages/interface.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { call } from "../api/call.ts";
import { changePerson } from "../api/actor.ts";
import { meQuery } from "../api/queries.ts";
import { Header } from "../header/Header.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { useTitle } from "../components/use-title.ts";
import { firstPage } from "./first-page.ts";

/**
 * Returns the token of a one-time link. The fragment comes first because it never reaches a server's log. The query is
 * read too because some mail programs drop fragments.
 */
function tokenOf(location: Location): string | null {
  const fragment = location.hash.slice(1);
  return new URLSearchParams(fragment).get("token") ?? new URLSearchParams(location.search).get("token");
}

/**
 * The page that a sign-in link opens. It waits for a button press: mail scanners follow links, and would use up the
 * one-time link.
 */
export function SignInPage(): ReactNode {
  const [token] = useState(() => tokenOf(location));
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const me = useQuery(meQuery).data;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  useTitle(titles.signIn);

  const signIn = async (given: string): Promise<void> => {
    setState({ busy: true, error: null });
    try {
      await call("signIn", { body: { token: given } });
      await changePerson(client);
      navigate(await firstPage(client), { replace: true });
    } catch (error) {
      setState({ busy: false, error });
    }
  };

  return (
    <>
      <Header here={messages.signIn} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{titles.signIn}</h1>
        {token ? (
          <EmptyState
            action={
              <Button className="button button-primary" isDisabled={state.busy} onPress={() => void signIn(token)}>
                {state.busy ? messages.signingIn : messages.signInWithLink}
              </Button>
            }
          >
            {messages.signInLinkNote}
          </EmptyState>
        ) : (
          <EmptyState
            action={
              <Link className="button" href="/">
                {messages.readWithoutSignIn}
              </Link>
            }
          >
            {me?.participant
              ? formatMessage(messages.signedInAsSentence, { name: me.participant.name })
              : messages.signInHelp}
          </EmptyState>
        )}
        {state.error !== null && <ProblemNotice error={state.error} />}
      </main>
    </>
  );
}

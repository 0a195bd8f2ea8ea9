import type { ReactNode } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import type { Problem } from "#core/contract/problem.ts";
import * as messages from "#core/messages/server-pages.en.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/**
 * The reason why a page is not shown, with one suggested action. Omits the forum's name, because the reader may be a
 * stranger.
 */
export function RefusalPage({ problem, me }: { problem: Problem; me: Me | null }): ReactNode {
  const action =
    problem.code === "not-signed-in"
      ? { href: "/sign-in", words: messages.signIn }
      : { href: "/", words: messages.goToDocuments };
  return (
    <>
      <SiteHeader forum={messages.documents} trail={[]} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{problem.title}</h1>
        <div className="state">
          <p>{problem.detail}</p>
          <a className="button" href={action.href}>
            {action.words}
          </a>
        </div>
      </main>
    </>
  );
}

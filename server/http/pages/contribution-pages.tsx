import express, { type Router } from "express";
import type { ReactNode } from "react";
import { contributionPath, contributionsPath, readingPath } from "#core/contract/pages.ts";
import { sayDate } from "#core/messages/dates.ts";
import { say } from "#core/messages/messages.ts";
import { visitOf } from "../middleware/visitor.ts";
import { type PagesOptions, sendPage } from "./send-page.tsx";
import { SiteHeader } from "./SiteHeader.tsx";

/** Not cached, because the next user of the browser may be someone else. */
const ownAnswer = { status: 200, stored: false };

/** The list of contributions sent by organisations, and the container for the client's review of one. */
export function contributionPages({ handlers, findTags }: Pick<PagesOptions, "handlers" | "findTags">): Router {
  const router = express.Router();

  router.get(contributionsPath, async (request, response) => {
    const visit = visitOf(response);
    const contributions = await handlers.getContributions(visit, {});
    const [library, me] = await Promise.all([handlers.getLibrary(visit, {}), handlers.getMe(visit, {})]);
    const { forum } = library;
    sendPage(request, response, ownAnswer, {
      title: `${worded("contributions-title")} · ${forum.shortName}`,
      description: worded("contributions-about-reader"),
      indexed: false,
      tags: findTags("contributions/ContributionsPage.tsx"),
      data: { "/api/me": me, "/api/library": library, "/api/contributions": contributions },
      children: (
        <>
          <SiteHeader forum={forum.shortName} trail={[here(worded("contributions-title"))]} me={me} />
          <main className="page" id="main">
            <h1 className="page-title">{worded("contributions-title")}</h1>
            <p className="page-about">{worded("contributions-about-reader")}</p>
            <ul>
              {contributions.map(({ id, source, organisations, version, sentOn, may }) => (
                <li key={id} id={id}>
                  {may.review ? <a href={contributionPath(id)}>{source.fileName}</a> : source.fileName},{" "}
                  {organisations.map(({ name }) => name).join(", ")}, {sayDate(sentOn, "en")}
                  {version && (
                    <>
                      :{" "}
                      <a href={readingPath(version.address)}>
                        {version.document}, {version.label}
                      </a>
                    </>
                  )}
                </li>
              ))}
            </ul>
            {contributions.length === 0 && <p>{worded("contributions-none")}</p>}
          </main>
        </>
      ),
    });
  });

  router.get("/contributions/:contribution", async (request, response) => {
    const visit = visitOf(response);
    const contribution = await handlers.getContribution(visit, { contribution: request.params.contribution });
    const [library, me] = await Promise.all([handlers.getLibrary(visit, {}), handlers.getMe(visit, {})]);
    const { forum } = library;
    const { fileName } = contribution.source;
    const trail = [
      <a key="all" href={contributionsPath}>
        {worded("contributions-title")}
      </a>,
      here(fileName),
    ];
    sendPage(request, response, ownAnswer, {
      title: `${fileName} · ${forum.shortName}`,
      description: worded("contributions-about-reader"),
      indexed: false,
      tags: findTags("contributions/ContributionPage.tsx"),
      data: { "/api/me": me, "/api/library": library, [`/api/contributions/${contribution.id}`]: contribution },
      children: (
        <>
          <SiteHeader forum={forum.shortName} trail={trail} me={me} />
          <main className="page page-review" id="main">
            <h1 className="page-title">{fileName}</h1>
            <noscript>
              <p>{worded("contributions-without-script")}</p>
            </noscript>
          </main>
        </>
      ),
    });
  });

  return router;
}

function worded(code: string): string {
  return say({ code, params: {} }, "en");
}

function here(name: string): ReactNode {
  return <span aria-current="page">{name}</span>;
}

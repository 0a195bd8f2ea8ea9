import express, { type Router } from "express";
import type { ReactNode } from "react";
import { askedPath, circlesPath, readingPath } from "#core/contract/page-paths.ts";
import { say } from "#core/messages/messages.ts";
import { visitOf } from "../visitor.ts";
import type { PagesOptions } from "./pages-options.ts";
import { sendPage } from "./send-page.tsx";
import { SiteHeader } from "./SiteHeader.tsx";

/** Not kept by the browser: the next person at it is another. */
const ownAnswer = { status: 200, stored: false };

/** What is between organisations, as lists to be read; the client acts on them. */
export function sharingPages({ handlers, findTags }: Pick<PagesOptions, "handlers" | "findTags">): Router {
  const router = express.Router();

  router.get(circlesPath, async (request, response) => {
    const visit = visitOf(response);
    const circles = await handlers.getCircles(visit, {});
    const [library, me] = await Promise.all([handlers.getLibrary(visit, {}), handlers.getMe(visit, {})]);
    const { forum, organisations } = library;
    const nameOf = (id: string): string => organisations.find((one) => one.id === id)?.shortName ?? id;
    sendPage(request, response, ownAnswer, {
      title: `${worded("circles-title")} · ${forum.shortName}`,
      description: worded("circles-about"),
      indexed: false,
      tags: findTags("pages/CirclesPage.tsx"),
      data: { "/api/me": me, "/api/library": library, "/api/circles": circles },
      children: (
        <>
          <SiteHeader forum={forum.shortName} trail={[here("circles-title")]} me={me} />
          <main className="page page-narrow" id="main">
            <h1 className="page-title">{worded("circles-title")}</h1>
            <p className="page-about">{worded("circles-about")}</p>
            <ul>
              {circles.map(({ id, name, organisationIds }) => (
                <li key={id}>
                  <h2>{name}</h2>
                  <p>{organisationIds.map(nameOf).join(", ")}</p>
                </li>
              ))}
            </ul>
            {circles.length === 0 && <p>{worded("circles-none")}</p>}
          </main>
        </>
      ),
    });
  });

  router.get(askedPath, async (request, response) => {
    const visit = visitOf(response);
    const [requests, library, me] = await Promise.all([
      handlers.getJointRequests(visit, {}),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const { forum } = library;
    sendPage(request, response, ownAnswer, {
      title: `${worded("asked-title")} · ${forum.shortName}`,
      description: worded("asked-about"),
      indexed: false,
      tags: findTags("pages/AskedPage.tsx"),
      data: { "/api/me": me, "/api/library": library, "/api/joint-requests": requests },
      children: (
        <>
          <SiteHeader forum={forum.shortName} trail={[here("asked-title")]} me={me} />
          <main className="page page-narrow" id="main">
            <h1 className="page-title">{worded("asked-title")}</h1>
            <p className="page-about">{worded("asked-about")}</p>
            <ol>
              {requests.map(({ annotation, madeOn }) => (
                <li key={annotation.id}>
                  <a href={readingPath(madeOn)}>
                    {annotation.speaker.organisation?.shortName ?? annotation.speaker.name}
                  </a>
                  <p dir="auto">{annotation.text}</p>
                </li>
              ))}
            </ol>
            {requests.length === 0 && <p>{worded("asked-nothing")}</p>}
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

function here(code: string): ReactNode {
  return <span aria-current="page">{worded(code)}</span>;
}

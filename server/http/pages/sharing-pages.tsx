import express, { type Router } from "express";
import type { ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { askedPath, circlesPath, readingPath } from "#core/contract/pages.ts";
import { say } from "#core/messages/messages.ts";
import { visitOf } from "../middleware/visitor.ts";
import { type PagesOptions, sendPage } from "./send-page.tsx";
import { SiteHeader } from "./SiteHeader.tsx";

/** Not cached, because the next user of the browser may be someone else. */
const ownAnswer = { status: 200, stored: false };

/** Sharing between organisations, as lists to read. The client adds the actions. */
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
      tags: findTags("circles/CirclesPage.tsx"),
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
    const mentions = await handlers.getMentions(visit, {});
    const [requests, library, me] = await Promise.all([
      handlers.getJointRequests(visit, {}),
      handlers.getLibrary(visit, {}),
      handlers.getMe(visit, {}),
    ]);
    const { forum } = library;
    sendPage(request, response, ownAnswer, {
      title: `${worded("for-you-title")} · ${forum.shortName}`,
      description: worded("asked-about"),
      indexed: false,
      tags: findTags("inbox/InboxPage.tsx"),
      data: { "/api/me": me, "/api/library": library, "/api/joint-requests": requests, "/api/mentions": mentions },
      children: (
        <>
          <SiteHeader forum={forum.shortName} trail={[here("for-you-title")]} me={me} />
          <main className="page page-narrow" id="main">
            <h1 className="page-title">{worded("for-you-title")}</h1>
            <h2>{worded("asked-title")}</h2>
            <p className="page-about">{worded("asked-about")}</p>
            <SaidList said={requests} />
            {requests.length === 0 && <p>{worded("asked-nothing")}</p>}
            <h2>{worded("mentions-title")}</h2>
            <SaidList said={mentions} />
            {mentions.length === 0 && <p>{worded("mentions-nothing")}</p>}
          </main>
        </>
      ),
    });
  });

  return router;
}

/** Comments with their authors and a link to their draft. */
function SaidList({ said }: { said: readonly PlacedAnnotation[] }): ReactNode {
  return (
    <ol>
      {said.map(({ annotation, madeOn }) => (
        <li key={annotation.id}>
          <a href={readingPath(madeOn)}>{annotation.speaker.organisation?.shortName ?? annotation.speaker.name}</a>
          <p dir="auto">{annotation.text}</p>
        </li>
      ))}
    </ol>
  );
}

function worded(code: string): string {
  return say({ code, params: {} }, "en");
}

function here(code: string): ReactNode {
  return <span aria-current="page">{worded(code)}</span>;
}

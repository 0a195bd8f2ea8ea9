import type { ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { pageTitles as titles } from "#core/messages/catalogues.ts";
import { SourceLogo } from "../../../client/page-parts/Logos.tsx";
import { word } from "../../../client/page-parts/messages.ts";
import { SiteHeader } from "./Shell.tsx";
import type { PageRequest, WritePage } from "./page-content.ts";

/** Builds the reader's inbox: requests to co-sign, and mentions. */
export async function inboxContent({ handlers, visit }: PageRequest<"inbox">): Promise<WritePage<"inbox">> {
  const mentions = await handlers.getMentions(visit, {});
  const [requests, forum, me] = await Promise.all([
    handlers.getJointRequests(visit, {}),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  return () => ({
    title: {},
    forum: forum.shortName,
    personal: true,
    description: word("asked-about"),
    answers: { getMe: me, getForum: forum, getJointRequests: requests, getMentions: mentions },
    children: (
      <>
        <SiteHeader forum={forum} here={titles.inbox} me={me} />
        <main className="page page-narrow" id="main">
          <h1 className="page-title">{titles.inbox}</h1>
          <h2>{word("asked-title")}</h2>
          <p className="page-about">{word("asked-about")}</p>
          <CommentList comments={requests} />
          {requests.length === 0 && <p>{word("asked-nothing")}</p>}
          <h2>{word("mentions-title")}</h2>
          <CommentList comments={mentions} />
          {mentions.length === 0 && <p>{word("mentions-nothing")}</p>}
        </main>
      </>
    ),
  });
}

/** Comments with their authors and a link to their draft. */
function CommentList({ comments }: { comments: readonly PlacedAnnotation[] }): ReactNode {
  return (
    <ol>
      {comments.map(({ annotation, madeOn }) => (
        <li key={annotation.id}>
          <SourceLogo speaker={annotation.speaker} />
          <a href={readingPath(madeOn)}>{annotation.speaker.organisation?.shortName ?? annotation.speaker.name}</a>
          <p dir="auto">{annotation.text}</p>
        </li>
      ))}
    </ol>
  );
}

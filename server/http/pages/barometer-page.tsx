import { contract } from "#core/contract/contract.ts";
import { barometerPage as messages, pageTitles as titles } from "#core/messages/catalogues.ts";
import { Barometer } from "../../../client/page-parts/Barometer.tsx";
import { DraftsLeftOut } from "../../../client/page-parts/DamageNotice.tsx";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import type { PageRequest, WritePage } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** Builds the page of a document's open brackets and options. */
export async function barometerContent({
  handlers,
  visit,
  params: { document },
  query,
}: PageRequest<"barometer">): Promise<WritePage<"barometer">> {
  const { language, draft } = contract.getBarometer.query.catch({}).parse(query);
  const [barometer, work, forum, me] = await Promise.all([
    handlers.getBarometer(visit, { document, language, draft }),
    handlers.getDocument(visit, { document }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const title = { document: barometer.document };
  return () => ({
    title,
    forum: forum.shortName,
    description: formatMessage(messages.pageDescription, title),
    answers: { getMe: me, getForum: forum, getDocument: work, getBarometer: barometer },
    queries: { getBarometer: { language, draft } },
    children: (
      <>
        <SiteHeader forum={forum} here={messages.barometer} me={me} />
        <main className="page" id="main">
          <h1 className="page-title">{formatMessage(titles.barometer, title)}</h1>
          <p className="page-about">{messages.about}</p>
          <DraftsLeftOut damaged={barometer.damaged} versions={work.versions} />
          <Barometer barometer={barometer} />
        </main>
      </>
    ),
  });
}

import { interfaceLanguage } from "#core/messages/catalogues.ts";
import type { ReactNode } from "react";
import type { Forum } from "#core/access/forum.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { PageName } from "#core/contract/pages.ts";
import { leftOutText } from "#core/phrases/damage-text.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";
import { TextTable } from "../../../client/page-parts/TextTable.tsx";
import type { PageContent } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** The tables of a page and what is shown above them. */
interface ShownTables {
  forum: Forum;
  me: Me;
  heading: string;
  /** The page's name, at the end of the trail. */
  here: string;
  /** Notes to read before the tables. */
  notes: readonly string[];
  tables: readonly TextTableData[];
}

/** Returns the content of a page that shows tables. */
export function tablesContent<Page extends PageName>({
  title,
  description,
  answers,
  queries,
  params,
  ...page
}: Pick<PageContent<Page>, "title" | "description" | "answers" | "queries" | "params"> &
  ShownTables): PageContent<Page> {
  return {
    title,
    description,
    answers,
    ...(queries && { queries }),
    ...(params && { params }),
    forum: page.forum.shortName,
    children: <TablesPage {...page} />,
  };
}

/** Returns the note that names the drafts that a page leaves out because their text is damaged, if there are any. */
export function leftOutNotes(damaged: readonly string[] | undefined, versions: readonly ListedVersion[]): string[] {
  const note = leftOutText(damaged, versions, interfaceLanguage());
  return note === null ? [] : [note];
}

/** The client's charts as tables, to read without scripts and to print. */
function TablesPage({ forum, me, heading, here, notes, tables }: ShownTables): ReactNode {
  return (
    <>
      <SiteHeader forum={forum} here={here} me={me} />
      <main className="page" id="main">
        <h1 className="page-title">{heading}</h1>
        {notes.map((note) => (
          <p key={note} className="table-note">
            {note}
          </p>
        ))}
        {tables.map((table) => (
          <TextTable key={table.caption} table={table} />
        ))}
      </main>
    </>
  );
}

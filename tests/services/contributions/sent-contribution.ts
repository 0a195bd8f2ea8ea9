import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { importContribution } from "../../../server/services/contributions/import-contribution.ts";
import { r } from "../../import/docx/word-file.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";
import { commented, del, ins, markedOpinion, type Setter } from "../../support/marked-opinion.ts";

const sentOn = "2013-02-03";

/** Returns a file with text replaced in b), and a comment with a reply on c). */
export function sentFile(setter: Setter = {}, { put = "too few", about = "How far?" } = {}): Uint8Array {
  const { author = "The member" } = setter;
  const b = `<w:p>${r("b) that ")}${del("few", setter)}${ins(put, setter)}${r(" are able to take part in meetings;")}</w:p>`;
  const c = `<w:p>${r("c) that meetings are held ")}${commented(1, r("far away"))}${r(",")}</w:p>`;
  const commentXml = (id: number, name: string, text: string): string =>
    `<w:comment w:id="${String(id)}" w:author="${name}" w:date="2013-02-02T11:00:00Z"><w:p w14:paraId="0${String(id)}">` +
    `<w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`;
  return markedOpinion(
    { b, c },
    {
      comments: commentXml(1, author, about) + commentXml(2, "The colleague", "A day."),
      commentsExtended: '<w15:commentEx w15:paraId="01"/><w15:commentEx w15:paraId="02" w15:paraIdParent="01"/>',
    },
  );
}

interface Given {
  by?: string;
  bytes?: Uint8Array;
  organisation?: string;
  jointly?: string[];
  dated?: boolean;
}

/** Receives North's file. */
export async function receive(
  forum: TestForum,
  { by = "secretariat", bytes = sentFile(), organisation, jointly, dated = by === "secretariat" }: Given = {},
): Promise<ShownContribution> {
  return receiveContribution(forum.context, asActor(by), {
    bytes,
    fileName: "north.docx",
    organisation,
    jointly,
    sentOn: dated ? sentOn : undefined,
  });
}

/** Opens a forum with both drafts published. */
export async function openDrafts(overrides: Parameters<typeof openForum>[0] = {}): Promise<TestForum> {
  const forum = await openForum(overrides);
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  return forum;
}

/** Imports a received contribution as a person. */
export const importAs = (
  forum: TestForum,
  { id, revision }: Pick<ShownContribution, "id" | "revision">,
  by = "secretariat",
): Promise<ShownContribution> => importContribution(forum.context, asActor(by), { contribution: id, revision });

/**
 * Lists the annotations that a person can read on the first draft: author, organisations, kind, dates, standing, text
 * and replies.
 */
export async function annotationTexts(forum: TestForum, who = "public"): Promise<string[]> {
  const placed = await getAnnotations(forum.context, asActor(who), { version: "opinion-5@1" }, null);
  return placed.map(({ annotation, replies }) => {
    const { speaker, kind, text, standing, createdAt, submittedAt } = annotation;
    const jointly = [...speaker.jointly.map(({ id }) => id), ...speaker.awaiting.map(({ id }) => `${id}?`)];
    const source = [speaker.organisation?.id ?? "–", ...jointly].join("+");
    const answers = replies.map((reply) => ` ↳ ${reply.speaker.name}: ${reply.text}`).join("");
    const dates = `${createdAt.slice(0, 16)} ${submittedAt?.slice(0, 10) ?? ""}`;
    return `${speaker.name} (${source}) ${kind} ${dates} ${standing}: ${text}${answers}`;
  });
}

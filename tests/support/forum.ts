import { type CompareBy, compareTexts } from "#core/lineage/compare-via.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Forum } from "../../server/core/access/forum.ts";
import { type Actor, publicActor } from "../../server/core/access/permissions.ts";
import type { NewAnnotation, PlacedAnnotation } from "../../server/core/contract/annotation-operations.ts";
import type { ListedVersion } from "../../server/core/contract/forum-operations.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import { createContext } from "../../server/services/create-context.ts";
import { createDocument } from "../../server/services/forum/document.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { fileTasks } from "../../server/services/kernel/file-tasks.ts";
import { publishVersion } from "../../server/services/publication/publication.ts";
import { prepareVersion } from "../../server/services/publication/upload.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import type { Reader, Store, Writer } from "../../server/store/store.ts";
import { actorOf, forumOf, organisations, participants } from "./people.ts";

/** Returns an actor by their id in `participants`, or the public. */
export function asActor(who: string): Actor {
  return who === "public" ? publicActor : actorOf(who);
}

/**
 * Two drafts of a short Opinion, in Markdown. The second inserts a word and deletes c); all other labels stay the same.
 */
export const firstDraft = `# Draft Opinion 5: Taking part

The fifth Forum (Geneva, 2013),

*considering*

a) that many are concerned by what is decided;

b) that few are able to take part in meetings;

c) that meetings are held far away,

*is of the view*

1 that taking part should be made easier;

2 that records should be kept.
`;

export const secondDraft = `# Draft Opinion 5: Taking part

The fifth Forum (Geneva, 2013),

*considering*

a) that many are concerned by what is decided;

b) that few are fully able to take part in meetings,

*is of the view*

1 that taking part should be made easier;

2 that records should be kept.
`;

/** Returns the id of the n-th annotation or reply that a test creates. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/**
 * A forum with its people, one document, "opinion-5", and helpers to fill it. Its clock advances one minute each time
 * it is read.
 */
export interface TestForum {
  context: Context;
  /** Prepares a draft of Opinion 5 and publishes it. */
  publish(round: string, markdown: string, more?: { date?: string; language?: string }): Promise<ListedVersion>;
  /** Prepares a draft without publishing it, and returns its id. */
  prepare(round: string, markdown: string, more?: { date?: string; language?: string }): Promise<string>;
  /** Creates an annotation by a participant. By default it is a submitted comment on the whole of `opinion-5@1`. */
  comment(by: string, overrides?: Partial<NewAnnotation> & { version?: string }): Promise<PlacedAnnotation>;
  /** Returns the current revision of an annotation or reply. */
  revision(id: string): Promise<string>;
}

/** Returns a function that computes each result once in a test file. */
function once<Input extends unknown[], Result>(
  compute: (...input: Input) => Result,
  keyOf: (...input: Input) => unknown,
): (...input: Input) => Result {
  const results = new Map<string, Result>();
  return (...input) => {
    const key = JSON.stringify(keyOf(...input));
    const result = results.get(key) ?? compute(...input);
    results.set(key, result);
    return result;
  };
}

/** Most tests of a file publish the same drafts, so each is read and compared once. */
const computedOnce = {
  compare: once(
    (base: VersionText, revised: VersionText, by: CompareBy) => Promise.resolve(compareTexts(base, revised, by)),
    (...input) => input,
  ),
  files: {
    ...fileTasks,
    readDraft: once(fileTasks.readDraft, (bytes, options) => [Buffer.from(bytes).toString("base64"), options]),
  },
};

/** Opens a forum in a new memory store, or the one given. */
export async function openForum(overrides: Partial<Forum> = {}, store: Store = openMemoryStore()): Promise<TestForum> {
  let minutes = 0;
  let ids = 0;
  let comments = 0;
  const context = createContext(store, {
    ...computedOnce,
    now: () => new Date(Date.UTC(2013, 1, 6, 9, minutes++)),
    newId: () => `version-${String((ids += 1))}`,
  });
  await store.transact(async (writer) => {
    await writer.put("forum", forumOf(overrides));
    await settlePeople(writer);
  });
  const secretariat = actorOf("secretariat");
  await createDocument(context, secretariat, {
    id: "opinion-5",
    title: "Draft Opinion 5",
    shortTitle: "Opinion 5",
    kind: "opinion",
    relations: [],
  });
  const forum: TestForum = {
    context,
    async prepare(round, markdown, { date = `2013-02-0${round}`, language = "en" } = {}) {
      const preview = await prepareVersion(context, secretariat, {
        document: "opinion-5",
        bytes: new TextEncoder().encode(markdown),
        fileName: `opinion-5.${round}.md`,
        round,
        label: `Draft ${round}`,
        date,
        language,
      });
      return preview.version.id;
    },
    async publish(round, markdown, more) {
      const version = await forum.prepare(round, markdown, more);
      return publishVersion(context, secretariat, { version });
    },
    revision: (id) => context.store.read((reader) => revisionIn(reader, id)),
    comment: (by, { version = "opinion-5@1", ...rest } = {}) =>
      createAnnotation(context, asActor(by), {
        version,
        id: uuid((comments += 1)),
        kind: "comment",
        type: "general",
        targets: [{ kind: "document" }],
        text: "A remark.",
        operations: [],
        visibility: "submitted",
        circle: null,
        capacity: asActor(by).organisationId === null ? "personal" : "organisation",
        jointly: [],
        ...rest,
      }),
  };
  return forum;
}

/** Adds `organisations` and `participants` to a forum. */
export async function settlePeople(writer: Writer): Promise<void> {
  for (const organisation of organisations) await writer.put("organisations", organisation);
  for (const participant of participants) await writer.put("participants", participant);
  await writer.append({
    at: "2013-02-06T08:00:00Z",
    actor: null,
    onBehalfOf: null,
    kind: "forum-seeded",
    documentId: null,
    subject: { collection: "forum", id: "forum" },
    before: null,
    after: null,
  });
}

async function revisionIn(reader: Reader, id: string): Promise<string> {
  const statement = (await reader.get("annotations", id)) ?? (await reader.get("replies", id));
  if (!statement) throw new Error(`There is no comment or reply ${id}`);
  return statement.revision;
}

import { createHash } from "node:crypto";
import { unlinkSync, writeFileSync } from "node:fs";
import { type ChainHead, headText } from "../../server/core/audit/chain-line.ts";
import { checkChain } from "../../server/core/audit/check-chain.ts";
import { verify } from "../../server/cli/forum/backup.ts";
import { getAuditChain } from "../../server/services/audit/audit-chain.ts";
import { createContext } from "../../server/services/create-context.ts";
import { decideAnnotation } from "../../server/services/outcome/decision.ts";
import { chained, emptyHeads } from "../../server/store/audit-chain.ts";
import { boundRecord } from "../../server/store/bound-records.ts";
import type { RowCollection } from "../../server/store/collections.ts";
import { checkedLine } from "../../server/store/lowdb/file-form.ts";
import { headPath } from "../../server/store/lowdb/head-file.ts";
import { partsOf, sealOf, withSeal } from "../../server/store/seals.ts";
import type { StoredEvent } from "../../server/store/stored-event.ts";
import { isDatabase, openPlace } from "../crash/open-place.ts";
import { documentOf } from "../store/document-event.ts";
import { asActor, firstDraft, openForum, uuid } from "../support/forum.ts";
import { onDatabase } from "../support/postgres.ts";
import { fitHeads, readPlace, type Row, type Stored, writePlace } from "./stored-data.ts";

/** A forum at a place, and what was noted of it before any attack. */
export interface Victim {
  place: string;
  /** The head of the public chain. */
  noted: ChainHead;
  /** What was stored before the last decision. */
  earlier: Stored;
}

/**
 * An attack on the record of a forum by somebody who can write to its data folder or database, and computes the checksums
 * anew. It says what notices it. A code for each kind of place, if they differ.
 */
export interface Attack {
  name: string;
  harm: (victim: Victim) => Promise<void> | void;
  /** The code with which the server does not start. Null if it starts. */
  start: { folder: string; database: string } | null;
  /** The codes that `verify` reports besides. A database that does not start is not read further. */
  verify: readonly string[];
  /** The codes that it reports besides if it is told a head that was noted before. */
  noted: readonly string[];
  /** What the checker says of that head. It cannot see records, which the chain does not contain. */
  checker: "contained" | "other" | "beyond";
}

const noticedAtStart = { verify: [], noted: [], checker: "contained" } as const;
const noticedInRecords = { start: null, noted: [], checker: "contained" } as const;

export const attacks: readonly Attack[] = [
  {
    ...noticedInRecords,
    name: "another text of a comment",
    harm: ({ place }) => edit(place, "annotations", (row) => ({ ...row, text: "I agree." })),
    verify: ["record-altered"],
  },
  {
    ...noticedInRecords,
    name: "another decision",
    harm: ({ place }) => edit(place, "dispositions", (row) => ({ ...row, current: null })),
    verify: ["record-altered"],
  },
  {
    ...noticedInRecords,
    name: "an emptied row",
    harm: ({ place }) => edit(place, "dispositions", ({ id }) => ({ id })),
    verify: ["record-altered"],
  },
  {
    ...noticedInRecords,
    name: "a deleted row",
    harm: ({ place }) => edit(place, "dispositions", () => null),
    verify: ["record-missing"],
  },
  {
    ...noticedInRecords,
    name: "a row without an event",
    harm: async ({ place }) => {
      const stored = await readPlace(place);
      const row = withSeal({ ...documentOf("extra") }, "AAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBB");
      stored.rows.get("documents")?.push(row);
      await writePlace(place, stored);
    },
    verify: ["record-unrecorded"],
  },
  {
    ...noticedInRecords,
    name: "another text of a comment and of its event, whose salt is removed",
    harm: async ({ place }) => {
      const stored = await readPlace(place);
      change(stored, "annotations", (row) => ({ ...row, text: "I agree." }));
      stored.events = stored.events.map((event) =>
        event.kind === "annotation-created"
          ? { ...event, after: { text: "I agree." }, audit: { ...event.audit, salt: null } }
          : event,
      );
      await writePlace(place, stored);
    },
    verify: ["chain-altered", "record-altered"],
  },
  {
    ...noticedAtStart,
    name: "missing heads",
    harm: ({ place }) =>
      isDatabase(place) ? onDatabase(place, "update head set state = '{}'").then() : unlinkSync(headPath(place)),
    start: { folder: "heads-missing", database: "database-heads" },
  },
  {
    ...noticedAtStart,
    name: "damaged heads",
    harm: ({ place }) =>
      isDatabase(place)
        ? onDatabase(place, "update head set state = jsonb_set(state, '{public,position}', '1')").then()
        : writeFileSync(headPath(place), "\0".repeat(512)),
    start: { folder: "heads-damaged", database: "database-heads" },
  },
  {
    ...noticedAtStart,
    name: "the heads of an empty forum",
    harm: async ({ place }) => {
      const zero = JSON.stringify(emptyHeads);
      if (isDatabase(place)) await onDatabase(place, `update head set state = '${zero}'`);
      else writeFileSync(headPath(place), `${checkedLine(zero)}\n`);
    },
    start: { folder: "events-added", database: "database-heads" },
  },
  {
    ...noticedAtStart,
    name: "events cut from the end",
    harm: ({ place }) => cutEvents(place),
    start: { folder: "events-cut", database: "database-heads" },
    verify: ["record-unrecorded"],
    noted: ["noted-head-beyond"],
  },
  {
    name: "events cut from the end, and heads that fit",
    harm: async ({ place }) => {
      await cutEvents(place);
      await fitHeads(place);
    },
    start: null,
    verify: ["record-unrecorded"],
    noted: ["noted-head-beyond"],
    checker: "beyond",
  },
  {
    name: "an earlier state of everything, with its heads",
    harm: async ({ place, earlier }) => {
      await writePlace(place, earlier);
      await fitHeads(place);
    },
    start: null,
    verify: [],
    noted: ["noted-head-beyond"],
    checker: "beyond",
  },
  {
    name: "another text of a comment, and all hashes computed anew",
    harm: async ({ place }) => {
      const stored = await readPlace(place);
      change(stored, "annotations", (row) => ({ ...row, text: "I agree." }));
      await writePlace(place, forged(stored));
      await fitHeads(place);
    },
    start: null,
    verify: [],
    noted: ["noted-head-other"],
    checker: "other",
  },
];

/** What was seen of an attack. */
export interface Finding {
  start: string | null;
  verify: string[];
  noted: string[];
  /** Null if the chain cannot be downloaded, because the server does not start. */
  checker: string | null;
}

/** Fills an empty folder or database with a forum: a draft, two comments and a decision. */
export async function fillPlace(place: string): Promise<Victim> {
  const store = await openPlace(place);
  const forum = await openForum({}, store);
  await forum.publish("1", firstDraft);
  for (const by of ["member", "other"] as const) await forum.comment(by);
  await store.close();
  const earlier = await readPlace(place);
  const again = await openPlace(place);
  const context = createContext(again, { publicUrl: null });
  const decision = { outcome: "noted", mergedWith: null, reason: "It asks for nothing.", shownIn: null } as const;
  await decideAnnotation(context, asActor("secretariat"), { annotation: uuid(1), revision: 0, ...decision });
  const noted = await again.read((reader) => reader.chainHead("public"));
  await again.close();
  return { place, noted, earlier };
}

/** Attacks a forum, and looks at it as its operator and a participant do. */
export async function findingOf(victim: Victim, attack: Attack): Promise<Finding> {
  await attack.harm(victim);
  const { place, noted } = victim;
  const [alone, withHead] = [await codesOf(place, []), await codesOf(place, [headText(noted)])];
  const found = { verify: alone, noted: withHead.filter((code) => !alone.includes(code)) };
  try {
    const store = await openPlace(place);
    try {
      return { ...found, start: null, checker: await checkerSays(createContext(store, { publicUrl: null }), noted) };
    } finally {
      await store.close();
    }
  } catch (error) {
    return { ...found, start: (error as { code?: string }).code ?? String(error), checker: null };
  }
}

/** Returns what is expected of an attack on a place. */
export function expectedOf({ start, verify, noted, checker }: Attack, place: string): Finding {
  if (!start) return { start, verify: [...verify], noted: [...noted], checker };
  if (isDatabase(place)) return { start: start.database, verify: [start.database], noted: [], checker: null };
  return { start: start.folder, verify: [start.folder, ...verify], noted: [...noted], checker: null };
}

/** Returns the codes of the faults that `rapporteur verify` prints, each once, or of the error with which it ends. */
async function codesOf(place: string, head: string[]): Promise<string[]> {
  let printed = "";
  const write = (text: string | Uint8Array): void => void (printed += String(text));
  const environment = isDatabase(place) ? { DATABASE_URL: place } : {};
  const terminal = { environment, write, writeError: () => undefined, reportProgress: null };
  try {
    await verify(terminal, { format: "json", head, ...(!isDatabase(place) && { data: place }) });
  } catch (error) {
    if (printed === "") return [(error as { code?: string }).code ?? String(error)];
  }
  const { faults } = JSON.parse(printed) as { faults: { code: string }[] };
  return [...new Set(faults.map(({ code }) => code))].toSorted();
}

async function checkerSays(context: ReturnType<typeof createContext>, noted: ChainHead): Promise<string> {
  const { pieces } = await getAuditChain(context, asActor("public"), { after: 0 });
  let text = "";
  for await (const { bytes } of pieces) text += Buffer.from(bytes).toString();
  const report = checkChain(text.trimEnd().split("\n"), [noted], (line) =>
    createHash("sha256").update(line).digest("hex"),
  );
  return report.broken?.code ?? report.noted[0] ?? "";
}

/** Changes or removes all rows of a collection. They keep their seals. */
function change(stored: Stored, collection: RowCollection, by: (row: Row) => Row | null): void {
  const rows = (stored.rows.get(collection) ?? []).flatMap((row) => {
    const changed = by(row);
    return changed ? [withSeal(changed, sealOf(row))] : [];
  });
  stored.rows.set(collection, rows);
}

async function edit(place: string, collection: RowCollection, by: (row: Row) => Row | null): Promise<void> {
  const stored = await readPlace(place);
  change(stored, collection, by);
  await writePlace(place, stored);
}

async function cutEvents(place: string): Promise<void> {
  const stored = await readPlace(place);
  await writePlace(place, { ...stored, events: stored.events.slice(0, -1) });
}

/** Computes all digests, commitments and links anew, so that they fit the rows. */
function forged({ rows, events }: Stored): Stored {
  const digests = new Map<string, string | null>();
  for (const [collection, all] of rows)
    for (const row of all) digests.set(partsOf(sealOf(row) ?? "").key, boundRecord(collection, row)[1]);
  const last = new Map(events.flatMap(({ seq, audit }) => (audit.records ?? []).map(([key]) => [key, seq])));
  let heads = emptyHeads;
  const again = events.map(({ audit, ...event }): StoredEvent => {
    const records = audit.records?.map(([key, digest]): [string, string | null] => [
      key,
      last.get(key) === event.seq && digests.has(key) ? (digests.get(key) ?? null) : digest,
    ]);
    const added = chained(event, heads, records ? { records } : {});
    heads = added.heads;
    return added.event;
  });
  return { rows, events: again };
}

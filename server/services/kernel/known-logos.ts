import { logoVersion } from "#core/access/logo.ts";
import type { Speaker, SpeakingOrganisation } from "#core/discuss/speaker.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { entriesIn } from "./listed-rows.ts";

/** Versions of the logos of organisations, by the organisation's id. Organisations without a logo are missing. */
export type Logos = ReadonlyMap<string, string>;

export const noLogos: Logos = new Map();

/** Maximum number of events to follow. After more, reading the logos again costs less. */
const mostEvents = 1000;

/** Kinds of events that change many records at once. */
const ofEverything: ReadonlySet<StoredEvent["kind"]> = new Set([
  ...(["forum-seeded", "model-forum-tried", "model-forum-cleared"] as const),
]);

/**
 * The logos of organisations, for answers that name many of them. They are read once, kept, and read again after an
 * event about an organisation.
 */
export class KnownLogos {
  #kept: { at: number; logos: Logos } | null = null;

  /** Returns the logos in the state of a reader. */
  async read(reader: Reader): Promise<Logos> {
    const at = await reader.lastEvent();
    const kept = this.#kept;
    if (kept?.at === at) return kept.logos;
    const isSame = kept && kept.at < at && at - kept.at <= mostEvents && !(await haveChanged(reader, kept.at));
    const logos = isSame ? kept.logos : await readLogos(reader);
    // A transaction may fail, so what it has written so far is not kept.
    if (!("put" in reader) && at > (this.#kept?.at ?? -1)) this.#kept = { at, logos };
    return logos;
  }
}

async function haveChanged(reader: Reader, after: number): Promise<boolean> {
  const events = await reader.events({ after, limit: mostEvents });
  return events.some(({ kind, subject }) => subject.collection === "organisations" || ofEverything.has(kind));
}

async function readLogos(reader: Reader): Promise<Logos> {
  const logos = new Map<string, string>();
  for await (const { row } of entriesIn(reader, "organisations", { index: "logoHash" }))
    if (row.logo) logos.set(row.id, logoVersion(row.logo));
  return logos;
}

/** Returns an organisation with the version of its present logo, if it has one. */
export function withLogo(logos: Logos, organisation: SpeakingOrganisation): SpeakingOrganisation {
  const version = logos.get(organisation.id);
  return version === undefined ? organisation : { ...organisation, logoVersion: version };
}

/** Returns a statement with the present logos of the organisations behind it. */
export function withLogos<Statement extends { speaker: Speaker }>(logos: Logos, statement: Statement): Statement {
  if (logos.size === 0) return statement;
  const { organisation, jointly, awaiting } = statement.speaker;
  return {
    ...statement,
    speaker: {
      ...statement.speaker,
      organisation: organisation && withLogo(logos, organisation),
      jointly: jointly.map((one) => withLogo(logos, one)),
      awaiting: awaiting.map((one) => withLogo(logos, one)),
    },
  };
}

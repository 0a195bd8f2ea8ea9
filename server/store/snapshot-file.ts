import { readFile } from "node:fs/promises";
import type { Adapter } from "lowdb";
import { bodyCollections, rowCollections, type Collection, type Identified } from "./collections.ts";
import { writeDurably } from "./durable-file.ts";
import { frozen } from "./frozen.ts";
import { stateOf, type State } from "./state.ts";
import type { StoredEvent } from "./stored-event.ts";

/** Counts changes of the form in which a forum is written to disk. */
const formNumber = 1;

/** What a data folder holds: a state, and the number of the first journal that is not yet in it. */
export interface Snapshot {
  state: State;
  journal: number;
}

interface SnapshotJson {
  form: number;
  journal: number;
  values: Record<Collection, Identified[]>;
  events: StoredEvent[];
}

/** Lowdb's adapter for the snapshot: one JSON file, replaced whole and durably. */
export function snapshotFile(file: string): Adapter<Snapshot> {
  return {
    async read() {
      let json: string;
      try {
        json = await readFile(file, "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
      const { form, journal, values, events } = JSON.parse(json) as SnapshotJson;
      if (form !== formNumber) {
        throw new Error(`${file} has the form ${form}; this version of the program reads ${formNumber}`);
      }
      return { state: stateOf(frozen(values), events.map(frozen)), journal };
    },
    /** The JSON is made before anything is awaited, so that it is one state. */
    write: ({ state, journal }) =>
      writeDurably(file, JSON.stringify({ form: formNumber, journal, values: valuesOf(state), events: state.events })),
  };
}

function valuesOf(state: State): Record<Collection, Identified[]> {
  const entries = [...rowCollections, ...bodyCollections].map((collection) => [
    collection,
    [...state.tables[collection].values.values()],
  ]);
  return Object.fromEntries(entries) as Record<Collection, Identified[]>;
}

import { createContext } from "../../server/services/create-context.ts";
import { discardVersion, keepUpload } from "../../server/services/publication/upload.ts";
import { publishVersion } from "../../server/services/publication/publication.ts";
import { asActor } from "../support/forum.ts";
import { randomFrom } from "../support/random-from.ts";
import type { Say } from "./message.ts";
import { openPlace } from "./open-place.ts";

/** One step in the life of an uploaded file. */
export interface UploadStep {
  /** Name of the file, which no other upload has. */
  file: string;
  kind: "upload" | "publish" | "discard";
}

/** What an uploading process starts from. */
export interface UploadOrder {
  folder: string;
  seed: number;
  /** Begins the names of its files. */
  prefix: string;
  /** Number of uploads at the same time. */
  together: number;
  /** Number of uploads after which it stops by itself. */
  most: number;
}

/** Uploads files, publishes or discards some of them, and says each step before it begins and once it is acknowledged. */
export async function uploadMany({ folder, seed, prefix, together, most }: UploadOrder, say: Say): Promise<void> {
  // A snapshot is written often, so that bodies and snapshots are written at the same time.
  const store = await openPlace(folder, { snapshotAfter: 20_000 });
  const context = createContext(store);
  const secretariat = asActor("secretariat");
  const random = randomFrom(seed);
  let count = 0;
  const stepped = async <T>(step: UploadStep, work: () => Promise<T>): Promise<T> => {
    say({ step });
    const result = await work();
    say({ done: `${step.kind} ${step.file}` });
    return result;
  };
  const worker = async (): Promise<void> => {
    while (count < most) {
      count += 1;
      const round = `${prefix}-${String(count)}`;
      const file = `${round}.md`;
      const { version } = await stepped({ file, kind: "upload" }, () =>
        keepUpload(context, secretariat, {
          document: "opinion-5",
          bytes: bytesOf(file),
          fileName: file,
          round,
          label: round,
          date: "2013-02-06",
        }),
      );
      const dice = random();
      if (dice < 0.3) {
        await stepped({ file, kind: "publish" }, () => publishVersion(context, secretariat, { version: version.id }));
      } else if (dice < 0.7) {
        await stepped({ file, kind: "discard" }, () => discardVersion(context, secretariat, { version: version.id }));
      }
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  await store.close();
}

/**
 * Returns the content of a file. Some files have the same bytes, which are stored once: discarding one version must not
 * take the file of another.
 */
export function bytesOf(file: string): Uint8Array {
  const number = Number(/-(?<number>\d+)\.md$/u.exec(file)?.groups?.["number"]);
  const content = String(Math.floor(number / 2));
  const length = number % 7 < 2 ? 60 : 2;
  const clauses = Array.from(
    { length },
    (_, index) => `${String(index + 1)} that content ${content} is kept in clause;`,
  );
  return new TextEncoder().encode(`# Draft ${content}\n\n${clauses.join("\n\n")}\n`);
}

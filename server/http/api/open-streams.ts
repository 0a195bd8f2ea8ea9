import { ProblemError } from "../../services/kernel/problem-error.ts";
import type { EventStream } from "./event-stream.ts";

/**
 * How many streams may be open at once: of a person, more pages than anybody has open on all their devices; of an address
 * without an account, a hall of delegates who read behind one. Each holds a connection and looks at whatever happens.
 */
export const mostStreams = { person: 50, address: 500 } as const;

/** The streams that are open: under each session, so that signing out ends them at once, and how many whoever reads has. */
export class OpenStreams {
  readonly #streams = new Map<string, Set<EventStream>>();
  readonly #counts = new Map<string, number>();

  /**
   * Counts a stream of whoever reads, before anything is sent on it; answers with what counts it no more.
   * @throws ProblemError too-many-streams
   */
  enter(reader: string, most: number): () => void {
    const count = (this.#counts.get(reader) ?? 0) + 1;
    if (count > most) throw new ProblemError("too-many-streams", { limit: most });
    this.#counts.set(reader, count);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const rest = (this.#counts.get(reader) ?? 0) - 1;
      if (rest > 0) this.#counts.set(reader, rest);
      else this.#counts.delete(reader);
    };
  }

  /** Keeps a stream until it closes. */
  add(session: string, stream: EventStream): void {
    const streams = this.#streams.get(session) ?? new Set();
    this.#streams.set(session, streams.add(stream));
    stream.whenClosed(() => {
      streams.delete(stream);
      if (streams.size === 0) this.#streams.delete(session);
    });
  }

  /** Ends every stream of a session. */
  close(session: string): void {
    for (const stream of [...(this.#streams.get(session) ?? [])]) stream.close();
  }
}

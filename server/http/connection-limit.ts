import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import process from "node:process";
import { ProblemError } from "../services/kernel/problem.ts";
import { problemOf } from "./api/problem.ts";

/** Open files that are kept for the store, the database, threads, the browser and the log. */
const kept = 100;
/** A request may need an open file besides its connection, such as a text or a picture. */
const filesOfRequest = 2;
/** The fewest connections with which a page can load. */
const fewest = 10;
/** Share of the connections that event streams may use, so that requests of other pages find one. */
const streamShare = 0.75;
/** Connections above the limit that wait for a refusal or for one to become free. */
const spare = 20;
/** Seconds after which a refused sender may try again. */
const retryAfter = 5;

/** Returns how many files the process may have open. Infinity if the system sets no limit. */
function openFiles(): number {
  // Node raises the limit to the one that the system allows at most.
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } };
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === "number" ? soft : Infinity;
}

/**
 * Keeps open files for the store, however many connections there are. Otherwise connections that send nothing could use
 * them all, and every write would fail.
 *
 * A new connection replaces the one that has waited longest without a request. So a sender always finds one, unless
 * requests run on all of them. Then the request is refused.
 */
export class ConnectionLimit {
  readonly #most: number;
  /** Connections without a request, the longest first. */
  readonly #idle = new Set<Socket>();
  /** The number of requests of each other connection. */
  readonly #busy = new Map<Socket, number>();

  /** @param files Number of files that the process may have open. */
  constructor(files = openFiles()) {
    this.#most = Math.max(fewest, Math.floor((files - kept) / filesOfRequest));
  }

  /** The number of event streams that may be open. */
  get mostStreams(): number {
    return Math.floor(this.#most * streamShare);
  }

  /** Begins to limit the connections of a server. */
  watch(server: Server): void {
    server.on("connection", (socket) => {
      this.#idle.add(socket);
      socket.once("close", () => {
        this.#idle.delete(socket);
        this.#busy.delete(socket);
      });
      if (this.#idle.size + this.#busy.size <= this.#most + spare) return;
      const [longest] = this.#idle;
      longest?.destroy();
    });
  }

  /** Counts a request until its response ends. Returns true if it was refused because requests run on all connections. */
  refuses({ socket }: IncomingMessage, response: ServerResponse): boolean {
    this.#idle.delete(socket);
    this.#busy.set(socket, (this.#busy.get(socket) ?? 0) + 1);
    response.once("close", () => {
      const others = (this.#busy.get(socket) ?? 0) - 1;
      if (others > 0) this.#busy.set(socket, others);
      else {
        this.#busy.delete(socket);
        if (!socket.destroyed) this.#idle.add(socket);
      }
    });
    if (this.#busy.size <= this.#most) return false;
    const problem = problemOf(new ProblemError("too-many-connections"), "en");
    response
      .writeHead(problem.status, {
        "Content-Type": "application/problem+json; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Retry-After": String(retryAfter),
        Connection: "close",
      })
      .end(JSON.stringify(problem));
    return true;
  }
}

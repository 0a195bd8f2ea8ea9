import http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import express, { type Response } from "express";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import { EventStream, OpenStreams } from "../../../server/http/api/event-stream.ts";

const event = (number: number): ForumEvent => ({
  id: `e${String(number)}`,
  at: "2013-02-06T10:00:00.000Z",
  actor: "amara",
  onBehalfOf: null,
  kind: "annotation-created",
  documentId: "opinion-5",
  subject: { collection: "annotations", id: `a${String(number)}` },
});

const servers: http.Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/**
 * Starts a server that answers every request with a stream. Returns the stream, and the response as read over a real
 * connection.
 */
async function connected(interval: number, onBeat = (): void => undefined) {
  let opened: (stream: EventStream) => void;
  const stream = new Promise<EventStream>((resolve) => (opened = resolve));
  const server = express()
    .get("/", (_request, response: Response) => opened(new EventStream(response, interval, onBeat)))
    .listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const answer = await new Promise<http.IncomingMessage>((resolve) =>
    http.get({ port: (server.address() as AddressInfo).port, host: "127.0.0.1" }, resolve),
  );
  answer.setEncoding("utf8");
  servers.push(server);
  return { stream: await stream, answer };
}

/** Reads until the text contains `wanted`. */
async function readUntil(answer: http.IncomingMessage, wanted: string): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    answer.on("data", (chunk: string) => {
      text += chunk;
      if (text.includes(wanted)) resolve(text);
    });
    answer.on("end", () => reject(new Error(`ended without ${wanted}: ${text}`)));
  });
}

test("sends events with their id and JSON, as EventSource expects", async () => {
  const { stream, answer } = await connected(60_000);
  expect(answer.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
  expect(answer.headers["cache-control"]).toBe("no-store, no-transform");
  stream.send(event(7));
  expect(await readUntil(answer, '"a7"')).toBe(
    `retry: 2000\n\nid: e7\nevent: annotation-created\ndata: ${JSON.stringify(event(7))}\n\n`,
  );
});

test("sends heartbeats on a silent connection and runs its check at each one", async () => {
  let beats = 0;
  const { answer } = await connected(5, () => (beats += 1));
  await readUntil(answer, ":\n\n:\n\n");
  expect(beats).toBeGreaterThanOrEqual(2);
});

test("detects a reader who disconnects and sends nothing afterwards", async () => {
  const { stream, answer } = await connected(60_000);
  const closed = new Promise<void>((resolve) => stream.whenClosed(resolve));
  answer.destroy();
  await closed;
  stream.send(event(1));
  await new Promise<void>((resolve) => stream.whenClosed(resolve));
});

test("disconnects a reader who reads nothing before memory fills", async () => {
  const { stream, answer } = await connected(60_000);
  answer.pause();
  const closed = jest.fn();
  stream.whenClosed(closed);
  for (let sent = 1; sent < 200_000 && closed.mock.calls.length === 0; sent += 1) stream.send(event(sent));
  expect(closed).toHaveBeenCalledTimes(1);
});

test("ending a session closes its streams and no others", async () => {
  const streams = new OpenStreams();
  const [mine, theirs] = [await connected(60_000), await connected(60_000)];
  streams.add("mine", mine.stream);
  streams.add("theirs", theirs.stream);
  const ended = new Promise((resolve) => mine.answer.resume().once("end", resolve));
  streams.close("mine");
  await ended;
  theirs.stream.send(event(2));
  expect(await readUntil(theirs.answer, '"a2"')).toContain("id: e2");
});

test("a server that stops ends all streams, and lets browsers reconnect at different times", async () => {
  const streams = new OpenStreams();
  const readers = await Promise.all(Array.from({ length: 10 }, () => connected(60_000)));
  for (const [index, { stream }] of readers.entries()) streams.add(index % 2 === 0 ? "a session" : null, stream);
  const received = readers.map(({ answer }) => text(answer));
  streams.end();
  const delays = (await Promise.all(received)).map((sent) => Number(/\n\nretry: (\d+)\n\n$/u.exec(sent)?.[1]));
  for (const delay of delays) expect(delay >= 1000 && delay <= 5000).toBe(true);
  expect(new Set(delays).size).toBeGreaterThan(1);

  const late = await connected(60_000);
  streams.add(null, late.stream);
  expect(await text(late.answer)).toMatch(/retry: \d+\n\n$/u);
});

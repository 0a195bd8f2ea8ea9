import express from "express";
import request from "supertest";
import { openLimits } from "../../../server/http/middleware/limits.ts";
import type { SharedCounts } from "../../../server/store/store.ts";
import { usualLimits } from "../../support/usual-limits.ts";
import { openServer, type TestServer } from "../server.ts";

const write = async (server: TestServer): Promise<number> =>
  (await server.request("member", "post", "/api/documents").send({})).status;
const guess = async (server: TestServer, token: string): Promise<number> =>
  (await server.request("public", "post", "/api/sign-in").send({ token })).status;

test("limits the writes of a person to the configured number", async () => {
  const server = await openServer({ limits: { ...usualLimits, writes: 2 } });
  expect([await write(server), await write(server), await write(server)]).toEqual([403, 403, 429]);
});

const writeAs = async (server: TestServer, who: string): Promise<number> =>
  (await server.request(who, "post", "/api/documents").send({})).status;

test("limits the writes of an organisation's people together, and of nobody else", async () => {
  const limits = { ...usualLimits, perOrganisation: { costlyReads: 0, writes: 1 } };
  const server = await openServer({ limits });
  expect([await writeAs(server, "member"), await writeAs(server, "colleague")]).toEqual([403, 429]);
  expect([await writeAs(server, "other"), await writeAs(server, "secretariat")]).toEqual([403, 400]);
  expect(await writeAs(server, "secretariat")).toBe(400);
});

test("limits the writes of everybody together", async () => {
  const server = await openServer({ limits: { ...usualLimits, perForum: { costlyReads: 0, writes: 1 } } });
  expect([await writeAs(server, "member"), await writeAs(server, "secretariat")]).toEqual([403, 429]);
});

test("limits requests to sign in from an address to the configured number", async () => {
  const server = await openServer({ limits: { ...usualLimits, signIns: 2 } });
  expect([await guess(server, "one"), await guess(server, "two"), await guess(server, "three")]).toEqual([
    410, 410, 429,
  ]);
});

test("limits failed attempts with one link to the configured number", async () => {
  const server = await openServer({ limits: { ...usualLimits, signInTries: 1 } });
  expect([await guess(server, "one"), await guess(server, "one"), await guess(server, "two")]).toEqual([410, 429, 410]);
});

test("limits nothing where the number is 0", async () => {
  const server = await openServer({ limits: { costlyReads: 0, writes: 0, signIns: 0, signInTries: 0 } });
  const statuses = new Set<number>();
  for (let times = 0; times < 300; times += 1) statuses.add(await write(server)).add(await guess(server, "one"));
  expect([...statuses].sort()).toEqual([403, 410]);
});

test("counts for all servers of a forum together where they share counts", async () => {
  const sums = new Map<string, number>();
  const counts: SharedCounts = {
    add(key, window) {
      sums.set(key, (sums.get(key) ?? 0) + 1);
      return Promise.resolve({ count: sums.get(key) ?? 0, endsAt: new Date(Date.now() + window) });
    },
    takeBack: () => Promise.resolve(),
    hold: () => Promise.reject(new Error("A rate limit holds nothing")),
    release: () => undefined,
  };
  const server = () => {
    const { signInFlood } = openLimits({ ...usualLimits, signIns: 2 }, counts);
    return express().use(signInFlood, (_request, response) => void response.send("in"));
  };
  const [one, other] = [server(), server()];
  const refused = [await request(one).get("/"), await request(other).get("/"), await request(one).get("/")];
  expect(refused.map(({ text }) => text === "in")).toEqual([true, true, false]);
  expect(sums.size).toBe(1);
});

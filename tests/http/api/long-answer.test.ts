import express from "express";
import request from "supertest";
import { publicActor } from "../../../server/core/access/permissions.ts";
import { sendJson } from "../../../server/http/api/answer.ts";

const long = { draft: { content: Array.from({ length: 3_000 }, (_, at) => ({ at, text: `é ${String(at)}` })) } };

/** Answers with a long value in pieces, and at once. */
const app = express()
  .use((_request, response, next) => {
    response.locals["visitor"] = { actor: publicActor };
    next();
  })
  .get("/pieces", (_request, response) => sendJson(response, 200, long, true))
  .get("/whole", (_request, response) => void response.json(long))
  .post("/pieces", (_request, response) => sendJson(response, 201, long, true));

test("a long answer has the content, the type and the tag of any other", async () => {
  const [pieces, whole] = [await request(app).get("/pieces"), await request(app).get("/whole")];
  expect(pieces.text).toBe(whole.text);
  for (const name of ["content-type", "etag"]) expect(pieces.get(name)).toBe(whole.get(name));
  expect(pieces.get("cache-control")).toBe("public, max-age=0, s-maxage=10");
});

test("a reader who has the long answer gets none", async () => {
  const tag = (await request(app).get("/pieces")).get("etag") ?? "";
  const again = await request(app).get("/pieces").set("If-None-Match", tag);
  expect([again.status, again.text]).toEqual([304, ""]);
});

test("a reader who leaves during a long answer is no failure", async () => {
  const failures: unknown[] = [];
  const watched = express().use((_request, response, next) => {
    response.locals["visitor"] = { actor: publicActor };
    next();
  });
  const ended = new Promise<void>((resolve) => {
    watched.get("/", async (_request, response) => {
      response.on("pipe", () => response.destroy());
      await sendJson(response, 200, long, true).catch((error: unknown) => failures.push(error));
      resolve();
    });
  });
  await expect(request(watched).get("/")).rejects.toThrow("socket hang up");
  await ended;
  expect(failures).toEqual([]);
});

test("a long answer to a write has its status and is not stored", async () => {
  const written = await request(app).post("/pieces");
  expect([written.status, written.get("cache-control")]).toEqual([201, "no-store"]);
  expect(written.body).toEqual(long);
});

test("a request for the head of a long answer gets its length", async () => {
  const head = await request(app).head("/pieces");
  expect(head.get("content-length")).toBe(String(Buffer.byteLength(JSON.stringify(long))));
});

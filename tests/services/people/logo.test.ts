import { undoChange } from "../../../server/services/forum/changes.ts";
import {
  setOrganisationLogo,
  getOrganisationLogo,
  imageFacts,
  removeOrganisationLogo,
} from "../../../server/services/people/logo.ts";
import { asActor, openForum } from "../../support/forum.ts";
import { smallJpeg, smallPng } from "../../support/small-png.ts";
import { openServer } from "../../http/server.ts";

const secretariat = asActor("secretariat");
const organisation = "north";

test.each([
  ["a PNG image", smallPng(), "image/png"],
  ["a JPEG image", smallJpeg(), "image/jpeg"],
  ["a wide JPEG image", smallJpeg(3000), null],
  ["a PNG image that would fill the memory", smallPng(60_000, 60_000), null],
  ["an empty PNG image", smallPng(0, 0), null],
  ["a PNG image cut off", smallPng().subarray(0, 20), null],
  ["a JPEG image cut off", smallJpeg().subarray(0, 9), null],
  ["an SVG image", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), null],
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>".padEnd(60)), null],
  ["nothing", Buffer.alloc(0), null],
])("recognises %s", (_what, bytes, type) => {
  expect(imageFacts(bytes)?.mediaType ?? null).toBe(type);
});

test("refuses a logo that is too large or no image, and keeps the one before", async () => {
  const { context } = await openForum();
  await setOrganisationLogo(context, secretariat, { organisation, bytes: smallPng() });
  const large = setOrganisationLogo(context, secretariat, { organisation, bytes: smallPng(16, 16, 64 * 1024) });
  await expect(large).rejects.toMatchObject({ code: "file-too-large" });
  const text = setOrganisationLogo(context, secretariat, { organisation, bytes: Buffer.from("<svg/>") });
  await expect(text).rejects.toMatchObject({ code: "not-this-format" });
  expect(await getOrganisationLogo(context, asActor("public"), { organisation })).toMatchObject({
    fileName: "north.png",
    mediaType: "image/png",
  });
});

test("setting the same logo again changes nothing", async () => {
  const { context } = await openForum();
  const set = () => setOrganisationLogo(context, secretariat, { organisation, bytes: smallPng() });
  await set();
  expect((await set()).change).toBeNull();
});

test("undoes setting and removing a logo", async () => {
  const { context } = await openForum();
  const set = await setOrganisationLogo(context, secretariat, { organisation, bytes: smallPng() });
  const removed = await removeOrganisationLogo(context, secretariat, { organisation });
  const get = () => getOrganisationLogo(context, asActor("member"), { organisation });
  await expect(get()).rejects.toMatchObject({ code: "not-found" });
  await undoChange(context, secretariat, { event: removed.change ?? "" });
  expect(Buffer.from((await get()).bytes)).toEqual(smallPng());
  await undoChange(context, secretariat, { event: set.change ?? "" });
  await expect(get()).rejects.toMatchObject({ code: "not-found" });
});

test("is sent so that no browser runs it as a page, and only to readers of the forum", async () => {
  const { request, forum } = await openServer({ forum: { audience: "participants" } });
  await request("secretariat", "put", "/api/settings/organisations/north/logo")
    .set("Content-Type", "image/png")
    .send(smallPng())
    .expect(200);
  const { headers } = await request("member", "get", "/api/organisations/north/logo").expect(200);
  expect(headers).toMatchObject({
    "content-type": "image/png",
    "content-disposition": "attachment; filename=north.png",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
  });
  await request("public", "get", "/api/organisations/north/logo").expect(401);
  expect(await forum.context.store.read((reader) => reader.get("organisations", "north"))).toHaveProperty("logo");
});

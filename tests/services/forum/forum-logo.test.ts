import { createContext } from "../../../server/services/create-context.ts";
import { getForum } from "../../../server/services/forum/library.ts";
import {
  getForumFace,
  getForumLogo,
  removeForumLogo,
  setForumLogo,
} from "../../../server/services/forum/forum-settings.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import { sha256 } from "../../../server/services/kernel/hashes.ts";
import { removeOrganisationLogo, setOrganisationLogo } from "../../../server/services/people/logo.ts";
import { dropOriginal } from "../../../server/services/versions/content.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { openServer } from "../../http/server.ts";
import { documentCreated } from "../../store/document-event.ts";
import { asActor, openForum } from "../../support/forum.ts";
import { smallJpeg, smallPng } from "../../support/small-png.ts";

const secretariat = asActor("secretariat");
const image = smallPng(48, 16);
const logo = { hash: sha256(image), mediaType: "image/png", width: 48, height: 16 };

test.each(["public", "member", "chair"])("rejects a logo from the %s", async (who) => {
  const { context } = await openForum();
  const code = who === "public" ? "not-signed-in" : "not-allowed";
  await expect(setForumLogo(context, asActor(who), { bytes: image })).rejects.toMatchObject({ code });
  await expect(removeForumLogo(context, asActor(who))).rejects.toMatchObject({ code });
});

test("refuses what cannot be the logo of an organisation either, and keeps the one before", async () => {
  const { context } = await openForum();
  await setForumLogo(context, secretariat, { bytes: smallJpeg() });
  const large = setForumLogo(context, secretariat, { bytes: smallPng(16, 16, 64 * 1024) });
  await expect(large).rejects.toMatchObject({ code: "file-too-large" });
  const text = setForumLogo(context, secretariat, { bytes: Buffer.from("<svg/>") });
  await expect(text).rejects.toMatchObject({ code: "not-this-format" });
  expect(await getForumLogo(context)).toMatchObject({ fileName: "logo.jpg", mediaType: "image/jpeg" });
});

test("shows the logo with the forum, and undoes setting and removing it", async () => {
  const { context } = await openForum();
  const set = await setForumLogo(context, secretariat, { bytes: image });
  expect(set.forum.logo).toEqual(logo);
  expect((await setForumLogo(context, secretariat, { bytes: image })).change).toBeNull();
  expect((await getForum(context, asActor("public"))).logo).toEqual(logo);
  const removed = await removeForumLogo(context, secretariat);
  await expect(getForumLogo(context)).rejects.toMatchObject({ code: "not-found" });
  await undoChange(context, secretariat, { event: removed.change ?? "" });
  expect(Buffer.from((await getForumLogo(context)).bytes)).toEqual(image);
  await undoChange(context, secretariat, { event: set.change ?? "" });
  expect(await getForum(context, asActor("public"))).not.toHaveProperty("logo");
});

test("keeps an image that is also an organisation's logo, and does not bring back one that was deleted", async () => {
  const { context } = await openForum();
  await setForumLogo(context, secretariat, { bytes: image });
  await setOrganisationLogo(context, secretariat, { organisation: "north", bytes: image });
  await removeOrganisationLogo(context, secretariat, { organisation: "north" });
  const drop = () =>
    context.store.transact(async (writer) => {
      await dropOriginal(writer, logo.hash);
      await writer.append(documentCreated("opinion-5"));
    });
  await drop();
  expect(Buffer.from((await getForumLogo(context)).bytes)).toEqual(image);
  const { change } = await removeForumLogo(context, secretariat);
  await drop();
  await expect(undoChange(context, secretariat, { event: change ?? "" })).rejects.toMatchObject({
    code: "changed-since",
  });
});

test("strangers to a closed forum see its names and its logo, and nothing else of it", async () => {
  const { request } = await openServer({ forum: { audience: "participants", description: "Secret" } });
  await request("secretariat", "put", "/api/settings/forum/logo")
    .set("Content-Type", "image/png")
    .send(image)
    .expect(200);
  const { headers } = await request("public", "get", "/api/forum/logo").expect(200);
  expect(headers).toMatchObject({
    "content-type": "image/png",
    "content-disposition": "attachment; filename=logo.png",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
  });
  const face = await request("public", "get", "/api/forum/face").expect(200);
  expect(Object.keys(face.body as object).sort()).toEqual(["logo", "name", "shortName"]);
  await request("public", "get", "/api/forum").expect(401);
});

test("a server without a forum has no face and no logo", async () => {
  const context = createContext(openMemoryStore());
  expect(await getForumFace(context)).toBeNull();
  await expect(getForumLogo(context)).rejects.toMatchObject({ code: "not-found" });
});

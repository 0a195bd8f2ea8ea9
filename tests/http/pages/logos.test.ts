import { setForumLogo } from "../../../server/services/forum/forum-settings.ts";
import { setOrganisationLogo } from "../../../server/services/people/logo.ts";
import { asActor, firstDraft } from "../../support/forum.ts";
import { smallPng } from "../../support/small-png.ts";
import { openServer, type TestServer } from "../server.ts";

const secretariat = asActor("secretariat");
const history = "/history/opinion-5@1/considering-c";

/** Opens a server on which North commented on a clause, with a logo of the forum and one of North. */
async function openWithLogos(sources: "shown" | "hidden"): Promise<TestServer> {
  const server = await openServer({ forum: { sources } });
  const { forum } = server;
  await forum.publish("1", firstDraft);
  await forum.comment("member", { targets: [{ kind: "clause", clause: "considering-c" }] });
  await setForumLogo(forum.context, secretariat, { bytes: smallPng(48, 16) });
  await setOrganisationLogo(forum.context, secretariat, { organisation: "north", bytes: smallPng() });
  return server;
}

test.each(["/", "/read/opinion-5@1", "/sign-in", "/policy", history])(
  "%s shows the forum's logo in its header, with its proportions",
  async (path) => {
    const { request } = await openWithLogos("shown");
    const { text } = await request("public", "get", path).expect(200);
    expect(text).toMatch(/<img src="[^"]+" alt width="48" height="16" class="forum-logo"\/><span>[^<]+<\/span><\/a>/u);
  },
);

test("shows the logo beside the source of a comment, with a fixed size, once it is near", async () => {
  const { request } = await openWithLogos("shown");
  const { text } = await request("public", "get", history).expect(200);
  const logo =
    /<img src="([^"]+)" alt width="18" height="18" loading="lazy" class="logo"\/><a [^>]+><strong title="[^"]+">North/u.exec(
      text,
    );
  await request("public", "get", logo?.[1] ?? "")
    .expect(200)
    .expect("Content-Type", "image/png");
});

test("shows no logo beside a comment whose source is hidden", async () => {
  const { request } = await openWithLogos("hidden");
  const { text } = await request("public", "get", history).expect(200);
  expect(text).toContain("A remark.");
  expect(text).not.toContain("/organisations/north/logo");
});

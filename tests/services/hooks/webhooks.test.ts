import { Webhook } from "standardwebhooks";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { changeForum } from "../../../server/services/forum/forum-settings.ts";
import { followWebhooks } from "../../../server/services/hooks/follow-webhooks.ts";
import { postWebhook } from "../../../server/services/hooks/post-webhook.ts";
import {
  addWebhook,
  changeWebhook,
  getDeliveries,
  getWebhooks,
  removeWebhook,
  renewWebhookSecret,
  retryDelivery,
  testWebhook,
} from "../../../server/services/hooks/webhooks.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { asActor, secondDraft, uuid } from "../../support/forum.ts";
import { hiddenComments, period } from "../feeds/hidden-comments.ts";
import { HookedForum, secretariat } from "./hooked-forum.ts";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

let hooked: HookedForum;
beforeEach(async () => {
  hooked = await HookedForum.open();
});
afterEach(() => hooked.close());

/** Opens another forum instead. */
async function reopen(...overrides: Parameters<typeof HookedForum.open>): Promise<void> {
  await hooked.close();
  hooked = await HookedForum.open(...overrides);
}

/** Returns whether a secret verifies the last request, at the time of the forum. */
function isSignedBy(secret: string): boolean {
  const { headers, body } = hooked.received.at(-1) ?? { headers: {}, body: "" };
  const clock = jest.spyOn(Date, "now").mockReturnValue(hooked.now);
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  } finally {
    clock.mockRestore();
  }
}

describe("a webhook", () => {
  test("gets each kind of news from then on", async () => {
    await hooked.forum.comment("member", { text: "Before." });
    await hooked.add();
    await hooked.forum.comment("member");
    await createReply(hooked.context, asActor("other"), {
      ...{ annotation: uuid(2), id: uuid(90), text: "Yes.", position: null },
    });
    await decideAnnotation(hooked.context, secretariat, {
      ...{ annotation: uuid(2), outcome: "accepted", reason: "It is clearer.", mergedWith: null, shownIn: null },
      revision: 0,
    });
    await setConsultation(hooked.context, secretariat, period);
    await hooked.forum.publish("2", secondDraft);
    await hooked.run();
    expect(hooked.types().toSorted()).toEqual([
      "annotation-created",
      "consultation-set",
      "disposition-made",
      "reply-created",
      "version-published",
    ]);
  });

  test("gets only the news that it carries", async () => {
    const { webhook } = await hooked.add();
    await changeWebhook(hooked.context, secretariat, { webhook, news: ["draft"] });
    await hooked.forum.comment("member");
    await hooked.forum.publish("2", secondDraft);
    await hooked.run();
    expect(hooked.types()).toEqual(["version-published"]);
  });

  test("gets an event with its title and page, without the text", async () => {
    await hooked.add();
    await hooked.forum.comment("member", { text: "A long story.", capacity: "organisation" });
    await hooked.run();
    expect(JSON.parse(hooked.received[0]?.body ?? "")).toEqual({
      type: "annotation-created",
      timestamp: expect.any(String) as string,
      data: {
        ...{ id: expect.any(String) as string, at: expect.any(String) as string, kind: "annotation-created" },
        ...{ actor: "member", onBehalfOf: "north", documentId: "opinion-5" },
        subject: { collection: "annotations", id: uuid(1) },
        ...{ title: "Opinion 5, Draft 1: comment by North", page: `http://localhost/read/opinion-5@1?note=${uuid(1)}` },
      },
    });
  });

  test("verifies with its secret, and with no other", async () => {
    const { secret } = await hooked.add();
    await hooked.forum.comment("member");
    await hooked.run();
    expect(isSignedBy(secret)).toBe(true);
    expect(isSignedBy("whsec_c2VjcmV0")).toBe(false);
  });

  test("verifies with its new and its old secret for a day, then only with the new one", async () => {
    const { webhook, secret: old } = await hooked.add();
    const { secret } = await renewWebhookSecret(hooked.context, secretariat, { webhook });
    await testWebhook(hooked.context, secretariat, { webhook });
    expect([isSignedBy(secret), isSignedBy(old)]).toEqual([true, true]);
    hooked.now += day;
    await testWebhook(hooked.context, secretariat, { webhook });
    expect([isSignedBy(secret), isSignedBy(old)]).toEqual([true, false]);
  });

  test("has its secret in no answer but the one that made it", async () => {
    const { webhook, secret } = await hooked.add();
    await testWebhook(hooked.context, secretariat, { webhook });
    const answers = [
      await getWebhooks(hooked.context, secretariat),
      await getDeliveries(hooked.context, secretariat, { webhook }),
      await changeWebhook(hooked.context, secretariat, { webhook, isOn: false }),
    ];
    expect(JSON.stringify(answers)).not.toContain(secret.slice(6));
  });

  test("gets no events while it is off", async () => {
    const { webhook } = await hooked.add();
    await changeWebhook(hooked.context, secretariat, { webhook, isOn: false });
    await hooked.forum.comment("member");
    await hooked.run();
    await changeWebhook(hooked.context, secretariat, { webhook, isOn: true });
    await hooked.forum.publish("2", secondDraft);
    await hooked.run();
    expect(hooked.types()).toEqual(["version-published"]);
  });

  test.each(["by hand", "by its answer"])("drops what waits when it is switched off %s", async (by) => {
    const { webhook } = await hooked.add();
    hooked.answers = [500];
    await hooked.forum.comment("member");
    await hooked.run();
    hooked.answers = [410];
    if (by === "by hand") await changeWebhook(hooked.context, secretariat, { webhook, isOn: false });
    else await testWebhook(hooked.context, secretariat, { webhook });
    expect(await hooked.log(webhook)).toContain("failed 1 500");
  });

  test("has at most 200 deliveries that wait, and gets the others later", async () => {
    await hooked.add();
    for (let number = 0; number < 310; number += 1) await hooked.forum.comment("member");
    await hooked.queue();
    expect(await hooked.context.store.read((reader) => reader.list("deliveries"))).toHaveLength(200);
    await hooked.run();
    await hooked.run();
    expect(hooked.received).toHaveLength(310);
  });

  test("gets nothing more once it is deleted", async () => {
    const { webhook } = await hooked.add();
    await hooked.forum.comment("member");
    await removeWebhook(hooked.context, secretariat, { webhook });
    await hooked.run();
    expect(hooked.received).toEqual([]);
  });

  test("has at most 50 ended deliveries in its log", async () => {
    const { webhook } = await hooked.add();
    for (let number = 0; number < 52; number += 1) await testWebhook(hooked.context, secretariat, { webhook });
    const stored = await hooked.context.store.read((reader) => reader.list("deliveries"));
    expect(stored).toHaveLength(50);
  });

  test("is one of at most 20", async () => {
    for (let number = 0; number < 20; number += 1) await hooked.add();
    await expect(hooked.add()).rejects.toMatchObject({ code: "wrong-state" });
  });
});

describe.each(Object.entries(hiddenComments))("a comment %s", (_, add) => {
  test("is sent to no webhook, and in no log", async () => {
    const { webhook } = await hooked.add();
    await add(hooked.forum);
    await hooked.run();
    expect(hooked.types().filter((type) => type.startsWith("annotation"))).toEqual([]);
    expect(await hooked.log(webhook)).toHaveLength(hooked.received.length);
  });
});

test("an event that is hidden before it is sent is withheld", async () => {
  const { webhook } = await hooked.add();
  hooked.answers = [500];
  await hooked.forum.comment("member");
  await hooked.run();
  await withdrawAnnotation(hooked.context, asActor("member"), { annotation: uuid(1), reason: "" });
  await hooked.pass(10 * second);
  expect(hooked.received).toHaveLength(1);
  expect(await hooked.log(webhook)).toEqual(["withheld 2 500"]);
});

test("a closed forum sends nothing", async () => {
  await reopen({ audience: "participants" });
  await hooked.add();
  await hooked.forum.comment("member");
  await hooked.run();
  expect(hooked.received).toEqual([]);
});

test("a forum that closes withholds what waits", async () => {
  await hooked.add();
  hooked.answers = [500];
  await hooked.forum.comment("member");
  await hooked.run();
  await changeForum(hooked.context, secretariat, { audience: "participants" });
  await hooked.pass(hour);
  expect(hooked.received).toHaveLength(1);
});

test("a source that the forum hides is not sent", async () => {
  await reopen({ sources: "hidden" });
  await hooked.add();
  await hooked.forum.comment("member", { capacity: "organisation" });
  await hooked.run();
  expect(hooked.received[0]?.body).not.toMatch(/north|member"/iu);
});

describe("a failed delivery", () => {
  test("is tried again after growing pauses with the same id, and then given up", async () => {
    const { webhook } = await hooked.add();
    hooked.answers = Array.from({ length: 20 }, () => 500);
    await hooked.forum.comment("member");
    await hooked.run();
    for (const pause of [10 * second, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour]) {
      const before = hooked.received.length;
      await hooked.pass(pause - 1);
      expect(hooked.received).toHaveLength(before);
      await hooked.pass(1);
      expect(hooked.received).toHaveLength(before + 1);
    }
    await hooked.pass(day);
    expect(new Set(hooked.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await hooked.log(webhook)).toEqual(["failed 8 500"]);
  });

  test("succeeds when its webhook does again", async () => {
    const { webhook } = await hooked.add();
    hooked.answers = [503];
    await hooked.forum.comment("member");
    await hooked.run();
    await hooked.pass(10 * second);
    expect(await hooked.log(webhook)).toEqual(["delivered 2 200"]);
  });

  test("can be sent by hand, but not once it was delivered", async () => {
    const { webhook } = await hooked.add();
    hooked.answers = [500];
    await hooked.forum.comment("member");
    await hooked.run();
    const [failed] = await getDeliveries(hooked.context, secretariat, { webhook });
    const retry = () => retryDelivery(hooked.context, secretariat, { webhook, delivery: failed?.id ?? "" });
    expect(await retry()).toMatchObject({ state: "delivered", tries: 2 });
    await expect(retry()).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("that was answered with 410 switches its webhook off", async () => {
    await hooked.add();
    hooked.answers = [410];
    await hooked.forum.comment("member");
    await hooked.run();
    expect(await hooked.off()).toBe("gone");
  });

  test("five days after the first switches its webhook off, unless one succeeded between", async () => {
    const { webhook } = await hooked.add();
    const fail = async (after: number): Promise<unknown> => {
      hooked.now += after;
      hooked.answers = [500];
      await testWebhook(hooked.context, secretariat, { webhook });
      return hooked.off();
    };
    await fail(0);
    await testWebhook(hooked.context, secretariat, { webhook });
    expect([await fail(5 * day), await fail(5 * day - 1), await fail(1)]).toEqual([null, null, "failing"]);
  });
});

test("a redirect is not followed", async () => {
  const { webhook } = await hooked.add();
  hooked.answers = [307];
  expect(await testWebhook(hooked.context, secretariat, { webhook })).toMatchObject({
    state: "failed",
    last: { status: 307 },
  });
  expect(hooked.received.map(({ path }) => path)).toEqual(["/hook"]);
});

describe("without the operator's permission", () => {
  const refusing = { privateNetworks: false, now: () => new Date(0) };
  const post = (url: string) => postWebhook(refusing, { url, id: "msg_1", body: "{}", secrets: ["whsec_c2VjcmV0"] });

  test.each(
    [
      ["127.0.0.1", "[::1]", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"],
      ["224.0.0.1", "[fc00::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"],
      ["168.63.129.16", "2130706433", "0x7f.1", "localhost"],
    ].flat(),
  )("no request goes to %s", async (host) => {
    expect(await post(`https://${host}/hook`)).toMatchObject({ status: null, failure: "private-address" });
  });

  test("no request goes to this machine by a name that has its address", async () => {
    const { port } = new URL(hooked.url(""));
    await post(`https://localhost:${port}/hook`);
    expect(hooked.received).toEqual([]);
  });

  test.each(["http://example.org/hook", "https://user:secret@example.org/hook", "https://user@example.org/"])(
    "%s cannot be the address of a webhook",
    async (url) => {
      const added = addWebhook({ ...hooked.context, ...refusing }, secretariat, { url, news: ["draft"] });
      await expect(added).rejects.toMatchObject({ errors: [{ pointer: "/body/url", code: "not-a-webhook-address" }] });
    },
  );
});

test("three servers send each event once, however they share the work", async () => {
  await hooked.add();
  const act = async (): Promise<void> => {
    for (let number = 0; number < 20; number += 1) await hooked.forum.comment("member");
  };
  const servers = [hooked.context, { ...hooked.context }, { ...hooked.context }];
  await Promise.all([act(), ...Array.from({ length: 5 }, () => hooked.run(...servers))]);
  await hooked.run(...servers);
  const subjects = hooked.received.map(({ body }) => (JSON.parse(body) as { data: { subject: { id: string } } }).data);
  expect(subjects.map(({ subject }) => subject.id).toSorted()).toEqual(
    Array.from({ length: 20 }, (_, index) => uuid(index + 1)),
  );
});

test("a server that ended while it sent leaves the delivery to another one", async () => {
  await hooked.add();
  await hooked.forum.comment("member");
  const ending = { ...hooked.context, store: { ...hooked.context.store } };
  let writes = 0;
  // The first write queues, the second takes, and the third would record.
  ending.store.transact = async (...given) => {
    if ((writes += 1) > 2) throw new Error("ended");
    return hooked.context.store.transact(...given);
  };
  await expect(hooked.run(ending)).rejects.toThrow("ended");
  await hooked.run();
  expect(hooked.received).toHaveLength(1);
  await hooked.pass(minute);
  expect(new Set(hooked.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(hooked.received).toHaveLength(2);
});

test("a running server sends an event at once", async () => {
  await hooked.add();
  const work = followWebhooks(hooked.context, (error) => {
    throw error;
  });
  await hooked.forum.comment("member");
  while (hooked.received.length === 0) await new Promise(setImmediate);
  await work.end();
  expect(hooked.types()).toEqual(["annotation-created"]);
});

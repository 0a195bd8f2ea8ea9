import { recoverParticipant } from "../../server/cli/commands/people.ts";
import { createContext } from "../../server/services/create-context.ts";
import { setUpForum } from "../../server/services/forum/set-up.ts";
import { signIn } from "../../server/services/people/sign-in.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { asActor } from "../support/forum.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const folder = scratchFolder();

test("removes the passkeys of the only secretariat member, and prints a link that signs them in", async () => {
  const store = await openLowdbStore({ folder, notice: () => undefined });
  await setUpForum(createContext(store));
  const at = new Date().toISOString();
  await store.transact(async (writer) => {
    await writer.put("passkeys", {
      ...{ id: "key", participantId: "secretariat", name: "Lost key", host: "localhost", credentialId: "x" },
      ...{ publicKey: "x", counter: 0, transports: [], createdAt: at, lastUsedAt: null },
    });
    const subject = { collection: "participants", id: "secretariat" } as const;
    const by = { at, actor: "secretariat", onBehalfOf: null, documentId: null };
    await writer.append({ ...by, kind: "passkey-added", subject, before: null, after: { id: "key" } });
  });
  await store.close();

  const environment = { DATA_DIR: folder, PUBLIC_URL: "https://forum.example", PATH: "" };
  const printed = await recoverParticipant(environment, "secretariat", {});
  expect(printed).toMatch(/^1 passkey or provider removed\.\nhttps:\/\/forum\.example\/sign-in\?token=[\w-]{43}\n/u);

  const reopened = await openLowdbStore({ folder, notice: () => undefined });
  const token = /token=(?<token>\S+)/u.exec(printed)?.[1] ?? "";
  const { me } = await signIn(createContext(reopened), asActor("public"), { token });
  expect(me.participant?.id).toBe("secretariat");
  expect(await reopened.read((reader) => reader.list("passkeys"))).toEqual([]);
  await reopened.close();
});

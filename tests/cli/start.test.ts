import { createServer } from "node:http";
import type { networkInterfaces } from "node:os";
import { writeFileSync } from "node:fs";
import path from "node:path";
import pino from "pino";
import { errorMessage } from "../../server/cli/output/error-message.ts";
import { addressesOf, listen } from "../../server/cli/forum/listen.ts";
import { openContext } from "../../server/cli/forum/open-forum.ts";
import { unusedJurisdiction } from "../../server/cli/serve.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { openForum } from "../support/forum.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const machine: ReturnType<typeof networkInterfaces> = {
  lo: [
    { address: "127.0.0.1", family: "IPv4", internal: true, netmask: "", mac: "", cidr: null },
    { address: "::1", family: "IPv6", internal: true, netmask: "", mac: "", cidr: null, scopeid: 0 },
  ],
  eth0: [
    { address: "fe80::1", family: "IPv6", internal: false, netmask: "", mac: "", cidr: null, scopeid: 4 },
    { address: "2001:db8::7", family: "IPv6", internal: false, netmask: "", mac: "", cidr: null, scopeid: 0 },
    { address: "192.0.2.7", family: "IPv4", internal: false, netmask: "", mac: "", cidr: null },
  ],
};

test.each([
  ["127.0.0.1", machine, ["http://127.0.0.1:4100"]],
  ["forum.example", machine, ["http://forum.example:4100"]],
  ["::1", machine, ["http://[::1]:4100"]],
  ["0.0.0.0", machine, ["http://192.0.2.7:4100", "http://127.0.0.1:4100"]],
  ["::", machine, ["http://192.0.2.7:4100", "http://[2001:db8::7]:4100", "http://127.0.0.1:4100"]],
  ["0.0.0.0", {}, ["http://127.0.0.1:4100"]],
])("bound to %s, lists the addresses where the server can be opened", (host, interfaces, urls) => {
  expect(addressesOf(host, 4100, interfaces)).toEqual(urls);
});

test("names the setting for a port in use or a host of another machine", async () => {
  const first = createServer();
  const port = await listen(first, { port: 0, host: "127.0.0.1" });
  await expect(listen(createServer(), { port, host: "127.0.0.1" })).rejects.toThrow(
    `Port ${String(port)} on 127.0.0.1 is in use. Set PORT to another, or to 0 for any free one.`,
  );
  await expect(listen(createServer(), { port: 0, host: "192.0.2.250" })).rejects.toThrow(/^HOST is “192\.0\.2\.250”/u);
  await new Promise((resolve) => first.close(resolve));
});

const folder = scratchFolder();

test.each([
  [null, {}, null],
  ["un", { jurisdiction: "un" }, null],
  ["zz", {}, null],
  ["ch", { jurisdiction: "un" }, "JURISDICTION=ch has no effect, because the forum Forum already has “un”."],
  ["ch", {}, "JURISDICTION=ch has no effect, because the forum Forum already has “zz”."],
])("with JURISDICTION %s for a forum of %j, warns of an unused setting: %s", async (set, has, warning) => {
  const { context } = await openForum(has);
  const text = await unusedJurisdiction(context, set);
  if (warning === null) expect(text).toBeNull();
  else expect(text).toContain(warning);
});

test("says in words of the catalogue why a data folder cannot be opened", async () => {
  const data = path.join(folder, "locked");
  const store = await openLowdbStore({ folder: data });
  const second = openLowdbStore({ folder: data });
  await expect(second.catch(errorMessage)).resolves.toBe(
    `The data folder ${data} is in use by process ${String(process.pid)}. Stop that process, or use another folder.`,
  );
  await store.close();
});

test("names an unusable data folder in the error", async () => {
  const file = path.join(folder, "notes.txt");
  writeFileSync(file, "");
  await expect(openContext(file, null, pino({ level: "silent" }))).rejects.toThrow(
    `The data folder ${file} cannot be written (EEXIST). Name a folder that can.`,
  );
});

import { readdirSync } from "node:fs";
import path from "node:path";
import { parseMessage } from "#core/phrases/parse-message.ts";

const folder = path.resolve("server", "core", "messages");
const catalogues = readdirSync(folder).filter((file) => /\.[a-z]{2}\.(?:ts|mjs)$/u.test(file));

/** Lists the messages of a catalogue by name, those of an object by "object.code". */
function messagesOf(value: unknown, name: string): [name: string, message: string][] {
  if (typeof value === "string") return [[name, value]];
  return Object.entries(value as object).flatMap(([key, inside]) => messagesOf(inside, `${name}.${key}`));
}

test.each(catalogues)("every message of %s parses", async (file) => {
  const catalogue = messagesOf(await import(path.join(folder, file)), "");
  expect(catalogue.length).toBeGreaterThan(0);
  const faults = catalogue.flatMap(([name, message]) => {
    try {
      parseMessage(message);
      return [];
    } catch (error) {
      return [`${name}: ${String(error)}`];
    }
  });
  expect(faults).toEqual([]);
});

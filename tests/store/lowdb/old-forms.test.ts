import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import promises from "node:fs/promises";
import path from "node:path";
import { createContext } from "../../../server/services/create-context.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { verifyStore } from "../../../server/services/forum/backup.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import { bodyCollections } from "../../../server/store/collections.ts";
import { checkedLine } from "../../../server/store/lowdb/file-form.ts";
import { createJournal } from "../../../server/store/lowdb/journal.ts";
import type { StoreNotice } from "../../../server/store/lowdb/data-folder.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import type { Store } from "../../../server/store/store.ts";
import { documentCreated, documentOf } from "../document-event.ts";
import { newFolder, reopened } from "./document-folder.ts";

/** Folders as each form of the store wrote them: a document with 2 drafts, and 2 comments on the first. */
const fixtures = path.join(__dirname, "../../../fixtures/data-folders");
const forms = readdirSync(fixtures).toSorted();

/** Copies the fixture of a form to a new data folder. */
function copyOf(form: string): string {
  const folder = newFolder();
  cpSync(path.join(fixtures, form), folder, { recursive: true });
  return folder;
}

const verifyStoreOf = async (store: Store) => (await verifyStore({ store })).faults;

/** Returns what a reader of the second draft sees. */
async function whatIsRead(store: Store) {
  const context = createContext(store, { publicUrl: null });
  const { text } = await getVersion(context, programActor, { version: "letter@2" });
  const threads = await getAnnotations(context, programActor, { version: "letter@2" }, null);
  const events = await store.read((reader) => reader.events({ after: 0, limit: 100 }));
  return {
    clauses: text.clauses.length,
    words: text.text.includes("shall be available in all six languages"),
    comments: threads.map(({ annotation }) => annotation.text),
    placed: threads.map(({ placement }) => placement.state),
    events: events.map(({ seq }) => seq),
  };
}

/** The number of the last journal in the fixture of a form. */
function lastJournalOf(form: string): number {
  const numbers = readdirSync(path.join(fixtures, form)).map((name) => /^journal-(?<number>\d+)/u.exec(name)?.[1]);
  return Math.max(...numbers.map((number) => Number(number ?? 0)));
}

test("every form has a fixture", () => {
  expect(forms).toEqual(["form-1", "form-2", "form-3", "form-4", "form-5"]);
});

describe.each(forms)("a folder of %s", (form) => {
  test("opens with everything in it, and again after a change", async () => {
    const folder = copyOf(form);
    const expected = {
      clauses: 4,
      words: true,
      comments: ["Thanks are due to the interpreters too.", "And to the translators."],
      placed: ["exact", "exact"],
    };
    const before = await reopened(folder, whatIsRead);
    expect(before).toMatchObject(expected);
    await reopened(folder, async (store) => {
      await store.transact(async (writer) => {
        await writer.put("documents", documentOf("added"));
        await writer.append(documentCreated("added"));
      });
    });
    const after = await reopened(folder, whatIsRead);
    expect(after).toEqual({ ...before, events: [...before.events, before.events.length + 1] });
    expect(await reopened(folder, verifyStoreOf)).toEqual([]);
  });
});

describe.each(forms.filter((form) => form !== "form-5"))("the migration of %s", (form) => {
  const storeFiles = (folder: string): string[] => readdirSync(folder).filter((name) => /^(?:snap|jour)/u.test(name));

  test("keeps the earlier files, and happens once", async () => {
    const folder = copyOf(form);
    const notices: StoreNotice[] = [];
    const notice = (found: StoreNotice): number => notices.push(found);
    await (await openLowdbStore({ folder, notice })).close();
    await (await openLowdbStore({ folder, notice })).close();
    const kept = path.join(folder, form);
    expect(notices).toEqual([{ code: "migrated", params: { folder, from: Number(form.slice(-1)), to: 5, kept } }]);
    for (const name of storeFiles(path.join(fixtures, form))) {
      expect(readFileSync(path.join(kept, name))).toEqual(readFileSync(path.join(fixtures, form, name)));
    }
  });

  test("can be repeated after a crash before the new snapshot is in place", async () => {
    const folder = copyOf(form);
    const expected = await reopened(copyOf(form), whatIsRead);
    const last = lastJournalOf(form);
    const journal = last + 1;
    await createJournal(path.join(folder, `journal-${journal}.jsonl`), { journal, after: expected.events.length });
    cpSync(path.join(folder, `journal-${last}.jsonl`), path.join(folder, form, `journal-${last}.jsonl`));
    expect(await reopened(folder, whatIsRead)).toEqual(expected);
  });

  test("is completed after a crash before the earlier files were deleted", async () => {
    const folder = copyOf(form);
    const expected = await reopened(folder, whatIsRead);
    for (const name of storeFiles(path.join(fixtures, form))) {
      if (name !== "snapshot.jsonl") cpSync(path.join(fixtures, form, name), path.join(folder, name));
    }
    const notices: StoreNotice[] = [];
    const store = await openLowdbStore({ folder, notice: (found) => notices.push(found) });
    expect(await whatIsRead(store)).toEqual(expected);
    await store.close();
    expect(notices.map(({ code }) => code)).toEqual(["migrated"]);
    expect(existsSync(path.join(folder, `journal-${lastJournalOf(form)}.jsonl`))).toBe(false);
  });

  test.each(bodyCollections)("is refused if a file in %s is missing, and changes nothing", async (collection) => {
    const folder = copyOf(form);
    rmSync(path.join(folder, collection, readdirSync(path.join(folder, collection))[0] ?? ""));
    const before = readdirSync(folder).toSorted();
    await expect(openLowdbStore({ folder })).rejects.toMatchObject({ code: "body-missing" });
    expect(readdirSync(folder).toSorted()).toEqual(before);
  });

  test("is refused if a line was changed", async () => {
    const folder = copyOf(form);
    const file = path.join(folder, `journal-${lastJournalOf(form)}.jsonl`);
    const lines = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, lines.with(-2, lines.at(-2)!.slice(0, -2)).join("\n"));
    await expect(openLowdbStore({ folder })).rejects.toMatchObject({ code: "journal-damaged", params: { file } });
  });

  test("is refused without a journal that the snapshot names", async () => {
    const folder = copyOf(form);
    const last = lastJournalOf(form);
    const file = path.join(folder, `journal-${String(last)}.jsonl`);
    renameSync(file, path.join(folder, `journal-${String(last + 1)}.jsonl`));
    await expect(openLowdbStore({ folder })).rejects.toMatchObject({ code: "journal-missing", params: { file } });
  });

  test("is refused if the number of an event does not follow that of the last", async () => {
    const folder = copyOf(form);
    const file = path.join(folder, `journal-${String(lastJournalOf(form))}.jsonl`);
    const lines = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, lines.toSpliced(-1, 0, lines.at(-2)!).join("\n"));
    await expect(openLowdbStore({ folder })).rejects.toMatchObject({ code: "journal-gap", params: { file } });
  });

  test("puts events in the private chain, which is whole, and binds all records in the public one", async () => {
    const folder = copyOf(form);
    const faults = await reopened(folder, verifyStoreOf);
    expect(faults).toEqual([]);
    const events = await reopened(folder, (store) => store.read((reader) => reader.events({ after: 0, limit: 100 })));
    const [last, ...earlier] = events.toReversed();
    const isChained = form === "form-4";
    if (!isChained) expect(new Set(earlier.map(({ chain }) => chain))).toEqual(new Set(["private"]));
    expect(last).toMatchObject({ kind: "records-bound", chain: "public" });
  });

  test("does not outlive a person who is erased", async () => {
    const folder = copyOf(form);
    await reopened(folder, async (store) => {
      await store.transact(async (writer) => {
        await writer.forget({ collection: "documents", id: "letter" });
        await writer.append(documentCreated("added"));
      });
    });
    expect(existsSync(path.join(folder, form))).toBe(false);
  });

  test("does not outlive an erasure that failed once, not even after a restart", async () => {
    const folder = copyOf(form);
    const failing = jest.spyOn(promises, "rm").mockRejectedValue(new Error("The disk failed"));
    await reopened(folder, async (store) => {
      const erased = store.transact(async (writer) => {
        await writer.forget({ collection: "documents", id: "letter" });
        await writer.append(documentCreated("added"));
      });
      await expect(erased).rejects.toThrow("The disk failed");
    });
    failing.mockRestore();
    await reopened(folder, () => Promise.resolve());
    expect(existsSync(path.join(folder, form))).toBe(false);
  });
});

test("an interrupted migration of the last release is completed, with its empty journal", async () => {
  const folder = copyOf("form-2");
  const empty = `${checkedLine('{"form":3,"journal":3,"after":8}')}\n`;
  writeFileSync(path.join(folder, "journal-3.jsonl"), empty);
  const expected = await reopened(copyOf("form-2"), whatIsRead);
  expect(await reopened(folder, whatIsRead)).toEqual(expected);
  expect(await reopened(folder, whatIsRead)).toEqual(expected);
});

test("an interrupted migration of the last release is completed, with its snapshot", async () => {
  const folder = copyOf("form-3");
  cpSync(path.join(fixtures, "form-2", "journal-2.jsonl"), path.join(folder, "journal-2.jsonl"));
  const expected = await reopened(copyOf("form-3"), whatIsRead);
  expect(await reopened(folder, whatIsRead)).toEqual(expected);
  expect(await reopened(folder, whatIsRead)).toEqual(expected);
});

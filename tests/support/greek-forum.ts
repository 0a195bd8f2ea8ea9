import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type * as z from "zod";
import type { ForumFile } from "#core/access/forum-file.ts";
import { createContext } from "../../server/services/create-context.ts";
import { seedForum } from "../../server/services/forum/seed-forum.ts";
import { createLink } from "../../server/services/people/sign-in.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";

const first = `# Γνώμη

1. Το πρώτο άρθρο μένει ίδιο.

2. Το δεύτερο άρθρο αλλάζει πολύ.

3. Το τρίτο άρθρο [φεύγει].
`;

const second = `# Γνώμη

1. Το πρώτο άρθρο μένει ίδιο.

2. Το δεύτερο άρθρο αλλάζει λίγο [και μεγαλώνει].

3. Ένα νέο άρθρο έρχεται.
`;

/** A small forum that contains no Latin letter apart from ids and addresses. */
const forum: z.input<typeof ForumFile> = {
  forum: {
    id: "forum",
    name: "Το βήμα",
    shortName: "Βήμα",
    description: "Ένα βήμα.",
    audience: "public",
    sources: "shown",
    calendar: [
      { date: "2013-02-06", title: "Πρώτη σύνοδος", place: "Αθήνα" },
      { date: "2099-02-06", title: "Δεύτερη σύνοδος", place: "Αθήνα" },
    ],
  },
  organisations: [
    { id: "office", name: "Γραμματεία", shortName: "Γραμματεία", group: "international-organisation" },
    { id: "north", name: "Βορράς", shortName: "Βορράς", group: "member-state" },
    { id: "south", name: "Νότος", shortName: "Νότος", group: "civil-society" },
  ],
  participants: [
    {
      id: "anna",
      name: "Άννα",
      email: "anna@office.example",
      organisationId: "office",
      group: "international-organisation",
      role: "secretariat",
    },
    {
      id: "maria",
      name: "Μαρία",
      email: "maria@north.example",
      organisationId: "north",
      group: "member-state",
      role: "coordinator",
    },
    {
      id: "petros",
      name: "Πέτρος",
      email: "petros@south.example",
      organisationId: "south",
      group: "civil-society",
      role: "member",
    },
  ],
  circles: [{ id: "circle", name: "Κύκλος", organisationIds: ["north", "south"], madeBy: "north" }],
  documents: [
    {
      id: "opinion",
      title: "Γνώμη για το βήμα",
      shortTitle: "Γνώμη",
      kind: "opinion",
      position: 1,
      relations: [],
      versions: [
        { round: "1", label: "Πρώτο σχέδιο", date: "2013-01-10", language: "el", file: "first.md" },
        { round: "2", label: "Δεύτερο σχέδιο", date: "2013-02-10", language: "el", file: "second.md" },
      ],
    },
  ],
  annotations: [
    {
      id: "general",
      on: "opinion@1",
      kind: "comment",
      type: "general",
      targets: [{ document: true }],
      text: "Γενικό σχόλιο.",
      by: "maria",
      at: "2013-01-11T10:00:00Z",
      replies: [{ by: "petros", at: "2013-01-12T10:00:00Z", text: "Συμφωνώ.", position: "support" }],
      decisions: [
        { outcome: "not-accepted", at: "2013-02-11T10:00:00Z", reason: "Όχι.", by: "anna" },
        { outcome: "accepted", at: "2013-02-12T10:00:00Z", shownIn: "opinion@2", by: "anna" },
      ],
    },
    {
      id: "proposal",
      on: "opinion@1",
      kind: "proposal",
      type: "technical",
      targets: [{ citation: "2", quote: "αλλάζει πολύ" }],
      text: "Καλύτερα έτσι.",
      operations: [{ kind: "replace", citation: "2", quote: "πολύ", by: "λίγο" }],
      by: "petros",
      at: "2013-01-11T11:00:00Z",
    },
    {
      id: "deleted",
      on: "opinion@1",
      kind: "comment",
      type: "technical",
      targets: [{ citation: "3", quote: "φεύγει" }],
      text: "Γιατί;",
      by: "petros",
      at: "2013-01-11T12:00:00Z",
    },
    {
      id: "withdrawn",
      on: "opinion@2",
      kind: "comment",
      type: "editorial",
      targets: [{ citation: "1", quote: "πρώτο" }],
      text: "Λάθος.",
      by: "petros",
      at: "2013-02-13T12:00:00Z",
      withdrawn: "Δεν ισχύει.",
      replies: [{ by: "maria", at: "2013-02-14T10:00:00Z", text: "Ωραία." }],
    },
    {
      id: "draft",
      on: "opinion@2",
      kind: "comment",
      type: "technical",
      targets: [{ clause: "2" }],
      text: "Ιδιωτικό.",
      by: "anna",
      visibility: "private",
      at: "2013-02-15T12:00:00Z",
    },
  ],
};

/** Writes the forum into an empty data folder of the embedded store. */
export async function writeGreekForum(dataFolder: string, scratch: string): Promise<Record<string, string>> {
  await mkdir(scratch, { recursive: true });
  await writeFile(path.join(scratch, "forum.json"), JSON.stringify(forum));
  await writeFile(path.join(scratch, "first.md"), first);
  await writeFile(path.join(scratch, "second.md"), second);
  const store = await openLowdbStore({ folder: dataFolder });
  const context = createContext(store);
  await seedForum(context, scratch);
  const people = await store.read((reader) => reader.list("participants"));
  const links = new Map<string, string>();
  for (const { id, role } of people) links.set(role, (await createLink(context, { participant: id })).path);
  await store.close();
  return Object.fromEntries(links);
}

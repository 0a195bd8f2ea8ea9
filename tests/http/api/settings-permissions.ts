import type { deputyOperations } from "#core/contract/colleague-operations.ts";
import type { importOperations } from "#core/contract/import-operations.ts";
import type { mailServerOperations } from "#core/contract/mail-server-operations.ts";
import type { peopleOperations } from "#core/contract/people-operations.ts";
import type { setUpOperations } from "#core/contract/set-up-operations.ts";
import type { settingsOperations } from "#core/contract/settings-operations.ts";
import type { webhookOperations } from "#core/contract/webhook-operations.ts";
import { getChanges } from "../../../server/services/forum/changes.ts";
import { asActor, type TestForum } from "../../support/forum.ts";
import { waitingMail } from "../../support/mailing.ts";
import { smallPng } from "../../support/small-png.ts";
import { wordTemplate } from "../../support/word-template.ts";
import { delivery, hook } from "./filled-server.ts";
import type { Person, Row, Sent } from "./permissions.ts";

type SettingsOperation = keyof (typeof settingsOperations &
  typeof peopleOperations &
  typeof mailServerOperations &
  typeof importOperations &
  typeof setUpOperations &
  typeof deputyOperations &
  typeof webhookOperations);

/** The settings are for the secretariat alone. */
function ofSecretariat(sent: Sent = {}): Row {
  return { may: ["secretariat"], sent };
}

const colour = { light: "#123456", dark: "#abcdef" };
const entry = { date: "2013-05-14", title: "The Forum", place: "Geneva" };
/** The id that the date, title and place of the server's entry determine. */
const kept = { entry: "811edff4e1f20649" };
const north = { organisation: "north" };
const member = { person: "member" };

const signedIn: Person[] = [
  "observer",
  "member",
  "colleague",
  "coordinator",
  "other",
  "neighbour",
  "chair",
  "secretariat",
];

/** Returns the id of the secretariat's proposal that the colleague be the coordinator's deputy. */
export async function proposedDeputy({ context }: TestForum): Promise<string> {
  const pair = { principalId: "coordinator", deputyId: "colleague" };
  const [deputy] = await context.store.read((reader) => reader.list("deputies", pair));
  return deputy?.id ?? "";
}

async function proposed(forum: TestForum): Promise<Record<string, string>> {
  return { deputy: await proposedDeputy(forum) };
}

/** Permissions on the settings, in a public forum. */
export const settingsRows: Record<SettingsOperation, Row> = {
  getForumSettings: ofSecretariat(),
  changeForum: ofSecretariat({ body: { name: "Another forum", audience: "participants" } }),
  getForumTemplate: ofSecretariat(),
  setForumTemplate: ofSecretariat({
    query: "fileName=house.docx",
    file: Buffer.from(wordTemplate({ footer: "<w:p/>" })),
  }),
  removeForumTemplate: ofSecretariat(),
  setForumLogo: ofSecretariat({ file: smallPng() }),
  removeForumLogo: ofSecretariat(),
  addCalendarEntry: ofSecretariat({ body: { ...entry, title: "A meeting" } }),
  changeCalendarEntry: ofSecretariat({ params: kept, body: { ...entry, place: "Lyon" } }),
  removeCalendarEntry: ofSecretariat({ params: kept }),
  getGroups: ofSecretariat(),
  addGroup: ofSecretariat({ body: { name: "Industry", colour } }),
  changeGroup: ofSecretariat({ params: { group: "academia" }, body: { name: "Universities", position: 1 } }),
  mergeGroup: ofSecretariat({ params: { group: "academia" }, body: { into: "other" } }),
  removeGroup: ofSecretariat({ params: { group: "academia" } }),
  getChanges: ofSecretariat(),
  undoChange: ofSecretariat({
    params: async ({ context }) => {
      const { items } = await getChanges(context, asActor("secretariat"), { size: 1 });
      return { event: items[0]?.change ?? "" };
    },
  }),
  getMailState: ofSecretariat(),
  sendTestMail: ofSecretariat(),
  retryMail: ofSecretariat({ params: async ({ context }) => ({ mail: await waitingMail(context) }) }),
  discardMail: ofSecretariat({ params: async ({ context }) => ({ mail: await waitingMail(context) }) }),
  resumeOwnMails: { may: signedIn },
  resumeMails: ofSecretariat({ params: member }),
  getOrganisations: ofSecretariat(),
  addOrganisation: ofSecretariat({ body: { name: "Administration of East", shortName: "East", group: "academia" } }),
  changeOrganisation: ofSecretariat({ params: north, body: { contact: "The Registrar" } }),
  archiveOrganisation: ofSecretariat({ params: { organisation: "south" } }),
  restoreOrganisation: ofSecretariat({ params: north }),
  changeOrganisations: ofSecretariat({ body: { organisations: ["north", "registry"], group: "academia" } }),
  getOrganisationLogo: {
    may: ["public", ...signedIn],
    sent: { params: north },
  },
  setOrganisationLogo: ofSecretariat({ params: north, file: smallPng() }),
  removeOrganisationLogo: ofSecretariat({ params: north }),
  mergeOrganisations: ofSecretariat({ params: north, body: { into: "registry" } }),
  getPeople: ofSecretariat(),
  addPerson: ofSecretariat({
    body: { name: "Ana", email: "ana@example.org", organisationId: "north", role: "member" },
  }),
  changePerson: ofSecretariat({ params: member, body: { role: "coordinator" } }),
  deactivatePerson: ofSecretariat({ params: member }),
  reactivatePerson: ofSecretariat({ params: member }),
  replaceAddress: ofSecretariat({ params: member, body: { email: "new@example.org" } }),
  erasePerson: ofSecretariat({ params: member, body: { reason: "Court order 7." } }),
  changePeople: ofSecretariat({ body: { people: ["member", "other"], role: "observer" } }),
  importPeople: ofSecretariat({ query: "fileName=people.csv", file: "name,e-mail\nAna,ana@example.org\n" }),
  exportPeople: ofSecretariat(),
  importOrganisations: ofSecretariat({ query: "dryRun=true", file: "name;group\nEast;Academia\n" }),
  exportOrganisations: ofSecretariat(),
  getSetUp: ofSecretariat(),
  markSetUpStep: ofSecretariat({ params: { step: "groups" }, body: { state: "done" } }),
  finishSetUp: ofSecretariat(),
  getDeputies: { may: signedIn },
  appointDeputy: {
    may: ["member", "secretariat"],
    sent: { body: { principal: "member", deputy: "other", until: "2099-12-31" } },
  },
  acceptDeputy: {
    may: ["coordinator"],
    sent: { params: proposed },
    refused: "not-found",
    otherwise: { colleague: "not-allowed", secretariat: "not-allowed" },
  },
  revokeDeputy: {
    may: ["coordinator", "colleague", "secretariat"],
    sent: { params: proposed },
    refused: "not-found",
  },
  actAsDeputy: { may: signedIn, sent: { body: { principal: null } } },
  getWebhooks: ofSecretariat(),
  addWebhook: ofSecretariat({ body: { url: "https://example.org/hook", news: ["draft"] } }),
  changeWebhook: ofSecretariat({ params: hook, body: { isOn: false } }),
  renewWebhookSecret: ofSecretariat({ params: hook }),
  testWebhook: ofSecretariat({ params: hook }),
  removeWebhook: ofSecretariat({ params: hook }),
  getDeliveries: ofSecretariat({ params: hook }),
  retryDelivery: ofSecretariat({ params: delivery }),
  // No model is installed, and the forum is not empty.
  tryModelForum: { may: [], otherwise: { secretariat: "not-found" } },
  clearModelForum: { may: [], otherwise: { secretariat: "wrong-state" } },
};

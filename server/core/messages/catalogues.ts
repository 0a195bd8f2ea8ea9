import type { InterfaceLanguage } from "#core/access/interface-language.ts";
import { type Catalogues, languages } from "./languages.ts";

/** The language of what is written outside a page's request, and of everything that has no translation. */
const fallback = "en";

/** The languages in which the interface exists (primary subtags of BCP 47). */
export const translatedLanguages = Object.keys(languages) as readonly InterfaceLanguage[];

/** Returns the language in which texts for a reader of `language` are written: that language, or English. */
export function translatedLanguage(language: string): string {
  return primaryOf(language) in languages ? language : fallback;
}

const primaryOf = (language: string): string => language.split("-")[0]?.toLowerCase() ?? fallback;

/** The language of the page that is being written. */
let current = fallback;

/** Returns the language of the page that is being written, or in the browser of the page that is open (BCP 47). */
export function interfaceLanguage(): string {
  return current;
}

/** Writes something in a language of the interface. `write` must finish at once: a promise would outlive the language. */
export function writtenIn<T>(language: string, write: () => T): T {
  const before = current;
  current = translatedLanguage(language);
  try {
    return write();
  } finally {
    current = before;
  }
}

const areas = new WeakMap<object, keyof Catalogues>();

/**
 * Returns the messages of an area, in the language of the page that is being written. Read them while it is written, not
 * when a module is loaded. In the client's build each of them is a text (`client/compile-messages.ts`).
 */
function area<Name extends keyof Catalogues>(name: Name): Catalogues[Name] {
  const messages = new Proxy({} as Catalogues[Name], {
    get: (_, key) => Reflect.get(messagesOf(name, current), key) as unknown,
    has: (_, key) => key in messagesOf(name, current),
    ownKeys: () => Reflect.ownKeys(messagesOf(name, current)),
    getOwnPropertyDescriptor: (_, key) => {
      const value = Reflect.get(messagesOf(name, current), key) as unknown;
      return value === undefined ? undefined : { value, enumerable: true, configurable: true };
    },
  });
  areas.set(messages, name);
  return messages;
}

function messagesOf(name: keyof Catalogues, language: string): object {
  return (languages[primaryOf(language) as InterfaceLanguage] ?? languages[fallback])[name];
}

/** Returns an area's messages in a language (BCP 47), or in English if it has no translation. */
export function inLanguage<Area extends object>(area: Area, language: string): Area {
  return messagesOf(areaName(area), language) as Area;
}

/** Returns the name of an area. */
export function areaName(area: object): keyof Catalogues {
  const name = areas.get(area);
  if (name === undefined) throw new Error("These are not the messages of an area.");
  return name;
}

export const accessRecovery = area("accessRecovery");
export const accountPages = area("accountPages");
export const amendments = area("amendments");
export const announcementsPage = area("announcementsPage");
export const annotationParts = area("annotationParts");
export const auditPage = area("auditPage");
export const checkerTexts = area("checkerTexts");
export const barometerPage = area("barometerPage");
export const charts = area("charts");
export const choosing = area("choosing");
export const clearancePage = area("clearancePage");
export const colleagues = area("colleagues");
export const commandLine = area("commandLine");
export const settingTexts = area("settingTexts");
export const start = area("start");
export const dataFolders = area("dataFolders");
export const databases = area("databases");
export const forumFiles = area("forumFiles");
export const comments = area("comments");
export const common = area("common");
export const footLabels = area("footLabels");
export const comparisonPage = area("comparisonPage");
export const comparisons = area("comparisons");
export const composer = area("composer");
export const consultations = area("consultations");
export const contributions = area("contributions");
export const contributionsPage = area("contributionsPage");
export const damage = area("damage");
export const deskPage = area("deskPage");
export const documentSettings = area("documentSettings");
export const documentsPage = area("documentsPage");
export const exportDialog = area("exportDialog");
export const exports = area("exports");
export const coverLabels = area("coverLabels");
export const feeds = area("feeds");
export const fields = area("fields");
export const formatNames = area("formatNames");
export const findInPage = area("findInPage");
export const historyPages = area("historyPages");
export const inboxPage = area("inboxPage");
export const letters = area("letters");
export const links = area("links");
export const lists = area("lists");
export const longDiscussion = area("longDiscussion");
export const mails = area("mails");
export const mailKinds = area("mailKinds");
export const mailedRepliesPage = area("mailedRepliesPage");
export const mailPage = area("mailPage");
export const modelForum = area("modelForum");
export const negotiation = area("negotiation");
export const notices = area("notices");
export const remarks = area("remarks");
export const marks = area("marks");
export const organisationLogos = area("organisationLogos");
export const outcomes = area("outcomes");
export const outcomesPage = area("outcomesPage");
export const ownFileNotes = area("ownFileNotes");
export const pageTitles = area("pageTitles");
export const pairings = area("pairings");
export const people = area("people");
export const sharing = area("sharing");
export const peoplePages = area("peoplePages");
export const placements = area("placements");
export const policy = area("policy");
export const policyTerms = area("policyTerms");
export const problems = area("problems");
export const proposals = area("proposals");
export const readingRoom = area("readingRoom");
export const serverPages = area("serverPages");
export const settingsChanges = area("settingsChanges");
export const settingsPage = area("settingsPage");
export const forumSettingTexts = area("forumSettingTexts");
export const signInPage = area("signInPage");
export const sourcePages = area("sourcePages");
export const startPage = area("startPage");
export const threads = area("threads");
export const webhooksPage = area("webhooksPage");
export const uploadPage = area("uploadPage");
export const uptakes = area("uptakes");
export const versions = area("versions");
export const wordNotes = area("wordNotes");
export const wordTemplate = area("wordTemplate");

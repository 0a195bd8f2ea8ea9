/**
 * The title of each page, under its name in the table of pages (core/contract/pages.ts). The server and the client use
 * it for the window, and mostly for the heading.
 */

export const library = "{forum}";
export const reading = "{document}, {draft}";
export const comparison = "{base} → {revised}";
export const clauseHistory = "{document}: {clause}";
export const evolution = "{document}: how the text evolved";
export const barometer = "{document}: barometer";
export const positions = "{document}, {draft}: positions by group";
export const outcomes = "Comment outcomes: {document}";
export const versionOutcomes = "Comment outcomes: {document}, {draft}";
export const uptake = "Proposal uptake: {document}";
export const upload = "Next draft of {document}";
export const nextDraft = "Next draft of {document} from accepted proposals";
export const contributions = "Contributions";
export const contribution = "{file}";
export const circles = "Circles";
export const inbox = "For you";
export const signIn = "Sign in";
export const policy = "Who may do what";
export const audit = "Audit";
export const profile = "Profile";
export const mailedReplies = "Answers by mail";
export const clearance = "Clearance";
export const announcements = "Announcements";
export const desk = "Desk";
export const answers = "{document}, {draft}: who has answered";
export const settings = "{section}: settings";
export const letters = "{title}";
export const record = "{title}";
export const person = "{name}";
export const organisation = "{name}";
export const setUp = "Set up the forum";

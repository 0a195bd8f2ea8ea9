import type { Actor } from "#core/access/permissions.ts";
import {
  addCalendarEntry,
  changeCalendarEntry,
  changeForum,
  getForumFace,
  getForumLogo,
  getForumSettings,
  getForumTemplate,
  removeCalendarEntry,
  removeForumLogo,
  removeForumTemplate,
  setForumLogo,
  setForumTemplate,
} from "../../services/forum/forum-settings.ts";
import { getAuditChain, getAuditHead } from "../../services/audit/audit-chain.ts";
import { getChanges, undoChange } from "../../services/forum/changes.ts";
import { clearModelForum, tryModelForum } from "../../services/forum/model-forum.ts";
import { finishSetUp, getSetUp, markSetUpStep } from "../../services/forum/set-up.ts";
import { erasePerson } from "../../services/forum/erase-person.ts";
import type { Context } from "../../services/kernel/context.ts";
import { addGroup, changeGroup, getGroups, mergeGroup, removeGroup } from "../../services/people/groups.ts";
import {
  addOrganisation,
  archiveOrganisation,
  changeOrganisation,
  changeOrganisations,
  getOrganisations,
  mergeOrganisations,
  restoreOrganisation,
} from "../../services/people/organisations.ts";
import { getOrganisationLogo, removeOrganisationLogo, setOrganisationLogo } from "../../services/people/logo.ts";
import { acceptDeputy, appointDeputy, getDeputies, revokeDeputy } from "../../services/people/deputies.ts";
import {
  exportOrganisations,
  exportPeople,
  importOrganisations,
  importPeople,
} from "../../services/people/people-files.ts";
import {
  addPerson,
  changePeople,
  changePerson,
  deactivatePerson,
  getPeople,
  reactivatePerson,
} from "../../services/people/people.ts";
import {
  getFollowing,
  getNotifications,
  getUnread,
  getWaiting,
  markNotifications,
  setFollowing,
} from "../../services/inbox/notifications.ts";
import {
  addWebhook,
  changeWebhook,
  getDeliveries,
  getWebhooks,
  removeWebhook,
  renewWebhookSecret,
  retryDelivery,
  testWebhook,
} from "../../services/hooks/webhooks.ts";
import { getMailChoices, setMailChoices } from "../../services/mailing/choices.ts";
import { discardMailedReply, getMailedReplies, postMailedReply } from "../../services/mailing/mailed-replies.ts";
import {
  discardMail,
  getMailState,
  resumeMails,
  resumeOwnMails,
  retryMail,
  sendTestMail,
} from "../../services/mailing/mail-state.ts";
import { confirmMailbox, getMailbox, setMailbox } from "../../services/mailing/mailbox.ts";
import { stopMails } from "../../services/mailing/stop-mails.ts";
import { getOwnAnnotations } from "../../services/annotations/own-annotations.ts";
import { getLetters } from "../../services/exports/letters.ts";
import { getRecord } from "../../services/exports/record.ts";
import { getOrganisationAnnotations, getPersonAnnotations } from "../../services/outcome/source-annotations.ts";
import { getPendingWork } from "../../services/outcome/pending-work.ts";
import { getDesk, getDeskChoices, getDeskItem, visitDesk } from "../../services/desk/desk.ts";
import { exportDesk } from "../../services/desk/desk-file.ts";
import { readDecisions } from "../../services/desk/read-decisions.ts";
import { changeDesk, releaseDecisions, undoDesk } from "../../services/desk/desk-entry.ts";
import { getSimilar } from "../../services/desk/similar.ts";
import { announce, getAnnouncements, withdrawAnnouncement } from "../../services/announcements/announcement.ts";
import { getAnswers } from "../../services/announcements/answers.ts";
import { getLetterMail } from "../../services/announcements/letter-mail.ts";
import { previewRecipients } from "../../services/announcements/preview-recipients.ts";
import { getNewColleagues, openEarlierDrafts } from "../../services/people/earlier-drafts.ts";
import { replaceAddress } from "../../services/people/recover-access.ts";
import type { Visit } from "../middleware/visitor.ts";
import type { By } from "./handler-types.ts";

/** The services behind the operations of the settings, by the operation's name. */
export const settingsServices = {
  getAuditHead,
  getAuditChain,
  getForumSettings,
  changeForum,
  addCalendarEntry,
  changeCalendarEntry,
  removeCalendarEntry,
  getForumTemplate,
  setForumTemplate,
  removeForumTemplate,
  getForumFace,
  getForumLogo,
  setForumLogo,
  removeForumLogo,
  getGroups,
  addGroup,
  changeGroup,
  mergeGroup,
  removeGroup,
  getChanges,
  undoChange,
  getOrganisations,
  addOrganisation,
  changeOrganisation,
  changeOrganisations,
  archiveOrganisation,
  restoreOrganisation,
  mergeOrganisations,
  getOrganisationLogo,
  setOrganisationLogo,
  removeOrganisationLogo,
  getPeople,
  addPerson,
  changePerson,
  deactivatePerson,
  reactivatePerson,
  replaceAddress,
  getNewColleagues,
  openEarlierDrafts,
  getUnread,
  getNotifications,
  getWaiting,
  markNotifications,
  getFollowing,
  setFollowing,
  getMailChoices,
  setMailChoices,
  stopMails,
  getMailbox,
  setMailbox,
  confirmMailbox,
  getMailedReplies,
  postMailedReply,
  discardMailedReply,
  getAnnouncements,
  announce,
  withdrawAnnouncement,
  previewRecipients,
  getAnswers,
  getLetterMail,
  getWebhooks,
  addWebhook,
  changeWebhook,
  renewWebhookSecret,
  testWebhook,
  removeWebhook,
  getDeliveries,
  retryDelivery,
  getMailState,
  sendTestMail,
  retryMail,
  discardMail,
  resumeMails,
  resumeOwnMails,
  getOwnAnnotations,
  getPersonAnnotations,
  getOrganisationAnnotations,
  getLetters,
  getRecord,
  getPendingWork,
  getDesk,
  getDeskItem,
  changeDesk,
  undoDesk,
  releaseDecisions,
  exportDesk,
  readDecisions,
  visitDesk,
  getDeskChoices,
  getSimilar,
  erasePerson,
  changePeople,
  importPeople,
  exportPeople,
  importOrganisations,
  exportOrganisations,
  getSetUp,
  markSetUpStep,
  finishSetUp,
  tryModelForum,
  clearModelForum,
  getDeputies,
  appointDeputy,
  acceptDeputy,
  revokeDeputy,
};

type Services = typeof settingsServices;
type Input<Service> = Service extends (context: Context, actor: Actor, input: infer I) => unknown ? I : unknown;

/** Connects the operations on the settings to their services. */
export function settingsHandlers(by: By): {
  [N in keyof Services]: (visit: Visit, input: Input<Services[N]>) => ReturnType<Services[N]>;
} {
  const handlers = Object.entries(settingsServices).map(([name, service]) => [name, by(service as AnyService)]);
  return Object.fromEntries(handlers) as ReturnType<typeof settingsHandlers>;
}

type AnyService = (context: Context, actor: Actor, input: never) => Promise<unknown>;

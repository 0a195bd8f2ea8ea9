import { announcementOperations } from "#core/contract/announcement-operations.ts";
import { deskOperations } from "#core/contract/desk-operations.ts";
import { auditOperations } from "#core/contract/audit-operations.ts";
import { colleagueOperations, deputyOperations, openDraftOperations } from "#core/contract/colleague-operations.ts";
import { faceOperations } from "#core/contract/face-operations.ts";
import { letterOperations } from "#core/contract/letter-operations.ts";
import { mailOperations } from "#core/contract/mail-operations.ts";
import { mailedReplyOperations } from "#core/contract/mailed-reply-operations.ts";
import { mailServerOperations } from "#core/contract/mail-server-operations.ts";
import { feedAddressOperations, feedOperations } from "#core/contract/feed-operations.ts";
import { notificationOperations } from "#core/contract/notification-operations.ts";
import { unreadOperations } from "#core/contract/unread-operations.ts";
import { importOperations } from "#core/contract/import-operations.ts";
import { peopleOperations } from "#core/contract/people-operations.ts";
import { setUpOperations } from "#core/contract/set-up-operations.ts";
import { settingsOperations } from "#core/contract/settings-operations.ts";
import { sourceOperations } from "#core/contract/source-operations.ts";
import { similarOperations } from "#core/contract/similar-operations.ts";
import { startOperations } from "#core/contract/start-operations.ts";
import { clearanceOperations } from "#core/contract/clearance-operations.ts";
import { documentOperations } from "#core/contract/document-operations.ts";
import { accountOperations, profileOperations } from "#core/contract/account-operations.ts";
import { webhookOperations } from "#core/contract/webhook-operations.ts";
import { waysInOperations } from "#core/contract/ways-in-operations.ts";

/**
 * The operations of settings, accounts and sign-in. Only the pages that use them load them, so that they do not weigh
 * on the pages on which people read.
 */
export const administrationContract = {
  ...auditOperations,
  ...settingsOperations,
  ...faceOperations,
  ...peopleOperations,
  ...importOperations,
  ...setUpOperations,
  ...deputyOperations,
  ...documentOperations,
  ...clearanceOperations,
  ...accountOperations,
  ...profileOperations,
  ...openDraftOperations,
  ...colleagueOperations,
  ...unreadOperations,
  ...letterOperations,
  ...mailOperations,
  ...mailedReplyOperations,
  ...mailServerOperations,
  ...notificationOperations,
  ...announcementOperations,
  ...feedOperations,
  ...feedAddressOperations,
  ...startOperations,
  ...deskOperations,
  ...similarOperations,
  ...webhookOperations,
  ...sourceOperations,
  ...waysInOperations,
};

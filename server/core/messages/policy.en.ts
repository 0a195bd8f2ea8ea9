import type { Action } from "#core/access/permissions.ts";
import type { PolicyCase } from "#core/access/policy.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** The page that says who may do what. Each message is in ICU MessageFormat. */

export const pageDescription = "Who may read, comment, decide and publish in this forum.";
export const about =
  "This table is computed from the rules that the forum enforces. “Yes” means always. A condition means only then.";
export const tableCaption = "Who may do what";
export const actionColumn = "Action";
export const always = "Yes";
export const never = "No";

/** The actions of the table of permissions, and the conditions of its cells. */
export const policyTerms = {
  "action-enter": "Sign in and sign out",
  "action-read-forum": "Read the list of documents",
  "action-read-version": "Read a draft",
  "action-read-original": "Download the file of a draft",
  "action-manage-documents": "Add and change documents",
  "action-prepare-version": "Upload a draft",
  "action-publish-version": "Publish a draft",
  "action-withdraw-version": "Withdraw a published draft",
  "action-read-annotation": "Read a comment or proposal",
  "action-annotate": "Comment and propose wording",
  "action-reply": "Reply and take a position",
  "action-edit-annotation": "Edit a comment",
  "action-withdraw-annotation": "Withdraw a comment",
  "action-confirm-joint": "Confirm that one’s organisation co-signs",
  "action-leave-joint": "Remove one’s organisation from the co-signatories",
  "action-sign-on": "Add one’s organisation as a co-signatory",
  "action-remove-joint": "Remove a co-signatory",
  "action-consolidate": "Combine an organisation’s drafts into one submission",
  "action-read-awaiting": "See which co-signatories have not confirmed",
  "action-edit-reply": "Edit or withdraw a reply",
  "action-hide-annotation": "Hide a comment",
  "action-erase-annotation": "Erase a comment on legal demand",
  "action-hide-reply": "Hide a reply",
  "action-erase-reply": "Erase a reply on legal demand",
  "action-settle-place": "Confirm or change a comment’s location on a later draft",
  "action-read-sources": "See the sources of all comments",
  "action-read-hidden-source": "See the source of a comment when sources are hidden",
  "action-hold-consultation": "Open and close a consultation",
  "action-decide": "Decide on comments",
  "action-read-circle": "See a circle",
  "action-make-circle": "Create a circle",
  "action-manage-circle": "Change or dissolve a circle",
  "action-leave-circle": "Remove one’s organisation from a circle",
  "action-correct-uptake": "Correct the uptake of a proposal",
  "action-link-clauses": "Link a clause to its earlier or later form",
  "action-receive-contributions": "Upload a contribution",
  "action-review-contribution": "Review and import a contribution",
  "action-date-contribution": "Set the day on which a contribution was sent",
  "action-know-contribution": "See that a contribution exists",
  "action-read-contribution-original": "Download a contribution",
  "action-read-taken-back": "Read a withdrawn or hidden comment",
  "action-read-participants": "See the participants",
  "action-keep-views": "Save filters",
  "action-invite": "Invite people",
  "action-read-settings": "See the settings of the forum, with people and their addresses",
  "action-manage-forum": "Change the forum, its groups and its calendar",
  "action-manage-people": "Add, change and deactivate people and organisations",
  "action-undo-change": "Undo a change of the settings",
  "action-read-deputies": "See their own deputies",
  "action-appoint-deputy": "Appoint a deputy for themselves",
  "action-act-as-deputy": "Act as a deputy",

  "case-public-forum": "in a public forum",
  "case-closed-forum": "in a forum for participants only",
  "case-published": "published, in a public forum",
  "case-prepared": "before it is published",
  "case-own": "their own",
  "case-colleague": "those of their organisation",
  "case-other": "those of other organisations",
  "case-own-private": "their own drafts",
  "case-other-private": "private drafts of others",
  "case-shared-organisation": "drafts shared with their organisation",
  "case-shared-circle": "drafts shared with a circle of theirs",
  "case-other-circle": "drafts shared with other circles",
  "case-submitted": "submitted",
  "case-submitted-blind": "submitted in a blind consultation",
  "case-invited": "if their organisation is invited to co-sign",
  "case-co-signed": "if their organisation co-signed",
  "case-sources-shown": "if sources are shown",
  "case-sources-hidden": "if sources are hidden",
  "case-own-organisation": "those of their organisation",
  "case-other-organisation": "those of other organisations",
  "case-made-by-own": "those their organisation made",
  "case-received": "before it is imported",
  "case-imported": "after it is imported",
  "case-forum-settings": "of the forum",
  "case-own-deputies": "of their own deputies",
} as const satisfies Catalogue<`action-${Action}` | `case-${PolicyCase}`>;

/** The pages of the forum's settings. Each message is in ICU MessageFormat. */

import type { SettingTexts } from "#core/access/forum-settings.ts";

export const settings = "Settings";
export const sections = "Sections of the settings";
export const pageDescription = "Settings of the forum: people, organisations, groups and calendar.";
export const needsScripts = "The settings need JavaScript. Enable it to change them, or use the command line.";
export const onlySecretariat = "Only the secretariat can see the settings.";
export const sectionForum = "Forum";
export const sectionDocuments = "Documents";
export const sectionGroups = "Groups";
export const sectionOrganisations = "Organisations";
export const sectionPeople = "People";
export const sectionMail = "Mail";
export const sectionCalendar = "Calendar";
export const sectionWebhooks = "Webhooks";
export const sectionChanges = "Changes";

export const saving = "Saving";
export const saved = "Saved";
export const saveChange = "Save";
export const cancel = "Cancel";
export const optional = "optional";
export const changeFailed = "The change failed. Try again.";
export const changeUndone = "Change undone.";

// The forum
export const forumIdentity = "Name";
export const forumAccess = "Access";
export const policyLink = "<link>See who may do what</link>, computed from the rules in force.";
export const forumPlace = "Time and jurisdiction";
export const timeZoneOther = "Other";
export const oneLanguageNeeded = "The forum needs at least one language.";
export const forumRules = "Accounts";

// Lists
export const searchPeople = "Search people";
export const searchPeopleExample = "Name, e-mail or organisation";
export const searchOrganisations = "Search organisations";
export const searchOrganisationsExample = "Name or contact";
export const filterOrganisation = "Organisation";
export const filterRole = "Role";
export const filterState = "State";
export const filterGroup = "Group";
export const anyOrganisation = "All organisations";
export const noOrganisationChoice = "No organisation";
export const anyRole = "All roles";
export const anyGroup = "All groups";
export const stateActive = "Active";
export const stateDeactivated = "Deactivated";
export const stateArchived = "Archived";
export const stateAll = "All";
export const peopleCount = "{count, plural, one {# person} other {# people}}";
export const organisationCount = "{count, plural, one {# organisation} other {# organisations}}";
export const peopleOnPage = "{count, plural, one {# person} other {# people}} on this page";
export const organisationsOnPage = "{count, plural, one {# organisation} other {# organisations}} on this page";
export const selectedCount = "{count} selected";
export const selectPage = "Select all on this page";
export const selectNamed = "Select {name}";
export const selectHead = "Select";
export const clearSelection = "Clear selection";
export const selectionFull = "At most {count} people can be selected.";
export const bulkActions = "Actions for the selection";
export const actionsHead = "Actions";
export const actionsFor = "Actions for {name}";
export const nothingFound = "Nothing matches the search and filters.";
export const nothingFoundYet = "Nothing found so far. Search further on the next page.";
export const clearFilters = "Clear search and filters";
export const importCsv = "Import";
export const exportCsv = "Export";
export const importPeopleLabel = "Import people from CSV";
export const importOrganisationsLabel = "Import organisations from CSV";
export const exportPeopleLabel = "Export people as CSV";
export const exportOrganisationsLabel = "Export organisations as CSV";
export const peopleFile = "people.csv";
export const organisationsFile = "organisations.csv";
export const peopleTemplate = "people-template.csv";
export const organisationsTemplate = "organisations-template.csv";

// People
export const peopleCaption = "People of the forum";
export const nameHead = "Name";
export const emailHead = "E-mail";
export const organisationHead = "Organisation";
export const roleHead = "Role";
export const noEmail = "no e-mail";
export const invitationMade = "Invitation link made on {date}";
export const invitationMailed = "Invited on {date}";
export const invitationFailed =
  "Invitation of {date} not sent: the mail server {reason, select, refused {refused it} other {could not be reached}}";
export const invitationExpired = "Invitation of {date} expired";
export const invitationUsed = "First signed in on {date}";
export const deactivatedOn = "Deactivated on {date}";
export const mailStopped = "Messages have come back since {date}, so no news is mailed";
export const deputyOf = "deputy of {names}";
export const noPeople = "There are no people yet. Add one, or import a list from CSV.";
export const addPerson = "Add a person";
export const editPerson = "Edit";
export const showComments = "Comments";
export const editPersonTitle = "Edit {name}";
export const personName = "Name";
export const personEmail = "E-mail";
export const personEmailHint = "Used for sign-in and notifications. Readers never see it.";
export const personOrganisation = "Organisation";
export const personGroup = "Group";
export const personGroupHint = "Applies because the person has no organisation.";
export const personRole = "Role";
export const personLanguage = "Language";
export const languageOwn = "Not set";
export const roleSecretariatHint = "Publishes drafts, records decisions and manages people.";
export const roleChairHint = "Sees prepared drafts and records decisions.";
export const roleCoordinatorHint = "Comments, and answers for the comments of an organisation.";
export const roleMemberHint = "Comments for an organisation or in a personal capacity.";
export const roleObserverHint = "Reads material that is not public.";
export const personAdded = "{name} added.";
export const personChanged = "{name} changed.";
export const earlierComments = "Earlier comments keep the name and organisation that they were made with.";
export const deactivate = "Deactivate";
export const deactivateTitle = "Deactivate {name}?";
export const deactivateMany = "Deactivate {count, plural, one {# person} other {# people}}?";
export const deactivateConsequence =
  "Access ends at once, on every device. Comments stay. You can reactivate a person at any time.";
export const reactivate = "Reactivate";
export const personDeactivated = "{name} deactivated.";
export const personReactivated = "{name} reactivated.";
export const changeRole = "Change role";
export const changeRoleTitle = "Change the role of {count, plural, one {# person} other {# people}}";
export const moveToOrganisation = "Move to organisation";
export const moveTitle = "Move {count, plural, one {# person} other {# people}} to an organisation";
export const moveAct = "Move";
export const roleChangeNote = "The role takes effect with the next request of each person.";
export const peopleChanged = "{count, plural, one {# person changed} other {# people changed}}.";
export const invite = "Invite";
export const inviteCount = "Invite {count, plural, one {# person} other {# people}}?";
export const inviteCreate = "Invite {count, plural, one {# person} other {# people}}";
export const inviteNote =
  "Each gets a link by mail. Where mail does not reach a person, only the operator of the server can make one.";
export const invitationsTitle = "Invitations";
export const invitationOf = "Invitation of {name}";
export const invitationSent = "The invitation is on its way to the mail address of {name}.";
export const invitationNotSent =
  "The invitation of {name} was not sent, because the mail server {reason, select, refused {refused it} other {cannot be reached}}. Try again later. If it is urgent, ask the operator of the server to run this command. It prints a link that you can hand over:";
export const printLinkCommand = "npx rapporteur people invite {id} --print";
export const notInvited = "{name} was not invited";
export const close = "Close";

// Organisations
export const organisationsCaption = "Organisations of the forum";
export const shortNameHead = "Short name";
export const fullNameHead = "Full name";
export const groupHead = "Group";
export const contactHead = "Contact";
export const peopleHead = "People";
export const noOrganisations = "There are no organisations yet. Add one, or import a list from CSV.";
export const addOrganisation = "Add an organisation";
export const editOrganisation = "Edit";
export const editOrganisationTitle = "Edit {name}";
export const organisationShortName = "Short name";
export const organisationShortNameHint = "Beside every comment, for example ISOC.";
export const organisationName = "Full name";
export const organisationGroup = "Group";
export const organisationContact = "Contact";
export const organisationContactHint = "Only the secretariat sees it.";
export const clearance = "Comments of members";
export const clearanceFree = "Members submit them freely";
export const clearanceCoordinator = "A coordinator clears them first";
export const firstVisibility = "First visibility of a new comment";
export const firstPrivate = "Only the author";
export const firstOrganisation = "The organisation";
export const firstSubmitted = "Submitted at once";
export const organisationAdded = "{name} added.";
export const organisationChanged = "{name} changed.";
export const archived = "Archived";
export const mergedInto = "Merged into {name}";
export const archive = "Archive";
export const organisationArchived = "{name} archived.";
export const restore = "Restore";
export const organisationRestored = "{name} restored.";
export const showPeopleOf = "Show people";
export const merge = "Merge";
export const mergeOrganisationTitle = "Merge {name} into another organisation";
export const mergeInto = "Merge into";
export const chooseOne = "Choose one";
export const mergePeople =
  "{count, plural, =0 {No people move} one {# person moves} other {# people move}} from {name} to {target}.";
export const mergeCircles = "{target} takes the place of {name} in circles and requests to co-sign.";
export const mergeReads =
  "The people of both organisations are notified at once. They cannot read earlier drafts of the other organisation until one of its people agrees.";
export const mergeFollowers = "Who follows {name} follows {target}. The mailbox of {name} receives nothing more.";
export const mergeKeeps = "Earlier comments keep the name {name}.";
export const mergeArchives = "{name} is archived. You can undo the merge.";
export const organisationsMerged = "{name} merged into {target}.";

// Groups
export const groupsAbout =
  "Every organisation belongs to one group. Tables, charts and files show groups in this order and with these colours.";
export const groupList = "Stakeholder groups";
export const groupName = "Name";
export const groupNameOf = "Name of the group {name}";
export const groupColours = "Colours";
export const colourLight = "On light";
export const colourDark = "On dark";
export const colourLightOf = "Colour of {name} on a light page";
export const colourDarkOf = "Colour of {name} on a dark page";
export const weakColour = "Hard to see on a {theme, select, dark {dark} other {light}} page. Choose more contrast.";
export const groupMembers =
  "{organisations, plural, =0 {No organisations} one {# organisation} other {# organisations}}{people, plural, =0 {} one {, # person without one} other {, # people without one}}";
export const groupNeverUsed = "Not in use";
export const groupMerged = "Merged into {name}. Earlier comments keep it.";
export const moveUp = "Move {name} up";
export const moveDown = "Move {name} down";
export const movedTo = "{name} is number {position} of {count}.";
export const groupMoved = "Order saved.";
export const groupNameSaved = "Name of the group saved.";
export const groupColourSaved = "Colour of {name} saved.";
export const addGroup = "Add a group";
export const groupAdded = "{name} added.";
export const groupDelete = "Delete";
export const groupDeleted = "{name} deleted.";
export const mergeGroupTitle = "Merge {name} into another group";
export const mergeGroupMoves =
  "{organisations, plural, =0 {No organisations} one {# organisation} other {# organisations}} and {people, plural, =0 {no other people} one {# other person} other {# other people}} move from {name} to {target}.";
export const mergeGroupKeeps = "Earlier comments keep the group {name}. You can undo the merge.";
export const groupsMerged = "{name} merged into {target}.";

// Calendar
export const calendarAbout =
  "Meetings and deadlines on the documents page. Comment deadlines of drafts appear by themselves.";
export const calendarEntries = "Calendar entries";
export const noCalendar = "The calendar is empty. Add a meeting or a deadline.";
export const addEntry = "Add an entry";
export const editEntry = "Edit";
export const editEntryTitle = "Edit the entry";
export const removeEntry = "Remove";
export const entryDate = "Date";
export const entryTitle = "Title";
export const entryTitleExample = "Second meeting of the expert group";
export const entryPlace = "Place";
export const entryAdded = "{title} added.";
export const entryChanged = "{title} changed.";
export const entryRemoved = "{title} removed.";
export const pastEntries = "{count, plural, one {# past entry} other {# past entries}}";

// CSV
export const importPeopleTitle = "Import people";
export const importOrganisationsTitle = "Import organisations";
export const importAbout =
  "Choose a CSV file in any common encoding, with commas, semicolons or tabs. Nothing is stored until you confirm.";
export const getTemplate = "Download a template";
export const dropCsv = "Drop a CSV file here";
export const chooseCsv = "Choose a file";
export const chooseOtherCsv = "Choose another file";
export const readingCsv = "Reading {name}";
export const importCounts = "{created} new, {changed} changed, {unchanged} unchanged, {refused} refused";
export const importRefused =
  "{count, plural, one {# line is refused} other {# lines are refused}}, so nothing can be imported. Correct the file and choose it again.";
export const importNothing = "The file changes nothing.";
export const importReady = "All lines can be imported.";
export const importColumns = "Columns of the file";
export const columnRead = "(read as {field})";
export const columnNotUsed = "(not used)";
export const importLines = "Lines of the file";
export const lineHead = "Line";
export const effectHead = "Effect";
export const detailHead = "Detail";
export const outcomeCreated = "Created";
export const outcomeChanged = "Changed";
export const outcomeUnchanged = "Unchanged";
export const outcomeRefused = "Refused";
export const changedFields = "Changes: {fields}";
export const columnReason = "{column}: {reason}";
export const onlyProblems = "Show only refused lines";
export const showAllLines = "Show all {count} lines";
export const importPeopleAct = "Import {count, plural, one {# person} other {# people}}";
export const importOrganisationsAct = "Import {count, plural, one {# organisation} other {# organisations}}";
export const peopleImported = "{count, plural, one {# person} other {# people}} imported.";
export const organisationsImported = "{count, plural, one {# organisation} other {# organisations}} imported.";

// Changes
export const changesAbout = "Changes of the settings, newest first.";
export const changesList = "Changes of the settings";
export const noChanges = "Nothing was changed yet.";
export const byProgram = "the program";
export const byDeputy = "{deputy} for {name}";
export const changeRecords = "and {count, plural, one {# more record} other {# more records}}";
export const undoNamed = "Undo: {change}";
export const undo = "Undo";

// Set-up
export const setUpDescription = "The first steps of a new forum.";
export const setUpAbout = "Five short steps. You can skip each of them, and change everything later in the settings.";
export const setUpSteps = "Steps of the set-up";
export const setUpNeedsScripts = "The set-up needs JavaScript. Enable it, or use the command line.";
export const stepCount = "Step {number} of {count}";
export const stepForum = "Name the forum";
export const stepAccess = "Decide who may read";
export const stepGroups = "Check the stakeholder groups";
export const stepPeople = "Add organisations and people";
export const stepDocument = "Add the first document";
export const stepDone = "done";
export const stepSkipped = "skipped";
export const stepOpen = "open";
export const stepContinue = "Continue";
export const stepSkip = "Skip this step";
export const stepBack = "Back";
export const stepFinish = "Finish the set-up";
export const setUpOrganisationsAbout =
  "Add them by hand, or import a list from CSV. Import organisations before people.";
export const setUpYouAreHere =
  "You are “{name}”. Change your name and add your e-mail address in your profile, so that you can sign in again.";
export const setUpEditYourself = "Edit your entry";
export const setUpManageOrganisations = "Search and edit all organisations";
export const setUpManagePeople = "Search and edit all people";
export const setUpDocumentAbout = "Name the document, then upload its first draft. You come to the upload at once.";
export const setUpAddDocument = "Add a document";
export const setUpDocuments = "Documents";
export const setUpUploadDraft = "Upload a draft";
export const setUpDrafts = "{count, plural, =0 {no draft} one {# draft} other {# drafts}}";
export const setUpReady = "The forum is set up.";
export const setUpReadyLeft = "The forum is set up. This is left to do:";
export const setUpNothingLeft = "Nothing is left to do.";
export const checklist = "Left to do";
export const leftOrganisations = "Add organisations";
export const leftPeople = "Add people and invite them";
export const leftDocument = "Add a document";
export const leftDraft = "Publish a draft";
export const leftCalendar = "Add the next meeting to the calendar";
export const leftOwnAddress = "Give every member of the secretariat an e-mail address for sign-in";
export const setUpAgain = "Go through the steps again";
export const goToDocuments = "Go to Documents";
export const setUpUnfinished = "The set-up is not finished.";
export const setUpContinue = "Continue the set-up";

// Deputies
export const deputies = "Deputies";
export const deputiesOf = "Deputies of {name}";
export const deputiesAbout = "A deputy may do what {name} may do. Each act records both people.";
export const noDeputies = "{name} has no deputies.";
export const deputyUntil = "until {date}";
export const deputyWithoutEnd = "until revoked";
export const deputyWaiting = "not yet accepted by {name}";
export const deputyPerson = "Deputy";
export const deputyEnd = "Until";
export const proposeDeputy = "Propose deputy";
export const deputyProposed = "{deputy} proposed as deputy of {name}.";
export const deputyProposalNote = "{name} must accept the proposal before the deputy can act.";
export const revokeDeputy = "Revoke";
export const revokeDeputyNamed = "Revoke {deputy} as deputy";
export const deputyRevoked = "{deputy} is no longer deputy of {name}.";

/** The texts of the forum's own settings. */
export const forumSettingTexts = {
  name: { label: "Name", saved: "Name saved.", change: "name", option: "the name" },
  shortName: {
    label: "Short name",
    hint: "In page titles and the header, for example WTPF.",
    saved: "Short name saved.",
    change: "short name",
    option: "the short name",
  },
  description: {
    label: "Description",
    hint: "One or two sentences on the documents page: the purpose, and how to take part.",
    saved: "Description saved.",
    change: "description",
    option: "the description",
  },
  audience: {
    label: "Who may read",
    choices: {
      public: { label: "Everyone", hint: "Published drafts and submitted comments are public." },
      participants: { label: "Participants only", hint: "Only people who are signed in can read." },
    },
    saved: "Access saved.",
    change: "access",
    option: "who can read published drafts",
  },
  sources: {
    label: "Sources of comments",
    choices: {
      shown: { label: "Shown", hint: "Each comment names its organisation and person." },
      hidden: { label: "Hidden", hint: "Readers see comments without names. The secretariat and the chair see them." },
    },
    saved: "Sources saved.",
    change: "sources",
    option: "show or hide the sources of all comments: shown or hidden",
  },
  jurisdiction: {
    label: "Jurisdiction",
    hint: "An ISO 3166-1 country code such as “ch”, the English name of the country, or “un”. Akoma Ntoso files use it in their names.",
    saved: "Jurisdiction saved.",
    change: "jurisdiction",
    option: "the jurisdiction in Akoma Ntoso names of documents",
  },
  timeZone: {
    label: "Time zone",
    hint: "Times appear in this zone. Readers elsewhere see their own time beside deadlines.",
    saved: "Time zone saved.",
    change: "time zone",
    option: "the time zone, such as Europe/Zurich",
  },
  logo: { change: "logo" },
  languages: {
    label: "Languages of the interface",
    hint: "Readers choose among these. Keep at least one.",
    saved: "Languages saved.",
    change: "languages",
    option: "the languages of the interface, separated by commas",
  },
  erasure: {
    label: "If a person is erased on legal demand",
    choices: {
      "keep-text": {
        label: "Keep their comments",
        hint: "Name and address go. The text stays under the organisation.",
      },
      "erase-text": { label: "Erase their comments", hint: "Name, address and text go." },
    },
    saved: "Rule on erasure saved.",
    change: "erasure",
  },
  strongSignIn: {
    label: "Stronger sign-in for the secretariat and the chair",
    hint: "They must use a passkey or an identity provider. E-mail links no longer suffice.",
    saved: "Rule on sign-in saved.",
    change: "sign-in",
  },
  senderName: {
    label: "Name of the sender",
    hint: "Mail programs show it instead of the address, for example “WTPF secretariat”. Leave it empty for the configured name.",
    saved: "Name of the sender saved.",
    change: "name of the sender",
    option: "the name of the sender of messages",
  },
  replyTo: {
    label: "Address for replies",
    hint: "Replies to messages go to this address. Without one, messages say that nobody reads replies.",
    saved: "Address for replies saved.",
    change: "address for replies",
    option: "the mail address to which replies to messages go",
  },
  mailText: {
    label: "Text at the top of invitations and announcements",
    hint: "Plain text. An empty line begins a paragraph.",
    saved: "Text of messages saved.",
    change: "text at the top of messages",
    option: "the text at the top of invitations and announcements",
  },
  decisionReasons: {
    label: "Reasons for decisions",
    hint: "One per line. The desk offers them whenever somebody decides.",
    saved: "Reasons saved.",
    change: "reasons for decisions",
    option: "the reasons that the desk offers for decisions, one per line",
  },
  template: { change: "Word template" },
} as const satisfies SettingTexts;

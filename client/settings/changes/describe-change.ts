import type { AdministrationKind } from "#core/contract/administration-events.ts";
import type { ListedChange } from "#core/contract/settings-operations.ts";
import { settingsChanges as messages } from "#core/messages/catalogues.ts";
import { listText, formatMessage } from "../../page-parts/messages.ts";

const sentences = () =>
  ({
    "forum-changed": messages.kindForumChanged,
    "groups-changed": messages.kindGroupsChanged,
    "calendar-changed": messages.kindCalendarChanged,
    "organisation-added": messages.kindOrganisationAdded,
    "organisation-removed": messages.kindOrganisationRemoved,
    "organisation-changed": messages.kindOrganisationChanged,
    "organisation-archived": messages.kindOrganisationArchived,
    "organisation-restored": messages.kindOrganisationRestored,
    "organisations-merged": messages.kindOrganisationsMerged,
    "organisations-parted": messages.kindOrganisationsParted,
    "person-added": messages.kindPersonAdded,
    "person-removed": messages.kindPersonRemoved,
    "person-changed": messages.kindPersonChanged,
    "person-deactivated": messages.kindPersonDeactivated,
    "person-reactivated": messages.kindPersonReactivated,
    "deputy-appointed": messages.kindDeputy,
    "deputy-removed": messages.kindDeputy,
    "deputy-accepted": messages.kindDeputy,
    "deputy-revoked": messages.kindDeputy,
    "deputy-changed": messages.kindDeputy,
    "deputy-acted": messages.kindDeputy,
    "document-changed": messages.kindDocumentChanged,
    "document-moved": messages.kindDocumentMoved,
    "document-archived": messages.kindDocumentArchived,
    "document-restored": messages.kindDocumentRestored,
    "version-corrected": messages.kindVersionCorrected,
    "address-replaced": messages.kindAddressReplaced,
    "person-erased": messages.kindPersonErased,
    "set-up-changed": messages.kindSetUp,
    "model-forum-tried": messages.kindModelForum,
    "model-forum-cleared": messages.kindModelForum,
  }) as const satisfies Readonly<Record<AdministrationKind, string>>;

/** Says in a few words what a change of the settings did. */
export function describeChange({ kind, name, imported }: Pick<ListedChange, "kind" | "name" | "imported">): string {
  return imported ? describeImport(imported) : formatMessage(sentences()[kind], { name });
}

function describeImport({ of, isUndone, added, changed, removed }: NonNullable<ListedChange["imported"]>): string {
  const counts = [
    ...(added > 0 ? [formatMessage(messages.countAdded, { count: added })] : []),
    ...(changed > 0 ? [formatMessage(messages.countChanged, { count: changed })] : []),
    ...(removed > 0 ? [formatMessage(messages.countRemoved, { count: removed })] : []),
  ];
  return formatMessage(isUndone ? messages.importUndoneOf : messages.importOf, {
    of,
    counts: listText(counts),
  });
}

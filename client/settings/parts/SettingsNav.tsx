import type { ReactNode } from "react";
import { Link } from "wouter";
import { type SettingsSection, settingsPath, settingsSections } from "#core/contract/settings-pages.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";

/** Returns the name of a section of the settings. */
export function sectionName(section: SettingsSection): string {
  const names: Readonly<Record<SettingsSection, string>> = {
    forum: messages.sectionForum,
    documents: messages.sectionDocuments,
    groups: messages.sectionGroups,
    organisations: messages.sectionOrganisations,
    people: messages.sectionPeople,
    mail: messages.sectionMail,
    calendar: messages.sectionCalendar,
    webhooks: messages.sectionWebhooks,
    changes: messages.sectionChanges,
  };
  return names[section];
}

/** The links to the sections of the settings. */
export function SettingsNav({ here }: { here: SettingsSection }): ReactNode {
  return (
    <nav className="settings-nav" aria-label={messages.sections}>
      <ul>
        {settingsSections.map((section) => (
          <li key={section}>
            <Link href={settingsPath(section)} aria-current={section === here ? "page" : undefined}>
              {sectionName(section)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

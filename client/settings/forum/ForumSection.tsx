import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useEffect, useState } from "react";
import { Link } from "wouter";
import { logoPath, logoVersion } from "#core/access/logo.ts";
import { languageChoices } from "#core/phrases/language-choices.ts";
import {
  type ChangedName,
  type ChangedSetting,
  type ChoiceTexts,
  type FieldTexts,
  forumSettings,
  settingParts,
  type SettingPart,
} from "#core/access/forum-settings.ts";
import { jurisdictionCode } from "#core/access/jurisdiction.ts";
import type { ForumFields, ForumSettings } from "#core/contract/settings-operations.ts";
import { policyPath } from "#core/contract/settings-pages.ts";
import {
  forumSettingTexts as settingTexts,
  organisationLogos as logoMessages,
  settingsPage as messages,
} from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { languageName } from "../../components/format.tsx";
import { richMessage } from "../../page-parts/messages.ts";
import { saveLogo } from "../parts/logo-choice.ts";
import { LogoField } from "../parts/LogoField.tsx";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { ChecksSetting, ChoiceSetting, ListSetting, SwitchSetting, TextSetting } from "../parts/SavedFields.tsx";
import { TemplateSetting } from "./TemplateSetting.tsx";
import { forumSettingsQuery } from "../parts/settings-queries.ts";
import { timeZonesByRegion } from "./time-zones.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";
import { Options } from "../parts/Options.tsx";

/** Saves some settings of the forum and reports it with a sentence. */
type SaveForum = (fields: ForumFields, done: string) => Promise<unknown>;

/** The parts of the forum's settings share these. */
export interface ForumPart {
  forum: ForumSettings;
  save: SaveForum;
}

/** Shows a part of the forum's settings once they are read. */
export function WithForum({ children }: { children: (part: ForumPart) => ReactNode }): ReactNode {
  const settings = useQuery(forumSettingsQuery);
  const { change } = useSettingsChange();
  if (settings.data) {
    const save: SaveForum = (body, done) => change(() => call("changeForum", { body }), done);
    return children({ forum: settings.data, save });
  }
  return <PendingAnswer query={settings} />;
}

/** The headings of the parts. The part of files has its own. */
const headings = (): Readonly<Record<Exclude<SettingPart, "files" | "mail">, string>> => ({
  identity: messages.forumIdentity,
  access: messages.forumAccess,
  place: messages.forumPlace,
  rules: messages.forumRules,
});

/** The section of the forum itself: its settings in parts. */
export function ForumSection(): ReactNode {
  return (
    <WithForum>
      {(shared) => (
        <div className="settings-groups">
          {(Object.keys(settingParts) as SettingPart[]).map((part) =>
            part === "mail" ? null : part === "files" ? (
              <SettingsPart key={part} part={part} {...shared} />
            ) : (
              <section key={part} className="settings-group stack-4">
                <h3>{headings()[part]}</h3>
                <SettingsPart part={part} {...shared} />
                {part === "access" && (
                  <p className="quiet">
                    {richMessage(messages.policyLink, { link: (text) => <Link href={policyPath}>{text}</Link> })}
                  </p>
                )}
              </section>
            ),
          )}
        </div>
      )}
    </WithForum>
  );
}

/** The fields of a part of the settings. */
export function SettingsPart({ part, ...shared }: ForumPart & { part: SettingPart }): ReactNode {
  return settingParts[part].map((name) => {
    if (name === "logo") return <ForumLogoField key={name} {...shared.forum} />;
    if (name === "template") return <TemplateSetting key={name} template={shared.forum.template} />;
    return <SettingField key={name} name={name} {...shared} />;
  });
}

/** The field of a setting. A change is saved at once. */
function SettingField({ name, forum, save }: ForumPart & { name: ChangedName }): ReactNode {
  const setting: ChangedSetting = forumSettings[name];
  const texts: FieldTexts & { choices?: Readonly<Record<string, ChoiceTexts>> } = settingTexts[name];
  const { label, hint, saved } = texts;
  const field = { label, ...(hint !== undefined && { hint }) };
  const value: unknown = forum[name];
  const text = typeof value === "string" ? value : "";
  const onSave = (next: unknown): Promise<unknown> => save({ [name]: next }, saved);
  switch (setting.kind) {
    case "line":
    case "text":
    case "address":
      return (
        <TextSetting
          {...field}
          value={text}
          maxLength={setting.limit}
          isLong={setting.kind === "text"}
          onSave={onSave}
        />
      );
    case "country":
      return (
        <TextSetting {...field} value={text} maxLength={100} onSave={(typed) => onSave(jurisdictionCode(typed))} />
      );
    case "choice": {
      const choices = setting.values.map((one) => ({ value: one, label: one, hint: "", ...texts.choices?.[one] }));
      return <ChoiceSetting {...field} value={text || (setting.usual ?? "")} choices={choices} onSave={onSave} />;
    }
    case "switch":
      return <SwitchSetting {...field} value={value === true} onSave={onSave} />;
    case "time-zone":
      return <ZoneSetting {...field} value={text || "UTC"} onSave={onSave} />;
    case "languages":
      return <LanguagesSetting {...field} values={forum.languages} onSave={onSave} />;
  }
}

/** The forum's logo. A choice is saved at once. */
function ForumLogoField({ logo }: Pick<ForumSettings, "logo">): ReactNode {
  const { change } = useSettingsChange();
  return (
    <LogoField
      stored={logo ? logoPath(null, logoVersion(logo)) : null}
      alt={logoMessages.forumLogoAlt}
      hint={logoMessages.shownInHeader}
      choice={{ kind: "kept" }}
      onChange={async (choice) => {
        const done = choice.kind === "removed" ? logoMessages.forumLogoRemoved : logoMessages.forumLogoSaved;
        await change(() => saveLogo(null, choice), done);
      }}
    />
  );
}

/** The choice of a time zone. */
function ZoneSetting({
  value,
  ...field
}: {
  label: string;
  hint?: string;
  value: string;
  onSave: (zone: string) => Promise<unknown>;
}): ReactNode {
  // Browser and server know different zones, so the server lists only the one in use.
  const [isWhole, setWhole] = useState(false);
  useEffect(() => setWhole(true), []);
  const regions = useMemo(() => timeZonesByRegion(value, isWhole), [value, isWhole]);
  return (
    <ListSetting {...field} value={value} isOfNames>
      {regions.map(({ region, zones }) => (
        <optgroup key={region} label={region === "" ? messages.timeZoneOther : region}>
          <Options of={zones.map(({ id, name }) => [id, name])} />
        </optgroup>
      ))}
    </ListSetting>
  );
}

/** The choice of the languages of the interface, if there are several. */
function LanguagesSetting({
  values,
  ...field
}: {
  label: string;
  hint?: string;
  values: ForumSettings["languages"];
  onSave: (languages: string[]) => Promise<unknown>;
}): ReactNode {
  const choices = languageChoices();
  if (choices.length === 0) return null;
  return (
    <ChecksSetting
      {...field}
      values={values ?? choices}
      choices={choices.map((language) => ({ value: language, label: languageName(language) }))}
      emptyReason={messages.oneLanguageNeeded}
    />
  );
}

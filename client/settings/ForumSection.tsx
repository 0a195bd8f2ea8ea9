import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { logoPath, logoVersion } from "#core/access/logo.ts";
import { languageChoices } from "#core/phrases/language-choices.ts";
import { jurisdictionCode } from "#core/access/jurisdiction.ts";
import type { ForumFields, ForumSettings } from "#core/contract/settings-operations.ts";
import { policyPath } from "#core/contract/settings-pages.ts";
import { organisationLogos as logoMessages, settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { languageName } from "../components/format.ts";
import { richMessage } from "../page-parts/messages.ts";
import { saveLogo } from "./logo-choice.ts";
import { LogoField } from "./LogoField.tsx";
import { PendingAnswer } from "./PendingAnswer.tsx";
import { ChecksSetting, ChoiceSetting, ListSetting, SwitchSetting, TextSetting } from "./SavedFields.tsx";
import { TemplateSetting } from "./TemplateSetting.tsx";
import { forumSettingsQuery } from "./settings-queries.ts";
import { timeZonesByRegion } from "./time-zones.ts";
import { useSettingsChange } from "./use-settings-change.ts";

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

/** The section of the forum itself: name, access, time, languages and rules on accounts. */
export function ForumSection(): ReactNode {
  return (
    <WithForum>
      {(part) => (
        <div className="settings-groups">
          <section className="settings-group stack-4">
            <h3>{messages.forumIdentity}</h3>
            <ForumIdentity {...part} />
          </section>
          <section className="settings-group stack-4">
            <h3>{messages.forumAccess}</h3>
            <ForumAccess {...part} />
            <p className="quiet">
              {richMessage(messages.policyLink, { link: (text) => <Link href={policyPath}>{text}</Link> })}
            </p>
          </section>
          <section className="settings-group stack-4">
            <h3>{messages.forumPlace}</h3>
            <ForumPlace {...part} />
          </section>
          <TemplateSetting template={part.forum.template} />
          <section className="settings-group stack-4">
            <h3>{messages.forumRules}</h3>
            <ForumRules {...part} />
          </section>
        </div>
      )}
    </WithForum>
  );
}

/** The forum's name, short name and description. */
export function ForumIdentity({ forum, save }: ForumPart): ReactNode {
  return (
    <>
      <TextSetting
        label={messages.forumName}
        value={forum.name}
        maxLength={200}
        onSave={(name) => save({ name }, messages.forumNameSaved)}
      />
      <TextSetting
        label={messages.forumShortName}
        hint={messages.forumShortNameHint}
        value={forum.shortName}
        maxLength={60}
        onSave={(shortName) => save({ shortName }, messages.forumShortNameSaved)}
      />
      <TextSetting
        label={messages.forumDescription}
        hint={messages.forumDescriptionHint}
        value={forum.description}
        maxLength={5000}
        isLong
        onSave={(description) => save({ description }, messages.forumDescriptionSaved)}
      />
      <ForumLogoField logo={forum.logo} />
    </>
  );
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

/** Who may read, and whether comments name their sources. */
export function ForumAccess({ forum, save }: ForumPart): ReactNode {
  return (
    <>
      <ChoiceSetting
        label={messages.audience}
        value={forum.audience}
        choices={[
          { value: "public", label: messages.audiencePublic, hint: messages.audiencePublicHint },
          { value: "participants", label: messages.audienceParticipants, hint: messages.audienceParticipantsHint },
        ]}
        onSave={(audience) => save({ audience }, messages.audienceSaved)}
      />
      <ChoiceSetting
        label={messages.sources}
        value={forum.sources}
        choices={[
          { value: "shown", label: messages.sourcesShown, hint: messages.sourcesShownHint },
          { value: "hidden", label: messages.sourcesHidden, hint: messages.sourcesHiddenHint },
        ]}
        onSave={(sources) => save({ sources }, messages.sourcesSaved)}
      />
    </>
  );
}

/** Time zone, languages and jurisdiction. */
export function ForumPlace({ forum, save }: ForumPart): ReactNode {
  const { timeZone = "UTC", languages } = forum;
  const choices = languageChoices();
  const regions = useMemo(() => timeZonesByRegion(timeZone), [timeZone]);
  return (
    <>
      <ListSetting
        label={messages.timeZone}
        hint={messages.timeZoneHint}
        value={timeZone}
        isOfNames
        onSave={(zone) => save({ timeZone: zone }, messages.timeZoneSaved)}
      >
        {regions.map(({ region, zones }) => (
          <optgroup key={region} label={region === "" ? messages.timeZoneOther : region}>
            {zones.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </ListSetting>
      {choices.length > 0 && (
        <ChecksSetting
          label={messages.languages}
          hint={messages.languagesHint}
          values={languages ?? choices}
          choices={choices.map((language) => ({ value: language, label: languageName(language) }))}
          emptyReason={messages.oneLanguageNeeded}
          onSave={(chosen) => save({ languages: chosen }, messages.languagesSaved)}
        />
      )}
      <TextSetting
        label={messages.jurisdiction}
        hint={messages.jurisdictionHint}
        value={forum.jurisdiction ?? ""}
        maxLength={100}
        onSave={(typed) => save({ jurisdiction: jurisdictionCode(typed) }, messages.jurisdictionSaved)}
      />
    </>
  );
}

/** The rules on accounts. */
function ForumRules({ forum, save }: ForumPart): ReactNode {
  return (
    <>
      <ChoiceSetting
        label={messages.erasure}
        value={forum.erasure ?? "keep-text"}
        choices={[
          { value: "keep-text", label: messages.erasureKeep, hint: messages.erasureKeepHint },
          { value: "erase-text", label: messages.erasureErase, hint: messages.erasureEraseHint },
        ]}
        onSave={(erasure) => save({ erasure }, messages.erasureSaved)}
      />
      <SwitchSetting
        label={messages.strongSignIn}
        hint={messages.strongSignInHint}
        value={forum.strongSignIn ?? false}
        onSave={(strongSignIn) => save({ strongSignIn }, messages.strongSignInSaved)}
      />
    </>
  );
}

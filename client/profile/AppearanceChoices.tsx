import type { ReactNode } from "react";
import { languageChoices } from "#core/phrases/language-choices.ts";
import type { Profile } from "#core/contract/account-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { languageName } from "../components/format.tsx";
import { applyAppearance } from "../header/appearance.ts";
import { Options } from "../settings/parts/Options.tsx";
import { ListSetting } from "../settings/parts/SavedFields.tsx";
import { useSaveProfile } from "./use-save-profile.ts";

const themes = () =>
  [
    ["system", messages.themeSystem],
    ["light", messages.themeLight],
    ["dark", messages.themeDark],
  ] as const;

const textSizes = () =>
  [
    ["small", messages.textSmall],
    ["normal", messages.textNormal],
    ["large", messages.textLarge],
  ] as const;

/** The language, colour theme and text size that the reader prefers. */
export function AppearanceChoices({
  profile,
  languages,
}: {
  profile: Profile;
  /** The languages of the forum's interface. */
  languages?: readonly string[] | undefined;
}): ReactNode {
  const save = useSaveProfile(profile);
  const { language, theme, textSize } = profile.preferences;
  const choices = languageChoices(languages);
  return (
    <>
      {choices.length > 0 && (
        <ListSetting
          label={messages.language}
          hint={messages.languageHint}
          value={language ?? ""}
          onSave={async (next) => {
            await save({ language: next === "" ? null : next }, messages.languageSaved);
            window.location.reload();
          }}
        >
          <Options of={[["", messages.languageDefault], ...choices.map((one) => [one, languageName(one)] as const)]} />
        </ListSetting>
      )}
      <ListSetting
        label={messages.theme}
        hint={messages.appearanceHint}
        value={theme}
        onSave={async (next) => {
          const chosen = find(themes(), next);
          await save({ theme: chosen }, messages.themeSaved);
          applyAppearance({ theme: chosen });
        }}
      >
        <Options of={themes()} />
      </ListSetting>
      <ListSetting
        label={messages.textSize}
        hint={messages.appearanceHint}
        value={textSize}
        onSave={async (next) => {
          const chosen = find(textSizes(), next);
          await save({ textSize: chosen }, messages.textSizeSaved);
          applyAppearance({ textSize: chosen });
        }}
      >
        <Options of={textSizes()} />
      </ListSetting>
    </>
  );
}

function find<Value extends string>(options: readonly (readonly [Value, string])[], value: string): Value {
  const option = options.find(([one]) => one === value);
  if (!option) throw new RangeError(value);
  return option[0];
}

import type { ReactNode } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import type { Profile } from "#core/contract/profile-operations.ts";
import * as messages from "#core/messages/account-pages.en.ts";
import { formatMessage, headWord, word } from "../page-parts/messages.ts";
import { TextSetting } from "../settings/SavedFields.tsx";
import { EmailChange } from "./EmailChange.tsx";
import { useSaveProfile } from "./use-save-profile.ts";

/** The reader's name, mail address, organisation and role. */
export function AboutYou({ me: { organisation, role }, profile }: { me: Me; profile: Profile }): ReactNode {
  const save = useSaveProfile(profile);
  const { name, email } = profile.participant;
  return (
    <>
      <TextSetting
        label={messages.name}
        hint={messages.nameHint}
        value={name}
        maxLength={200}
        onSave={(next) => save({ name: next }, messages.nameSaved)}
      />
      <EmailChange present={email} />
      <div className="field">
        <p className="field-label">{messages.affiliation}</p>
        <p>
          <bdi>
            {organisation
              ? formatMessage(messages.roleIn, { organisation: organisation.name, role: word(`role-${role}`) })
              : headWord(`role-${role}`)}
          </bdi>
        </p>
        <p className="quiet small">{messages.affiliationHint}</p>
      </div>
    </>
  );
}

import type { ReactNode } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { Preferences } from "#core/access/preferences.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { Profile } from "#core/contract/account-operations.ts";
import { clearancePath } from "#core/contract/settings-pages.ts";
import type { Visibility } from "#core/discuss/annotation.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import { interfaceLanguage, accountPages as messages } from "#core/messages/catalogues.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { capacitiesOf, describeAudience } from "../annotations/audience.ts";
import { actorOf } from "../api/actor.ts";
import { formatMessage, word } from "../page-parts/messages.ts";
import { Options } from "../settings/parts/Options.tsx";
import { ListSetting } from "../settings/parts/SavedFields.tsx";
import { useSaveProfile } from "./use-save-profile.ts";

const storedCapacities = ["organisation", "personal"] as const;

/** The capacity and visibility that the form for a new comment begins with, among those that the reader can use. */
export function NewCommentChoices({ me, profile }: { me: Me; profile: Profile }): ReactNode {
  const save = useSaveProfile(profile);
  const { capacity, visibility } = profile.preferences;
  const { organisation } = me;
  const usable = capacitiesOf(me);
  const capacities = storedCapacities.filter((one) => usable.includes(one));
  const visibilities = (["private", "organisation", "submitted"] as const).filter(
    (one) => one !== "organisation" || organisation !== null,
  );
  const nameOf = (one: Visibility): string => describeAudience({ visibility: one, circle: null }, me);
  return (
    <>
      {usable.length > 1 && (
        <ListSetting
          label={messages.capacity}
          value={capacities.find((one) => one === capacity) ?? ""}
          onSave={(next) => save({ capacity: found(capacities, next) }, messages.capacitySaved)}
        >
          <option value="">
            {formatMessage(messages.capacityDefault, { capacity: capacityName(usable[0] ?? "personal", me) })}
          </option>
          <Options of={capacities.map((one) => [one, headOf(capacityName(one, me), interfaceLanguage())])} />
        </ListSetting>
      )}
      <ListSetting
        label={messages.visibility}
        value={visibilities.find((one) => one === visibility) ?? ""}
        onSave={(next) => save({ visibility: found(visibilities, next) }, messages.visibilitySaved)}
      >
        <option value="">
          {organisation?.firstVisibility
            ? formatMessage(messages.visibilityRule, {
                organisation: organisation.shortName,
                audience: nameOf(organisation.firstVisibility),
              })
            : formatMessage(messages.visibilityDefault, { audience: nameOf("submitted") })}
        </option>
        <Options of={visibilities.map((one) => [one, headOf(nameOf(one), interfaceLanguage())])} />
      </ListSetting>
      {organisation && can(actorOf(me), "set-clearance", organisation) && me.role === "coordinator" && (
        <p className="quiet">
          {formatMessage(organisation.clearance === "coordinator" ? messages.ownClearanceRule : messages.ownFreeRule, {
            organisation: organisation.shortName,
          })}{" "}
          <Link href={clearancePath}>{messages.openClearance}</Link>
        </p>
      )}
    </>
  );
}

function capacityName(capacity: Speaker["capacity"], { organisation }: Me): string {
  return capacity === "organisation" && organisation
    ? formatMessage(messages.capacityOrganisation, { organisation: organisation.shortName })
    : word(`capacity-${capacity}`);
}

function found<Value extends Preferences["capacity" | "visibility"]>(
  options: readonly Value[],
  value: string,
): Value | null {
  return options.find((one) => one === value) ?? null;
}

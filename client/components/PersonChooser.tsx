import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { choosing as messages } from "#core/messages/catalogues.ts";
import { foundPeopleQuery } from "../api/participant-queries.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { announce } from "./LiveRegion.tsx";
import { SuggestionList } from "./SuggestionList.tsx";

/** A chosen person. */
export interface ChosenPerson {
  id: string;
  name: string;
}

/** Number of people in the list, few enough to read at a glance. */
const mostOffered = 8;

const nobody: readonly string[] = [];

/**
 * A field that chooses a person by the beginnings of words of their name or organisation. Arrow keys move through the
 * list below it, Enter chooses, Escape closes the list. An empty field chooses nobody.
 */
export function PersonChooser({
  id,
  name,
  value,
  except = nobody,
  isInvalid = false,
  describedBy,
  onChange,
}: {
  /** Element id of the field, for its label. */
  id: string;
  /** Name of the field in its form. */
  name?: string;
  value: ChosenPerson | null;
  /** Ids of people who cannot be chosen. */
  except?: readonly string[];
  isInvalid?: boolean;
  describedBy?: string;
  onChange: (person: ChosenPerson | null) => void;
}): ReactNode {
  const list = useId();
  const [field, setField] = useState({ chosen: value, text: value?.name ?? "" });
  // A choice from outside replaces what was typed, and so does a name that comes later.
  if (field.chosen?.id !== value?.id || field.chosen?.name !== value?.name)
    setField({ chosen: value, text: value?.name ?? "" });
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = useQuery({ ...foundPeopleQuery(field.text), enabled: isOpen });
  const people = (found.data?.items ?? []).filter((person) => !except.includes(person.id)).slice(0, mostOffered);
  const offered = isOpen
    ? people.map(({ id: key, name, organisation }) => ({ key, name, about: organisation ?? "" }))
    : [];
  const chosenAt = Math.min(at, offered.length - 1);
  const current = offered[chosenAt];
  const isNobody = isOpen && field.text !== "" && found.isSuccess && !found.isPlaceholderData && offered.length === 0;

  useEffect(() => {
    if (offered.length > 0) announce(formatMessage(messages.peopleFound, { count: offered.length }));
  }, [offered.length]);

  const write = (text: string): void => {
    setField({ chosen: null, text });
    setOpen(true);
    setAt(0);
    if (value) onChange(null);
  };
  const choose = (key: string): void => {
    const person = { id: key, name: offered.find((one) => one.key === key)?.name ?? "" };
    setField({ chosen: person, text: person.name });
    setOpen(false);
    onChange(person);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!current && step !== 0 && !isOpen) setOpen(true);
    else if (!current) return;
    else if (step !== 0) setAt((chosenAt + step + offered.length) % offered.length);
    else if (event.key === "Enter") {
      // The people that an earlier text found are still shown until the answer for this one comes.
      if (!found.isPlaceholderData && !event.nativeEvent.isComposing) choose(current.key);
    } else if (event.key === "Escape") setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="chooser">
      <input
        id={id}
        name={name}
        type="text"
        className="input"
        role="combobox"
        dir="auto"
        autoComplete="off"
        maxLength={200}
        value={field.text}
        placeholder={messages.typeName}
        aria-autocomplete="list"
        aria-expanded={current !== undefined}
        aria-controls={current ? list : undefined}
        aria-activedescendant={current ? `${list}-${String(chosenAt)}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        onChange={({ target }) => write(target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      {current && <SuggestionList id={list} offered={offered} current={current.key} onChoose={choose} />}
      {isNobody && (
        <p className="quiet small" role="status">
          {messages.nobodyFound}
        </p>
      )}
    </div>
  );
}

import type { ReactNode } from "react";

/** A choice of one among a few values, as a group of radio buttons. */
export function Choices<Value extends string>({
  legend,
  name,
  values,
  chosen,
  labelOf,
  onChoose,
}: {
  /** Read by screen readers only. */
  legend: string;
  /** Name of the group in its form. */
  name: string;
  values: readonly Value[];
  /** May be another value, so that none is chosen. */
  chosen: string;
  labelOf: (value: Value) => ReactNode;
  onChoose: (value: Value) => void;
}): ReactNode {
  return (
    <fieldset className="choices">
      <legend className="visually-hidden">{legend}</legend>
      {values.map((value) => (
        <label key={value} className={value === chosen ? "choice is-chosen" : "choice"}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          {labelOf(value)}
        </label>
      ))}
    </fieldset>
  );
}

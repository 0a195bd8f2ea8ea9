import { type ReactNode, useId } from "react";

/** A choice of one among a few values, side by side. */
export function Segmented<Value extends string>({
  label,
  values,
  chosen,
  nameOf,
  onChoose,
}: {
  label: string;
  values: readonly Value[];
  chosen: Value;
  nameOf: (value: Value) => string;
  onChoose: (value: Value) => void;
}): ReactNode {
  const name = useId();
  return (
    <div className="segmented" role="radiogroup" aria-label={label}>
      {values.map((value) => (
        <label key={value}>
          <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
          {nameOf(value)}
        </label>
      ))}
    </div>
  );
}

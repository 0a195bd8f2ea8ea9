import { intakeFigures, intakeNames } from "../support/intake-figures.ts";

/** Compares how the files of the intake fixtures are read with the known answers. */
for (const name of intakeNames) {
  try {
    const began = performance.now();
    const figures = await intakeFigures(name);
    console.log(`${name} (${String(Math.round(performance.now() - began))} ms)`);
    for (const [figure, value] of Object.entries(figures)) console.log(`  ${figure}`, value);
  } catch (error) {
    console.log(`${name}\n  ${String(error)}`, (error as { params?: unknown }).params ?? "");
  }
}

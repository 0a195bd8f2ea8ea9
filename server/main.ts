import { readConfig } from "./config.ts";
import { serve } from "./serve.ts";

try {
  await serve(readConfig(process.env), (line) => void process.stdout.write(`${line}\n`));
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(`rapporteur: ${words}\n`);
  process.exit(1);
}

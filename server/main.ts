import process from "node:process";

// Express responds faster in production mode, which must be set before it is loaded.
process.env["NODE_ENV"] ??= "production";
const { runCommandLine } = await import("./cli/command-line.ts");

// `npm start -- --port 5000`: the flags after `--` are those of `rapporteur serve`.
process.exitCode = await runCommandLine(["serve", ...process.argv.slice(2)], {
  environment: process.env,
  write: (output) => void process.stdout.write(output),
  writeError: (text) => void process.stderr.write(text),
  reportProgress: null,
});

import process from "node:process";

// React and Express draw and answer faster where they are told, before they are loaded, that nobody is developing.
process.env["NODE_ENV"] ??= "production";
const { runCommandLine } = await import("./cli/command-line.ts");

// `npm start -- --port 5000`: what stands behind it are the flags of `rapporteur serve`.
process.exitCode = await runCommandLine(["serve", ...process.argv.slice(2)], {
  environment: process.env,
  write: (output) => void process.stdout.write(output),
  complain: (words) => void process.stderr.write(words),
  tell: null,
});

/** Texts as dumpstate and dumpsys print them (AOSP dumpstate.cpp, dumpsys.cpp). */

const DASHES = "-".repeat(79);
/** `name` with its priority before it, where it has one: "CRITICAL activity". */
export const dumpsysSection = (name: string, body: string, end = "2025-07-01 12:00:05"): string =>
  `${DASHES}\nDUMP OF SERVICE ${name}:\n${body}--------- 0.010s was the duration of dumpsys ${name.replace(/^(?:CRITICAL|HIGH) /, "")}, ending at: ${end}\n`;

export const commandSection = (title: string, body: string, run = "cat"): string =>
  `------ ${title} (${run}) ------\n${body}------ 0.074s was the duration of '${title}' ------\n`;

export const dumpBanner = (at = "2025-07-01 12:00:00"): string =>
  `========================================================\n== dumpstate: ${at}\n========================================================\n\nBuild: BP1A.250505.005\nBuild fingerprint: 'google/demo/demo:16/BP1A/1:user/release-keys'\n\n`;

export const dumpProperties = (properties: Readonly<Record<string, string>>): string =>
  commandSection(
    "SYSTEM PROPERTIES",
    Object.entries(properties)
      .map(([name, value]) => `[${name}]: [${value}]\n`)
      .join(""),
    "getprop",
  );

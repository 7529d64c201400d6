import { basename } from "node:path";
import { type AcquisitionError, type Message, message } from "@bridle/core";

/** Why an acquisition cannot be read, for a person at a command line: where a password would help, with the ways to give it. */
export const refusal = ({ code, params }: AcquisitionError, path: string, command: "check" | "cat"): Message =>
  code === "encrypted"
    ? message("cli/password-needed", { name: basename(path), command })
    : message(`acquisition/${code}`, { name: basename(path), ...params });

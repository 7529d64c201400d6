import type { InstallationEvent } from "../artifacts/ios/mobile-installation.ts";

/** Services through which a computer hands an app to the phone. */
const OF_COMPUTERS = new Set(["mobile_installation_proxy", "streaming_zip_conduit"]);

/**
 * An app that the log itself says did not come from the store: signed by a developer, or handed over by a computer. What the system calls
 * Customer may be of the store or of a company, and is not told apart here.
 */
export const isFromElsewhere = ({ installationStep, installType, requester }: InstallationEvent): boolean =>
  installationStep === "installed" &&
  installType !== "Placeholder" &&
  (installType === "Developer" || (requester !== undefined && OF_COMPUTERS.has(requester)));

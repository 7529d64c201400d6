/** Why a phone on which nothing was planted makes a rule speak above `info`. What is not listed here has no reason, and fails the test. */
export const REASONS: Readonly<Record<string, string>> = {
  "ios/app-outside-store": "The app that starts the jailbreak came from no store, and has no store's record.",
  "ios/app-signed-outside-store": "A developer's own account signed it, which is how people put such apps on their phones.",
  "ios/device-management": "A server may give this phone orders. It is an employer's; a file cannot say who agreed to it.",
  "ios/intrusive-profile":
    "The profile that enrolls the phone brings the certificate of its server; it did not come from the server itself, so nothing vouches for it.",
  "ios/safari-fast-redirect":
    "A link of a newsletter leads through a counter of clicks to the shop, in less than a second, as advertising does everywhere. The rule cannot tell what a redirect is for.",
};

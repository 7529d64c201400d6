export default {
  title: "Permissions of apps",
  about:
    "The database TCC.db (Transparency, Consent and Control): which app or program asked for the microphone, camera, photos and other protected data, what was decided, why and when.",
  limits:
    "One row for each app and kind of data, holding the last decision only. Apps that were removed lose their rows. Programs that do not ask leave no row. Old versions of iOS give no time and no reason.",
  decided:
    "{client} and {service}: {decision, select, allowed {allowed} denied {denied} limited {allowed in part} other {no known decision}}",
} satisfies Record<string, string>;

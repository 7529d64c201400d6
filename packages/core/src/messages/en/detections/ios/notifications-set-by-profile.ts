export default {
  title: "A profile decides which apps may show notifications",
  rationale:
    "A profile can turn off the notifications of an app, so that its activity is not seen. Only profiles for supervised phones take effect in this way, and few people have one.",
  managed: "The profile came through a management server, as on phones of companies and schools.",
  kiosk: "Phones used as signs, tills or lent devices have such profiles.",
  summary:
    "The profile {profile} sets notifications{silenced, plural, =0 {} one { and turns those of one app off} other { and turns those of # apps off}}.",
} satisfies Record<string, string>;

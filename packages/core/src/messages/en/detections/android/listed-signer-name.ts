export default {
  title: "An app's certificate bears a name that is listed for stalkerware",
  rationale:
    "Apps are signed with certificates into which their makers write a name. Lists of stalkerware keep names that the makers of such apps used; a new version often has a new certificate and the old name.",
  "other-product": "The maker may sell other apps, for which the name stands as well.",
  "same-name": "Anybody may write the same name into a certificate.",
  summary: "{app} is signed as {signer}. The list gives that name for {family}.",
} satisfies Record<string, string>;

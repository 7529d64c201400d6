export default {
  title: "An app bears the name of another maker's and that maker's key did not sign it",
  rationale:
    "Names of packages are free to choose, and spyware that is installed by hand chooses names like those of the system. The key that signs an app is not free to choose: here the app came from outside the stores, and its signing fingerprint stands at no app of the system and at no app of that maker that a store installed.",
  modified:
    "Modified versions of well-known apps (camera apps of other phones, messengers with additions) keep the name and have another key.",
  "other-maker": "Apps of one maker that are installed by hand on a phone of another have nothing on the phone to be compared with.",
  developer: "Developers sign apps under such names themselves.",
  "hobby-system": "Systems made by hobbyists sign the parts of the system with keys of their own.",
  "known-bits":
    "The fingerprint is that of a published key of {owner}. It has 32 bits, which can be imitated; the app's own file would tell.",
  summary:
    "The app {app} has a name that begins like those of {owner}. Its signing fingerprint {signer} is at no app of the system and at none of that maker from a store. Installed by: {installer}.",
  "summary-lookalike":
    "The app {app} has a name close to those of {owner}, and is not from a store. Its signing fingerprint is {signer}. Installed by: {installer}.",
} satisfies Record<string, string>;

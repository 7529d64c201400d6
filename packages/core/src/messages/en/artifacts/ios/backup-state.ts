export default {
  title: "Backups and restores that the phone noted",
  about:
    "The list com.apple.MobileBackup.plist: the outcome of recent backups to the cloud, since when they are switched on, and the last restore onto this phone with the time at which that backup had been made.",
  limits:
    "A restore that a computer makes of a few files alone need not be noted here. The list keeps some ten outcomes. That a restore is missing does not tell that there was none.",
  "backed-up": "A backup ended: {outcome}",
  restored: "A backup was restored onto the phone",
} satisfies Record<string, string>;

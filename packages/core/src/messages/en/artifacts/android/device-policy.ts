export default {
  title: "Device administrators",
  about:
    "The device-policy service's list: apps that are device administrators, with what they may do (lock, erase, reset the password and others), and the owner of the device or of a profile where it is managed.",
  limits:
    "The state at the time of the dump; when an app became an administrator is not in it. Finding a lost phone, e-mail of a company and work profiles need administrators.",
} satisfies Record<string, string>;

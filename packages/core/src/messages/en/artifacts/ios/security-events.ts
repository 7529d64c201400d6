export default {
  title: "Events of the system's watch over trust",
  about:
    "The analytics part of security-sysdiagnose.txt: failures that the system counted while it judged certificates and kept the account's secrets, with their error.",
  limits:
    "Failures of this kind occur on every phone; an event that speaks of detection is the system's own counter and no finding. What the counters mean is not published. Items of the keychain and the circle of devices in the same file are left unread; the circle is read from its own status.",
  counted: "The watch over {watch} counted {name}",
} satisfies Record<string, string>;

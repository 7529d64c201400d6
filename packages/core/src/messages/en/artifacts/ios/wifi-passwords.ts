export default {
  title: "Networks with a stored password",
  about:
    "What the collectors list of the keychain in WiFi/security.txt: each wireless network whose password the phone keeps, and when it was stored.",
  limits:
    "Passwords that another device of the account stored come along with their times. Networks without a password are not listed. That a password is stored does not say when the phone joined the network.",
  stored: "The password of the network {network} was stored",
} satisfies Record<string, string>;

export default {
  title: "Known wireless networks",
  about:
    "The lists of wireless networks that the phone has joined or was given by a profile, a carrier or an app: name, kind of protection, and when each was added and last joined.",
  limits:
    "Only the last time of each kind is kept, and a network that was removed is gone. Addresses of stations, which tell where a network stands, are not read. Networks of the account's other devices may be among them.",
  added: "The phone came to know the wireless network {network}",
  "joined-by-owner": "The wireless network {network} was joined by hand",
  "joined-by-system": "The phone joined the wireless network {network} by itself",
} satisfies Record<string, string>;

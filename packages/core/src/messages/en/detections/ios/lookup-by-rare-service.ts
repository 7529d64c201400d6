export default {
  title: "A service for homes or shared albums looked up an address that no other service knew",
  rationale:
    "Exploits of 2019 to 2022 came through Apple's services for shared albums and for homes, which look the sender's address up and keep the answer. These services look up few addresses, and mostly those of the household, which other services look up as well.",
  "home-guest": "Guests of a home are looked up by this service.",
  "shared-album": "Whoever shares an album is looked up by this service.",
  "own-address": "It may be an address of the phone's owner.",
  summary: "The service {service} looked up an e-mail address that no other service of the list looked up.",
  "summary-many":
    "Services for homes or shared albums looked up {addresses, plural, one {one e-mail address} other {# e-mail addresses}} that no other service looked up. So many are usual for a home with guests.",
} satisfies Record<string, string>;

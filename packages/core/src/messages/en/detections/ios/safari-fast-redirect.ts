export default {
  title: "A page led to another site in less than a second",
  rationale:
    "Network injection answers a request for an unencrypted page with a redirect to an exploit server; in the known cases both visits stand in the history less than a second apart. Ordinary redirects look the same, so this alone says little. It is rated higher when the first page was unencrypted, which is what an injection needs.",
  "moved-site": "Sites that have moved send visitors to their new address at once.",
  "similar-name": "The two names are nearly the same: brands register such names and send visitors on.",
  shortener: "The first host is a link shortener or mailing service, which exists to redirect.",
  login: "The second address looks like that of a login.",
  "summary-plain":
    "From {from}, opened without encryption, the browser was sent to {to} in less than a second ({steps, plural, one {one step} other {# steps}}).",
  "summary-encrypted": "From {from} the browser was sent to {to} in less than a second ({steps, plural, one {one step} other {# steps}}).",
} satisfies Record<string, string>;

export default {
  title: "WhatsApp contacts and hidden identities",
  about:
    "The databases ContactsV2.sqlite and LID.sqlite of WhatsApp and WhatsApp Business: numbers that WhatsApp knows, and which number is behind which hidden identity.",
  limits: "Names, texts and pictures of contacts are not kept. A number in this list need not have written or called.",
  paired: "WhatsApp noted the number behind the identity of {handle}",
  updated: "WhatsApp updated the contact {handle}",
  "about-changed": "The WhatsApp contact {handle} changed its text",
  "vanish-set": "Vanishing messages were set for the WhatsApp contact {handle}",
} satisfies Record<string, string>;

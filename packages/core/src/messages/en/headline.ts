/** The six headlines as sentences. They speak of traces, never of a state of the phone. */
export default {
  "compromise-indicated":
    "Traces were found that point to a compromise of this phone. A match is not a diagnosis: an expert should confirm it.",
  "attempt-indicated": "Traces were found that point to an attempted attack. Whether it succeeded is not shown by them.",
  "targeting-indicated":
    "Traces were found that someone tried to reach this person with known attack tools. They do not show that an attack succeeded.",
  "review-recommended":
    "Something was found that an experienced person should look at. By itself it points neither to targeting nor to a compromise.",
  "nothing-matched":
    "No known traces were found in the parts that could be read. That lowers the likelihood; it cannot prove that nothing happened.",
  inconclusive:
    "No conclusion: nothing that counts was found in what could be read. But too little could be read, or the indicators were too old, to say more.",
} satisfies Record<string, string>;

export default {
  title: "A program that reads what strangers send was refused to run code, by the kernel",
  rationale:
    "Programs for media, radio and Bluetooth may not run other programs, nor make memory of their own executable. An exploit that has taken one over tries to.",
  "policy-fault": "A fault in the phone's policy refuses what the phone's own programs need.",
  maker: "Makers add programs to these domains and forget their rights.",
  summary: "{process}, in the domain {domain}, was refused {refused} on {path}.",
} satisfies Record<string, string>;

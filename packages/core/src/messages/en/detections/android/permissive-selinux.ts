export default {
  title: "SELinux does not hold programs within their rights",
  rationale:
    "Android phones have enforced SELinux since version 5. An exploit that has reached the kernel, and tools of people with root, switch it off.",
  "own-root": "The owner may have rooted the phone and switched it off.",
  "custom-system": "Some systems from elsewhere than the maker come so.",
  summary: "SELinux was {mode} when the acquisition was made.",
} satisfies Record<string, string>;

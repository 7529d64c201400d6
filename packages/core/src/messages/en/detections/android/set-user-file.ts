export default {
  title: "A program gives its owner's rights to whoever starts it",
  rationale:
    "Android gave up such programs in version 4.3. Old root tools, and implants that want to become root again later, leave one behind.",
  "own-root": "The owner may have rooted the phone.",
  maker: "Some makers ship programs of that kind for their own tests.",
  summary: "{path} has the permissions {mode}.",
} satisfies Record<string, string>;

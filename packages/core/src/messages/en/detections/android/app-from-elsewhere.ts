export default {
  title: "Apps came from elsewhere than a store",
  rationale:
    "Spyware that is installed by hand or by a link comes past the stores. Most apps that come so are wanted: that they did is where to look, and no more.",
  "own-choice": "People install apps from files and from stores that are not in the list.",
  preload: "Apps that the maker or operator put on the phone and that can be removed name no installer.",
  "moved-phone": "Apps that were moved from an old phone may name another installer, or none.",
  summary: "{count, plural, one {# app names} other {# apps name}} no store as installer: {apps}.",
} satisfies Record<string, string>;

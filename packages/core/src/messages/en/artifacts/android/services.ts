export default {
  title: "Registered services",
  about: "The services that programs of the phone can call, as service list printed them.",
  limits: "Those of the main registry at the moment of the acquisition; makers add many of their own, so a name alone says little.",
} satisfies Record<string, string>;

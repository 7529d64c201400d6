export default {
  title: "Configuration profiles and management",
  about:
    "The folder ConfigurationProfiles: each installed profile with what it changes (certificates, VPN, proxy, name servers, filters, notifications, restrictions), the servers and apps it names, which profiles are hidden, who manages the phone and whether it is supervised.",
  limits:
    "A profile that was removed leaves nothing here. What the phone keeps of a payload is a part: of a VPN often only its name and kind. Whether a certificate is trusted is kept elsewhere. Profiles of employers, schools, universities and mobile operators are ordinary.",
  installed: "The configuration profile {profile} was installed",
} satisfies Record<string, string>;

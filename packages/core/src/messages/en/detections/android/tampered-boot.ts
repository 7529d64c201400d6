export default {
  title: "The phone started, or was built, in another way than phones are sold",
  rationale:
    "A phone as it is sold starts nothing that its maker did not sign. Where the check is off or did not hold, the system may have been changed by whoever had the phone in hand. The properties are what the running system says of itself.",
  "own-choice": "The owner may have unlocked the phone, or switched debugging over the network on.",
  "custom-system": "Systems from elsewhere than the maker, such as GrapheneOS and LineageOS, start under a key of their own or unlocked.",
  maker: "Some makers sell phones with test keys, unlocked, or without some of these properties set as others do.",
  "of-verified-boot": "The check of what starts the phone did not hold or was off: {properties}.",
  "of-developer-build": "The system is a build for developers: {properties}.",
  "of-encryption": "The storage is not encrypted: {properties}.",
  "of-unlock-allowed": "The phone allows its boot loader to be unlocked: {properties}.",
  "of-native-bridge": "A library of another name than the known translators is loaded into each app: {properties}.",
  "of-adb-over-network": "The debugging connection is open to the network: {properties}.",
  "of-root-service": "A service of a root tool is defined: {properties}.",
} satisfies Record<string, string>;

export default {
  title: "Users and profiles",
  about: "The users and profiles of the phone with their kind, when each was made, and what each may not do.",
  limits:
    "Users that were removed are not in it. The names that people gave to users are not kept. Times stand there in recent versions of Android alone.",
  created: "User or profile {user} was made",
} satisfies Record<string, string>;

import { expect, test } from "vitest";
import { appSample, hitsOf, ORDINARY_APPS } from "../../testing/index.ts";
import harmfulAppWarning from "./harmful-app-warning.ts";

test("tells the warning as it stands, for whichever user it was shown", () => {
  const [user] = appSample("x").users;
  const app = appSample("org.example.a", { users: [user!, { ...user!, userId: 10, harmfulAppWarning: "May be harmful" }] });
  expect(hitsOf(harmfulAppWarning, [app])).toMatchObject([{ subject: { value: "org.example.a" }, params: { warning: "May be harmful" } }]);
});

test("is silent where nothing was warned of", () => {
  expect(hitsOf(harmfulAppWarning, ORDINARY_APPS)).toEqual([]);
});

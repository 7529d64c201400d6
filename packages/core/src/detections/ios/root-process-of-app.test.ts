import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import rootProcess from "./root-process-of-app.ts";

const APP = "/private/var/containers/Bundle/Application/com.example/Example.app/helper";
const process = (fields: object) => ({ pid: 1, euid: 0, boot: "B", isUnresolved: false, path: APP, ...fields });

test("speaks of root among the apps, and is silent on all else", () => {
  expect(hitsOf(rootProcess, [process({})])).toMatchObject([{ subject: { type: "file:path", value: APP } }]);
  expect(hitsOf(rootProcess, [process({ euid: 501 }), process({ path: "/usr/libexec/lsd" }), process({ path: undefined })])).toEqual([]);
});

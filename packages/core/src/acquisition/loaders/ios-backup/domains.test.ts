import { expect, test } from "vitest";
import { containerOf, pathInDomain } from "./domains.ts";

test("puts a file of a known domain at its place on the phone", () => {
  expect(pathInDomain("HomeDomain", "Library/SMS/sms.db")).toBe("/private/var/mobile/Library/SMS/sms.db");
  expect(pathInDomain("WirelessDomain", "Library/Databases/DataUsage.sqlite")).toBe(
    "/private/var/wireless/Library/Databases/DataUsage.sqlite",
  );
  expect(pathInDomain("HealthDomain", "Health/healthdb.sqlite")).toBe("/private/var/mobile/Library/Health/healthdb.sqlite");
  expect(pathInDomain("HomeDomain", "")).toBe("/private/var/mobile");
});

test("writes the id of an app, group or plug-in in place of its container's UUID", () => {
  expect(pathInDomain("AppDomain-com.apple.mobilesafari", "Library/Safari/History.db")).toBe(
    "/private/var/mobile/Containers/Data/Application/com.apple.mobilesafari/Library/Safari/History.db",
  );
  expect(pathInDomain("AppDomainGroup-group.net.whatsapp.WhatsApp.shared", "ChatStorage.sqlite")).toBe(
    "/private/var/mobile/Containers/Shared/AppGroup/group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite",
  );
  expect(pathInDomain("SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles", "Library/x")).toBe(
    "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/x",
  );
});

test("keeps entries of unknown domains apart, under their own name", () => {
  expect(pathInDomain("NewDomain", "a/b")).toBe("bridle:/backup/NewDomain/a/b");
  expect(pathInDomain("AppDomain-", "a")).toBe("bridle:/backup/AppDomain-/a");
});

test("never resolves a relative path that climbs out of its domain", () => {
  expect(pathInDomain("HomeDomain", "../../etc/hosts")).toBe("bridle:/backup/HomeDomain/../../etc/hosts");
  expect(pathInDomain("HomeDomain", "a/../Library/SMS/sms.db")).toBe("bridle:/backup/HomeDomain/a/../Library/SMS/sms.db");
  expect(pathInDomain("HomeDomain", "/private/x")).toBe("bridle:/backup/HomeDomain//private/x");
  expect(containerOf("AppDomain-../../mobile")).toBeUndefined();
  expect(containerOf("AppDomain-..")).toBeUndefined();
});

test("takes dots inside names for names and drops doubled slashes", () => {
  expect(pathInDomain("HomeDomain", "Library/...x/.y")).toBe("/private/var/mobile/Library/...x/.y");
  expect(pathInDomain("HomeDomain", "Library//SMS/")).toBe("/private/var/mobile/Library/SMS");
});

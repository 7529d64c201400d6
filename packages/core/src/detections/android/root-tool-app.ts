import packages from "../../artifacts/android/packages.ts";
import { appSubject } from "../android-apps.ts";
import { defineMatch } from "../detection.ts";

/** Apps that manage root access, hide it, or change other apps while they run: the projects' own names, and those that MVT's documentation lists. */
const ROOT_APPS: ReadonlySet<string> = new Set([
  "com.topjohnwu.magisk",
  "io.github.huskydg.magisk", // Kitsune
  "io.github.vvb2060.magisk",
  "me.weishu.kernelsu",
  "com.rifsxd.ksunext",
  "me.bmax.apatch",
  "org.lsposed.manager",
  "de.robv.android.xposed.installer",
  "org.meowcat.edxposed.manager",
  "moe.shizuku.privileged.api",
  "com.noshufou.android.su",
  "com.noshufou.android.su.elite",
  "eu.chainfire.supersu",
  "eu.chainfire.supersu.pro",
  "com.koushikdutta.superuser",
  "com.koushikdutta.rommanager",
  "com.koushikdutta.rommanager.license",
  "com.thirdparty.superuser",
  "com.yellowes.su",
  "com.kingouser.com",
  "me.phh.superuser",
  "com.saurik.substrate",
  "com.devadvance.rootcloak",
  "com.devadvance.rootcloakplus",
  "com.zachspong.temprootremovejb",
  "com.amphoras.hidemyroot",
  "com.amphoras.hidemyrootadfree",
  "com.formyhm.hideroot",
  "com.formyhm.hiderootPremium",
  "com.ramdroid.appquarantine",
  "com.ramdroid.appquarantinepro",
  "com.dimonvideo.luckypatcher",
  "com.chelpus.lackypatch",
]);

export default defineMatch({
  id: "android/root-tool-app",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "high",
  reads: packages,
  falsePositives: ["own-root", "developer"],
  references: [
    "https://docs.mvt.re/en/latest/android/bugreport/",
    "https://github.com/topjohnwu/Magisk",
    "https://kernelsu.org/guide/what-is-kernelsu.html",
  ],

  match: ({ kind, packageName, installer }) =>
    kind === "package" && ROOT_APPS.has(packageName)
      ? { subject: appSubject(packageName), message: "summary", params: { app: packageName, installer: installer ?? "none named" } }
      : undefined,
});

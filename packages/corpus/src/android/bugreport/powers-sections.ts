import { duration, fineStamp } from "./clock.ts";
import { type AndroidApp, type AndroidPhone, type Ghost, isSince, type OpUse } from "./phone.ts";

/** What apps may do and have done: `appops`, `accessibility`, `device_policy`, `notification`, `role`, `deviceidle`, `vpn_management`. */

/** AOSP AppOpsService.dump; entries under an attribution tag since Android 11. */
export function* appopsSection(phone: AndroidPhone): Generator<string> {
  yield "Current AppOps Service state:\n  Settings:\n    top_state_settle_time=+5s0ms\n    fg_service_state_settle_time=+5s0ms\n    bg_state_settle_time=+1s0ms\n\n";
  yield "  Uid 0:\n    state=pers\n    Package root:\n      READ_EXTERNAL_STORAGE (allow): \n";
  const users = [...phone.apps, ...phone.ghosts].filter(({ ops }) => ops !== undefined && ops.length > 0);
  for (const user of [...users].sort((a, b) => a.uid - b.uid)) yield opsOf(user, phone);
  yield "\n  User 0 restrictions:\n    no_camera: (none)\n";
}

function opsOf({ id, uid, ops = [] }: AndroidApp | Ghost, { zone, made }: AndroidPhone): string {
  const byOp = new Map<string, OpUse[]>();
  for (const use of ops) byOp.set(use.op, [...(byOp.get(use.op) ?? []), use]);
  const printed = uid >= 10_000 ? `u0a${uid - 10_000}` : String(uid);
  let text = `  Uid ${printed}:\n    state=cch\n      COARSE_LOCATION: mode=foreground\n    Package ${id}:\n`;
  for (const [op, uses] of byOp) {
    text += `      ${op} (${uses[0]!.mode ?? "allow"}): \n        null=[\n`;
    for (const use of uses) {
      const lasted = use.seconds === undefined ? "" : ` duration=+${duration(use.seconds)}`;
      const when = `[${use.key}] ${fineStamp(use.at, zone)} (-${duration(made - use.at)})`;
      text += use.isRejected ? `          Reject: [${use.key}]${when.slice(use.key.length + 3)}\n` : `          Access: ${when}${lasted}\n`;
      if (use.isRunning) text += `          Running start at: +${duration(made - use.at)}\n`;
    }
    text += "        ]\n";
  }
  return text;
}

/** AOSP AccessibilityManagerService.dump; Samsung up to Android 11 has a grammar of its own. */
export function* accessibilitySection({ style, device, apps }: AndroidPhone): Generator<string> {
  const installed = apps.flatMap(({ id, services }) => {
    const name = services?.["android.accessibilityservice.AccessibilityService"];
    return name === undefined ? [] : [`${id}/${name}`];
  });
  const enabled = installed.filter((service) => apps.find(({ id }) => id === service.split("/")[0])?.isAccessibilityEnabled);
  yield "ACCESSIBILITY MANAGER (dumpsys accessibility)\n\n";
  if (!isSince(style, "android12") && device.maker === "samsung") {
    const numbered = (services: readonly string[]): string => services.map((service, index) => `   ${index} : ${service}\n`).join("");
    yield `     User state[attributes:{id=0, touchExplorationEnabled=false, displayMagnificationEnabled=false}\n`;
    yield `     installed services: {\n${numbered(installed)}     }\n     enabled services: {\n${numbered(enabled)}     }\n     binding services: {\n     }\n     bound services:{\n     }]\n`;
    return;
  }
  const bound = enabled
    .map(
      (service) =>
        `Service[label=${service.split("/")[0]}, feedbackType[FEEDBACK_GENERIC], capabilities=33, eventTypes=TYPES_ALL_MASK, notificationTimeout=100, requestA11yBtn=false]`,
    )
    .join(", ");
  yield "currentUserId=0\nhasWindowMagnificationConnection=false\n";
  yield `User state[\n     attributes:{id=0, touchExplorationEnabled=false, serviceHandlesDoubleTap=false, installedServiceCount=${installed.length}}\n`;
  yield "     shortcut key:{}\n     button:{}\n     button target:{null}\n";
  yield `     Bound services:{${bound}}\n     Enabled services:{${enabled.map((service) => `{${service}}`).join(", ")}}\n     Binding services:{}\n     Crashed services:{}\n     Client list info:{\n     Client info[uid=1000]\n     }]\n`;
}

/** AOSP DevicePolicyManagerService.dump. */
export function* devicePolicySection({ apps, zone }: AndroidPhone): Generator<string> {
  const admins = apps.filter(({ isDeviceAdmin }) => isDeviceAdmin);
  yield `Current Device Policy Manager state:\n  Immutable state:\n    mHasFeature=true\n    mSafetyChecker=null\n\n  Device policy cache:\n    Screen capture disallowed users: []\n\n  Enabled Device Admins (User 0, provisioningState: 0):\n`;
  for (const { id, uid, receivers } of admins) {
    const receiver = receivers?.["android.app.action.DEVICE_ADMIN_ENABLED"] ?? ".AdminReceiver";
    yield `    ${id}/${receiver}:\n      uid=${uid}\n      testOnlyAdmin=false\n      policies:\n        force-lock\n        wipe-data\n      passwordQuality=0x0\n      minimumPasswordLength=0\n`;
  }
  yield `\n    mPasswordOwner=-1\n    mUserControlDisabledPackages=null\n    mAppsSuspended=false\n\n  Stats:\n    zone=${zone}\n`;
}

/** AOSP NotificationManagerService.dump with ManagedServices. */
export function* notificationSection({ apps, settings }: AndroidPhone): Generator<string> {
  const listeners = apps.filter(({ isNotificationListener }) => isNotificationListener);
  const nameOf = ({ id, services }: AndroidApp): string =>
    `${id}/${services?.["android.service.notification.NotificationListenerService"] ?? ".Listener"}`;
  yield "Current Notification Manager state:\n  Notification List:\n";
  for (const { id, uid } of apps.filter(({ hasLauncher, isSystem }) => hasLauncher && !isSystem).slice(0, 12))
    yield `    NotificationRecord(0x0${uid.toString(16)}: pkg=${id} user=UserHandle{0} id=1 tag=null importance=3 key=0|${id}|1|null|${uid}: Notification(channel=general shortcut=null contentView=null vibrate=null sound=null defaults=0x0 flags=0x10 color=0x00000000 vis=PRIVATE))\n`;
  yield `\n  Notification listeners:\n    Allowed notification listeners:\n      userId: 0 value: ${settings.secure["enabled_notification_listeners"] ?? ""}\n`;
  yield `    All notification listeners (${listeners.length}) enabled for current profiles:\n${listeners.map((app) => `      ComponentInfo{${nameOf(app)}}\n`).join("")}`;
  yield `    Live notification listeners (${listeners.length}):\n${listeners.map((app) => `      ComponentInfo{${nameOf(app)}} (user 0): android.service.notification.INotificationListener$Stub$Proxy@1\n`).join("")}`;
}

export function* roleSection({ settings, device }: AndroidPhone): Generator<string> {
  const dialer = device.maker === "samsung" ? "com.samsung.android.dialer" : "com.google.android.dialer";
  const roles = [
    ["android.app.role.BROWSER", "com.android.chrome"],
    ["android.app.role.DIALER", dialer],
    ["android.app.role.SMS", settings.secure["sms_default_application"] ?? ""],
  ] as const;
  yield `ROLE MANAGER STATE (dumpsys role):\n  user_states=[{user_id=0, version=6, packages_hash=0000, roles=[{\n`;
  yield `${roles.map(([name, holder]) => `    name=${name}\n    holders=${holder}\n`).join("  }, {\n")}  }]}]\n`;
}

export function* deviceIdleSection({ apps }: AndroidPhone): Generator<string> {
  yield "  Settings:\n    flex_time_short=+5m0s0ms\n";
  const exempt = apps.filter(({ isIdleExempt }) => isIdleExempt);
  yield `  Whitelist system apps:\n${exempt
    .filter(({ isSystem }) => isSystem)
    .map(({ id }) => `    ${id}\n`)
    .join("")}`;
  yield `  Whitelist user apps:\n${exempt
    .filter(({ isSystem }) => !isSystem)
    .map(({ id }) => `    ${id}\n`)
    .join("")}`;
  yield `  Whitelist all app ids:\n${exempt.map(({ uid }) => `    ${uid}\n`).join("")}  mLightEnabled=true  mDeepEnabled=true\n`;
}

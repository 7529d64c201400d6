import type { AndroidPhone, Maker } from "./phone.ts";

export type Settings = AndroidPhone["settings"];

/** Settings of a phone on which nothing was changed but what a bug report needs. */
export const ordinarySettings = (maker: Maker): Settings => ({
  system: { screen_brightness: "102", font_scale: "1.0", ringtone: "content://media/internal/audio/media/12?title=Demo&canonical=1" },
  secure: {
    accessibility_enabled: "0",
    android_id: "0000000000000000",
    default_input_method:
      maker === "samsung" ? "com.samsung.android.honeyboard/.service.HoneyBoardService" : "com.google.android.inputmethod.latin/.LatinIME",
    enabled_accessibility_services: "",
    enabled_notification_listeners: "com.google.android.projection.gearhead/.notifications.SharedNotificationListener",
    install_non_market_apps: "1",
    lock_screen_show_notifications: "1",
    sms_default_application: maker === "samsung" ? "com.samsung.android.messaging" : "com.google.android.apps.messaging",
    user_setup_complete: "1",
  },
  global: {
    adb_enabled: "1",
    development_settings_enabled: "1",
    device_provisioned: "1",
    package_verifier_user_consent: "1",
    verifier_verify_adb_installs: "1",
    wifi_on: "1",
  },
});

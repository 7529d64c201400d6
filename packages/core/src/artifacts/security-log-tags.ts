/**
 * Tags of Android's security log, 210001 and following in this order, with the names of their values in the order of the data. From
 * SecurityLogTags.logtags and the documentation of android.app.admin.SecurityLog; the names of the fields as intrusion logs were seen to
 * write them, where they were, else from memory. Values beyond these are kept under their number.
 */
const TAGS: readonly (readonly [tag: string, ...fields: readonly string[]])[] = [
  ["adb_shell_interactive"],
  ["adb_shell_cmd", "command"],
  ["adb_sync_recv_file", "path"],
  ["adb_sync_send_file", "path"],
  ["app_process_start", "process", "start_time", "uid", "pid", "seinfo", "sha256"],
  ["keyguard_dismissed"],
  ["keyguard_dismiss_auth_attempt", "success", "method_strength"],
  ["keyguard_secured"],
  ["os_startup", "verified_boot_state", "dm_verity_mode"],
  ["os_shutdown"],
  ["logging_started"],
  ["logging_stopped"],
  ["media_mount", "mount_point", "volume_label"],
  ["media_unmount", "mount_point", "volume_label"],
  ["log_buffer_size_critical"],
  ["password_expiration_set", "admin_package", "admin_user", "target_user", "timeout_ms"],
  ["password_complexity_set", "admin_package", "admin_user", "target_user"],
  ["password_history_length_set", "admin_package", "admin_user", "target_user", "length"],
  ["max_screen_lock_timeout_set", "admin_package", "admin_user", "target_user", "timeout_ms"],
  ["max_password_attempts_set", "admin_package", "admin_user", "target_user", "max_attempts"],
  ["keyguard_disabled_features_set", "admin_package", "admin_user", "target_user", "disabled_features"],
  ["remote_lock", "admin_package", "admin_user", "target_user"],
  ["wipe_failure"],
  ["key_generated", "success", "key_id", "uid"],
  ["key_import", "success", "key_id", "uid"],
  ["key_destruction", "success", "key_id", "uid"],
  ["user_restriction_added", "admin_package", "admin_user", "restriction"],
  ["user_restriction_removed", "admin_package", "admin_user", "restriction"],
  ["cert_authority_installed", "success", "subject", "user_id"],
  ["cert_authority_removed", "success", "subject", "user_id"],
  ["crypto_self_test_completed", "success"],
  ["key_integrity_violation", "key_id", "uid"],
  ["cert_validation_failure", "reason"],
  ["camera_policy_set", "admin_package", "admin_user", "target_user", "disabled"],
  ["password_complexity_required", "admin_package", "admin_user", "target_user", "complexity"],
  ["password_changed", "complexity", "user_id"],
  ["wifi_connection", "bssid", "event_type", "reason"],
  ["wifi_disconnection", "bssid", "reason"],
  ["bluetooth_connection", "mac_address", "success", "reason"],
  ["bluetooth_disconnection", "mac_address", "reason"],
  ["package_installed", "package_name", "version_code", "user_id"],
  ["package_updated", "package_name", "version_code", "user_id"],
  ["package_uninstalled", "package_name", "version_code", "user_id"],
  ["backup_service_toggled", "admin_package", "admin_user", "enabled"],
  ["nfc_enabled"],
  ["nfc_disabled"],
];

const FIRST_TAG = 210_001;

/** The name and the fields of a tag by its number. */
export const tagByNumber = (number: number): (typeof TAGS)[number] | undefined => TAGS[number - FIRST_TAG];

/** What a tag that states one bare value means by it. */
export const firstFieldOf = (tag: string): string | undefined => TAGS.find(([name]) => name === tag)?.[1];

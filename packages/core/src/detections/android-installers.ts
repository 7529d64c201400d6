/**
 * Who installs apps, by package name. Makers' documentation of their stores names most of them; the others are the names under which
 * the installer is known to F-Droid's, Aurora's and MVT's documentation.
 */
const STORES: ReadonlySet<string> = new Set([
  "com.android.vending", // Google Play
  "com.google.android.feedback", // Google Play, on phones from before 2012
  "com.sec.android.app.samsungapps", // Galaxy Store
  "com.samsung.android.app.omcagent", // Samsung's installer of what a region or carrier prescribes
  "com.huawei.appmarket", // AppGallery
  "com.hihonor.appmarket",
  "com.xiaomi.market",
  "com.xiaomi.mipicks",
  "com.xiaomi.discover",
  "com.heytap.market", // OPPO, realme, OnePlus
  "com.oppo.market",
  "com.vivo.appstore",
  "com.bbk.appstore",
  "com.transsnet.store", // Palm Store of Tecno, Infinix, itel
  "com.amazon.venezia",
  "org.fdroid.fdroid",
  "com.aurora.store",
  "ru.vk.store", // RuStore
  "com.motorola.ccc.ota", // Motorola's own updates
  "org.fdroid.basic",
  "org.fdroid.fdroid.privileged",
  "com.looker.droidify", // Droid-ify and Neo Store show F-Droid's repositories
  "com.machiav3lli.fdroid",
  "app.accrescent.client",
  "app.grapheneos.apps",
]);

/** Tools that copy apps from an old phone: where the app came from first is not known. */
const TRANSFER_TOOLS: ReadonlySet<string> = new Set([
  "com.sec.android.easyMover", // Smart Switch
  "com.miui.huanji", // Mi Mover
  "com.miui.backup",
  "com.oneplus.backuprestore",
  "com.coloros.backuprestore",
  "com.hicloud.android.clone", // Phone Clone
  "com.huawei.KoBackup",
  "com.vivo.easyshare",
  "com.google.android.apps.restore",
  "com.google.android.apps.pixelmigrate",
]);

export const isStore = (name: string | undefined): boolean => name !== undefined && STORES.has(name);
export const isTransferTool = (name: string | undefined): boolean => name !== undefined && TRANSFER_TOOLS.has(name);

/** android.os.Process: the uid of adb's shell, and root. */
const [ROOT_UID, SHELL_UID] = [0, 2000];
export const isShellUid = (uid: number | undefined): boolean => uid === ROOT_UID || uid === SHELL_UID;
export const SHELL_PACKAGE = "com.android.shell";

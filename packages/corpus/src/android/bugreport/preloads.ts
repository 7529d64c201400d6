import type { Maker } from "./phone.ts";

/**
 * Names of packages that come with a phone, as `pm list packages -s` of retail phones prints them; public lists of debloating tools name
 * them all (https://github.com/Universal-Debloater-Alliance/universal-android-debloater-next-generation).
 */
const AOSP =
  "android auto_generated_rro_product__ backupconfirm bips bluetooth bluetoothmidiservice bookmarkprovider calllogbackup camera.extensions captiveportallogin " +
  "carrierconfig carrierdefaultapp cellbroadcastreceiver certinstaller companiondevicemanager connectivity.resources contacts cts.ctsshim cts.priv.ctsshim " +
  "devicelockcontroller dialer documentsui dreams.basic dreams.phototable dynsystem egg emergency externalstorage hotspot2.osulogin htmlviewer imsserviceentitlement " +
  "inputdevices inputmethod.latin internal.display.cutout.emulation.corner internal.display.cutout.emulation.double internal.display.cutout.emulation.hole " +
  "internal.display.cutout.emulation.tall internal.systemui.navbar.gestural internal.systemui.navbar.threebutton internal.systemui.navbar.twobutton intentresolver " +
  "keychain localtransport location.fused managedprovisioning mms.service modulemetadata mtp musicfx networkstack nearby.halfsheet nfc ons pacprocessor packageinstaller " +
  "permissioncontroller phone printspooler proxyhandler providers.blockednumber providers.calendar providers.contacts providers.downloads providers.downloads.ui " +
  "providers.media providers.media.module providers.partnerbookmarks providers.settings providers.telephony providers.userdictionary role.notes.enabled safetycenter.resources " +
  "sdksandbox se server.telecom settings settings.intelligence sharedstoragebackup shell simappdialog smspush soundpicker statementservice stk storagemanager systemui " +
  "theme.font.notoserifsource theme.icon.pebble theme.icon.roundedrect theme.icon.squircle theme.icon.taperedrect theme.icon.teardrop theme.icon.vessel " +
  "traceur uwb.resources virtualmachine.res vpndialogs wallpaper.livepicker wallpaperbackup wallpapercropper wifi.dialog wifi.resources";

const GOOGLE_SERVICES =
  "apps.docs apps.maps apps.messaging apps.nbu.files apps.photos apps.restore apps.tachyon apps.turbo apps.wellbeing as.oss calculator calendar configupdater contacts " +
  "deskclock dialer ext.services ext.shared feedback gm gms gms.location.history googlequicksearchbox gsf inputmethod.latin marvin.talkback mainline.adservices " +
  "mainline.telemetry modulemetadata onetimeinitializer overlay.gmsconfig.common partnersetup permissioncontroller printservice.recommendation projection.gearhead " +
  "providers.media.module setupwizard soundpicker syncadapters.calendar syncadapters.contacts tts webview youtube apps.youtube.music";

const OF_MAKER: Readonly<Record<Maker, string>> = {
  google:
    "com.google.android.apps.nexuslauncher com.google.android.apps.camera com.google.android.apps.pixelmigrate com.google.android.apps.recorder " +
    "com.google.android.apps.safetyhub com.google.android.apps.security.securityhub com.google.android.apps.scone com.google.android.apps.diagnosticstool " +
    "com.google.android.apps.wallpaper com.google.android.GoogleCamera com.google.android.euicc com.google.android.hiddenmenu com.google.android.iwlan " +
    "com.google.android.pixelsystemservice com.google.android.odad com.google.android.storagemanager com.google.android.carrier com.google.euiccpixel com.google.pixel.camera.services",
  samsung:
    "com.samsung.android.app.aodservice com.samsung.android.app.contacts com.samsung.android.app.cocktailbarservice com.samsung.android.app.dressroom " +
    "com.samsung.android.app.galaxyfinder com.samsung.android.app.omcagent com.samsung.android.app.settings.bixby com.samsung.android.app.smartcapture " +
    "com.samsung.android.app.spage com.samsung.android.app.tips com.samsung.android.app.updatecenter com.samsung.android.arzone com.samsung.android.bixby.agent " +
    "com.samsung.android.bixby.wakeup com.samsung.android.calendar com.samsung.android.dialer com.samsung.android.fmm com.samsung.android.forest " +
    "com.samsung.android.game.gamehome com.samsung.android.honeyboard com.samsung.android.incallui com.samsung.android.kgclient com.samsung.android.knox.attestation " +
    "com.samsung.android.knox.containercore com.samsung.android.lool com.samsung.android.mdecservice com.samsung.android.messaging com.samsung.android.mobileservice " +
    "com.samsung.android.net.wifi.wifiguider com.samsung.android.providers.contacts com.samsung.android.samsungpass com.samsung.android.scloud " +
    "com.samsung.android.securitylogagent com.samsung.android.sm.devicesecurity com.samsung.android.smartmirroring com.samsung.android.themestore " +
    "com.samsung.android.visionintelligence com.samsung.android.wellbeing com.samsung.SMT com.samsung.accessibility com.sec.android.app.camera com.sec.android.app.clockpackage " +
    "com.sec.android.app.launcher com.sec.android.app.myfiles com.sec.android.app.popupcalculator com.sec.android.app.samsungapps com.sec.android.app.sbrowser " +
    "com.sec.android.app.servicemodeapp com.sec.android.app.soundalive com.sec.android.daemonapp com.sec.android.diagmonagent com.sec.android.gallery3d " +
    "com.sec.android.soagent com.sec.android.systemupdate com.sec.imsservice com.sec.phone com.sec.spp.push com.wssyncmldm com.policydm com.knox.vpn.proxyhandler",
  xiaomi:
    "com.miui.analytics com.miui.aod com.miui.backup com.miui.bugreport com.miui.calculator com.miui.cloudbackup com.miui.cloudservice com.miui.cleanmaster " +
    "com.miui.core com.miui.daemon com.miui.extraphoto com.miui.face com.miui.freeform com.miui.gallery com.miui.guardprovider com.miui.home com.miui.notes " +
    "com.miui.mishare.connectivity com.miui.msa.global com.miui.packageinstaller com.miui.player com.miui.powerkeeper com.miui.rom com.miui.securityadd " +
    "com.miui.securitycenter com.miui.screenrecorder com.miui.system com.miui.touchassistant com.miui.vsimcore com.miui.weather2 com.miui.wmsvc com.xiaomi.account " +
    "com.xiaomi.discover com.xiaomi.finddevice com.xiaomi.joyose com.xiaomi.location.fused com.xiaomi.mi_connect_service com.xiaomi.micloud.sdk com.xiaomi.mipicks " +
    "com.xiaomi.misettings com.xiaomi.simactivate.service com.xiaomi.xmsf com.android.updater com.android.thememanager com.android.soundrecorder com.android.fileexplorer",
};

/** What people put on their phones. Each has a signer of its own. */
const STORE_APPS =
  "com.whatsapp org.telegram.messenger org.thoughtcrime.securesms com.facebook.orca com.facebook.katana com.instagram.android com.viber.voip com.twitter.android " +
  "com.spotify.music com.netflix.mediaclient com.ubercab com.booking com.duolingo com.zhiliaoapp.musically com.linkedin.android com.microsoft.teams com.microsoft.office.outlook " +
  "us.zoom.videomeetings org.mozilla.firefox com.brave.browser com.dropbox.android com.adobe.reader com.amazon.mShop.android.shopping com.paypal.android.p2pmobile com.revolut.revolut " +
  "de.dwd.warnapp com.accuweather.android com.strava com.fitbit.FitbitMobile com.azure.authenticator org.wikipedia com.soundcloud.android com.shazam.android com.pinterest com.reddit.frontpage";

const words = (text: string): readonly string[] => text.split(" ");

/** Every system package of a maker's phone; `overlays` more of the many small ones that only change looks. */
export const preloadsOf = (maker: Maker, overlays: number): readonly string[] => [
  ...words(AOSP).map((name) => (name === "android" ? name : `com.android.${name}`)),
  ...words(GOOGLE_SERVICES).map((name) => `com.google.android.${name}`),
  ...words(OF_MAKER[maker]),
  ...["com.android.vending", "com.android.chrome", "com.google.android.webview.overlay"],
  ...Array.from({ length: overlays }, (_, index) => `${OVERLAY[maker]}.${index + 1}`),
];

const OVERLAY: Readonly<Record<Maker, string>> = {
  google: "com.google.android.overlay.demo",
  samsung: "com.samsung.android.overlay.demo",
  xiaomi: "com.miui.overlay.demo",
};

export const storeApps: readonly string[] = words(STORE_APPS);
